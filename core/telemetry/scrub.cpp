#include <core/telemetry/scrub.h>

#include <core/base/limits.h>

#include <QRegularExpression>

#include <algorithm>

namespace telemetry {

using namespace Qt::StringLiterals;

namespace {

bool isControl(QChar character)
{
    const char16_t code = character.unicode();
    // C0, DEL, C1, and the marks that turn the direction of text around or start a new line or paragraph.
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

QString withVisibleControls(const QString &text)
{
    if (std::none_of(text.begin(), text.end(), isControl))
        return text;
    QString out;
    out.reserve(text.size() + 16);
    for (const QChar character : text) {
        if (!isControl(character))
            out += character;
        else if (character == u'\n')
            out += u"\\n"_s;
        else if (character == u'\t')
            out += u' ';
        else
            out += u"\\x%1"_s.arg(static_cast<uint>(character.unicode()), 2, 16, QLatin1Char('0'));
    }
    return out;
}

} // namespace

QString scrubbed(const QString &text)
{
    // Looked for only in lines that hold a hint, so that an ordinary line costs a few scans.
    static const QRegularExpression token(u"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{40,}"_s);
    static const QRegularExpression email(u"[^\\s@\"'<>(),;:=\\[\\]]{1,64}@[^\\s@\"'<>(),;:=]{1,253}"_s);
    static const QRegularExpression named(
        u"(?<![A-Za-z])(pass(?:word)?|pwrd|passwd|secret|(?:x-)?token|auth|authorization"
        "|x-association|association|skey|sess|pctk)"
        "(\"?\\s*[=:]\\s*)(\"(?:[^\"\\\\]|\\\\.)*\"?|(?:Bearer|Basic)\\s+\\S+|[^\\s,;&}]+)"_s,
        QRegularExpression::CaseInsensitiveOption);

    QString out = text;
    if (out.size() > base::kLogLineMax) {
        const qsizetype more = out.size() - base::kLogLineMax;
        out.truncate(base::kLogLineMax);
        out += u"… (%1 more)"_s.arg(more);
    }
    out = withVisibleControls(out);
    if (out.contains(u'=') || out.contains(u':'))
        out.replace(named, u"\\1\\2[hidden]"_s);
    if (out.contains(u'.'))
        out.replace(token, u"[token]"_s);
    if (out.contains(u'@'))
        out.replace(email, u"[e-mail]"_s);
    return out;
}

} // namespace telemetry
