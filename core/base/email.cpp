#include <core/base/email.h>
#include <core/base/limits.h>

#include <QList>
#include <QString>

#include <algorithm>
#include <string_view>

namespace base {

namespace {

constexpr qsizetype kLocalMax = 64;
constexpr qsizetype kDomainMax = 254;
constexpr qsizetype kLabelMax = 63;

qsizetype utf8Size(QStringView text)
{
    return text.toUtf8().size();
}

bool isForeignLetter(char32_t c)
{
    return c >= 0x80 && (QChar::isLetterOrNumber(c) || QChar::isMark(c) || QChar::isSymbol(c));
}

bool isAsciiLetterOrDigit(char32_t c)
{
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9');
}

bool isWordCharacter(char32_t c)
{
    constexpr std::u32string_view marks = U"!#$%&'*+-/=?^_`{|}~";
    return isAsciiLetterOrDigit(c) || isForeignLetter(c) || marks.find(c) != std::u32string_view::npos;
}

bool isLabelCharacter(char32_t c)
{
    return isAsciiLetterOrDigit(c) || isForeignLetter(c) || c == U'-' || c == U'_';
}

template <class Predicate>
bool allOf(QStringView text, Predicate predicate)
{
    const QList<uint> points = text.toUcs4();
    return std::all_of(points.begin(), points.end(),
                       [predicate](uint c) { return predicate(static_cast<char32_t>(c)); });
}

// `text` starts with the opening quote. Its length including the closing one, 0 when there is none.
qsizetype quotedLength(QStringView text)
{
    for (qsizetype i = 1; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c == u'"')
            return i + 1;
        if (c == u'\\') {
            if (++i >= text.size())
                return 0;
        }
        const char16_t kept = text[i].unicode();
        if (kept < 0x20 || (kept >= 0x7F && kept < 0xA0))
            return 0;
    }
    return 0;
}

bool isDotted(QStringView text, bool (*isPart)(QStringView))
{
    const auto parts = text.split(u'.');
    return std::all_of(parts.begin(), parts.end(), isPart);
}

bool isWord(QStringView word)
{
    return !word.isEmpty() && allOf(word, isWordCharacter);
}

bool isLabel(QStringView label)
{
    return !label.isEmpty() && !label.startsWith(u'-') && !label.endsWith(u'-') && allOf(label, isLabelCharacter) &&
           utf8Size(label) <= kLabelMax;
}

bool isDecimalByte(QStringView text)
{
    if (text.isEmpty() || text.size() > 3 || (text.size() > 1 && text.startsWith(u'0')))
        return false;
    int value = 0;
    for (const QChar c : text) {
        if (c < u'0' || c > u'9')
            return false;
        value = value * 10 + (c.unicode() - u'0');
    }
    return value <= 255;
}

bool isIpv4(QStringView text)
{
    return text.count(u'.') == 3 && isDotted(text, isDecimalByte);
}

bool isHexGroup(QStringView group)
{
    return !group.isEmpty() && group.size() <= 4 && allOf(group, [](char32_t c) {
        return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'f') || (c >= U'A' && c <= U'F');
    });
}

// Number of 16-bit groups in text such as "1:2:3" or, at the end of an address, "1:127.0.0.1"; −1 when malformed.
int ipv6Groups(QStringView text, bool mayEndInIpv4)
{
    if (text.isEmpty())
        return 0;
    const auto groups = text.split(u':');
    int count = 0;
    for (qsizetype i = 0; i < groups.size(); ++i) {
        if (isHexGroup(groups[i]))
            count += 1;
        else if (mayEndInIpv4 && i == groups.size() - 1 && isIpv4(groups[i]))
            count += 2;
        else
            return -1;
    }
    return count;
}

bool isIpv6(QStringView text)
{
    const qsizetype gap = text.indexOf(u"::");
    if (gap < 0)
        return ipv6Groups(text, true) == 8;
    const int before = ipv6Groups(text.first(gap), false);
    const int after = ipv6Groups(text.sliced(gap + 2), true);
    return before >= 0 && after >= 0 && before + after < 8;
}

bool isAddressLiteral(QStringView text)
{
    if (text.startsWith(u"IPv6:", Qt::CaseInsensitive))
        return isIpv6(text.sliced(5));
    return isIpv4(text) || isIpv6(text);
}

bool isDomain(QStringView domain)
{
    if (domain.startsWith(u'[') && domain.endsWith(u']') && domain.size() > 2)
        return isAddressLiteral(domain.sliced(1, domain.size() - 2));
    return isDotted(domain, isLabel);
}

} // namespace

bool isEmailAddress(QStringView text)
{
    // A cheap bound first: UTF-8 is never shorter than UTF-16 counts units.
    if (text.size() > kEmailMax || utf8Size(text) > kEmailMax || !text.isValidUtf16())
        return false;
    const bool quoted = text.startsWith(u'"');
    const qsizetype at = quoted ? quotedLength(text) : text.indexOf(u'@');
    if (at <= 0 || at >= text.size() || text[at] != u'@')
        return false;
    const QStringView local = text.first(at);
    const QStringView domain = text.sliced(at + 1);
    if (utf8Size(local) > kLocalMax || domain.isEmpty() || utf8Size(domain) > kDomainMax)
        return false;
    return (quoted || isDotted(local, isWord)) && isDomain(domain);
}

} // namespace base
