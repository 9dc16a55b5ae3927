#include <core/base/jsondocument.h>

#include <core/base/limits.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QStringDecoder>

#include <algorithm>
#include <optional>

namespace base {

using namespace Qt::StringLiterals;

// Walks a text that Qt has already found to be JSON: only looks for where things begin and end.
class JsonWalker
{
public:
    JsonWalker(const QByteArray &text, QHash<QString, JsonDocument::Offsets> &offsets, const QStringList &secretPaths)
        : m_text(text)
        , m_offsets(offsets)
        , m_secretPaths(secretPaths)
    {}

    struct Fault
    {
        qsizetype at = 0;
        QString path;
        QString reason;
    };

    [[nodiscard]] std::optional<Fault> walk(qsizetype start)
    {
        m_at = start;
        value({}, {m_at, m_at}, 0);
        return m_fault;
    }

private:
    void skipSpace()
    {
        while (m_at < m_text.size() &&
               (m_text[m_at] == ' ' || m_text[m_at] == '\n' || m_text[m_at] == '\r' || m_text[m_at] == '\t'))
            ++m_at;
    }

    // At the next character that is no white space; the text is whole, so there is one.
    [[nodiscard]] char peek()
    {
        skipSpace();
        return m_at < m_text.size() ? m_text[m_at] : '\0';
    }

    [[nodiscard]] QByteArray string()
    {
        const qsizetype start = m_at;
        ++m_at;
        while (m_at < m_text.size() && m_text[m_at] != '"')
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        ++m_at;
        return m_text.mid(start, m_at - start);
    }

    void value(const QString &path, JsonDocument::Offsets offsets, int depth)
    {
        const char first = peek();
        offsets.value = m_at;
        m_offsets.insert(path, offsets);
        if (depth > kJsonNestingMax) {
            fault(m_at, path, u"is nested too deeply"_s);
        } else if (first == '{') {
            object(path, depth);
        } else if (first == '[') {
            array(path, depth);
        } else if (first == '"') {
            std::ignore = string();
        } else {
            while (m_at < m_text.size() && !QByteArrayView(",]} \t\r\n").contains(m_text[m_at]))
                ++m_at;
        }
    }

    void object(const QString &path, int depth)
    {
        QSet<QString> names;
        ++m_at;
        while (!m_fault && peek() != '}') {
            const qsizetype nameAt = m_at;
            const QString name = decoded(string());
            const QString childPath = JsonDocument::memberPath(path, name);
            if (names.contains(name)) {
                const bool secret = m_secretPaths.contains(path);
                return fault(nameAt, secret ? path : childPath, secret ? u"has a member twice"_s : u"is given twice"_s);
            }
            names.insert(name);
            std::ignore = peek();
            ++m_at; // the colon
            value(childPath, {nameAt, nameAt}, depth + 1);
            if (peek() == ',')
                ++m_at;
        }
        ++m_at;
    }

    void array(const QString &path, int depth)
    {
        qsizetype index = 0;
        ++m_at;
        while (!m_fault && peek() != ']') {
            value(JsonDocument::elementPath(path, index++), {m_at, m_at}, depth + 1);
            if (peek() == ',')
                ++m_at;
        }
        ++m_at;
    }

    [[nodiscard]] static QString decoded(const QByteArray &quoted)
    {
        if (!quoted.contains('\\'))
            return QString::fromUtf8(quoted.mid(1, quoted.size() - 2));
        return QJsonDocument::fromJson('[' + quoted + ']').array().at(0).toString();
    }

    void fault(qsizetype at, const QString &path, const QString &reason)
    {
        if (!m_fault)
            m_fault = Fault {at, path, reason};
    }

    const QByteArray &m_text;
    QHash<QString, JsonDocument::Offsets> &m_offsets;
    const QStringList &m_secretPaths;
    qsizetype m_at = 0;
    std::optional<Fault> m_fault;
};

namespace {

constexpr QByteArrayView kByteOrderMark = "\xEF\xBB\xBF";

// Offset of the first byte that is not UTF-8.
std::optional<qsizetype> firstBadByte(const QByteArray &text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString whole = decoder(text);
    if (!decoder.hasError())
        return std::nullopt;
    // Lines are short: look for the line, then for the byte in it.
    qsizetype start = 0;
    while (start < text.size()) {
        const qsizetype newline = text.indexOf('\n', start);
        const qsizetype end = newline < 0 ? text.size() : newline + 1;
        const QByteArray line = text.mid(start, end - start);
        if (!line.isValidUtf8()) {
            // A prefix is invalid from the broken character on, and perhaps one short of a whole one before it.
            qsizetype good = line.size();
            while (good > 0 && !line.first(good).isValidUtf8())
                --good;
            return start + good;
        }
        start = end;
    }
    return 0;
}

QString syntaxReason(QJsonParseError::ParseError error)
{
    switch (error) {
    case QJsonParseError::UnterminatedObject:
        return u"a '}' or ',' is missing"_s;
    case QJsonParseError::MissingNameSeparator:
        return u"a ':' is missing after a member's name"_s;
    case QJsonParseError::UnterminatedArray:
        return u"a ']' or ',' is missing"_s;
    case QJsonParseError::MissingValueSeparator:
        return u"a ',' is missing"_s;
    case QJsonParseError::IllegalValue: // Qt takes a word without quotes for a number
    case QJsonParseError::TerminationByNumber:
    case QJsonParseError::IllegalNumber:
        return u"this is no value: a number, a text in quotes, true, false, null, { or [ was expected"_s;
    case QJsonParseError::IllegalEscapeSequence:
        return u"unknown escape sequence in a text"_s;
    case QJsonParseError::IllegalUTF8String:
        return u"is not UTF-8"_s;
    case QJsonParseError::UnterminatedString:
        return u"a text has no closing quote"_s;
    case QJsonParseError::MissingObject:
        return u"a member or '}' was expected"_s;
    case QJsonParseError::DeepNesting:
        return u"is nested too deeply"_s;
    case QJsonParseError::DocumentTooLarge:
        return u"is too large"_s;
    case QJsonParseError::GarbageAtEnd:
        return u"there is more text after the closing '}'"_s;
    case QJsonParseError::NoError:
        break;
    }
    return u"is not JSON"_s;
}

} // namespace

Result<JsonDocument, JsonError> JsonDocument::parse(const QByteArray &text, qsizetype bytesMax,
                                                    const QStringList &secretPaths)
{
    if (text.size() > bytesMax)
        return failure(JsonError {{}, {}, u"is longer than %1 bytes"_s.arg(bytesMax)});
    if (text.startsWith("\xFF\xFE") || text.startsWith("\xFE\xFF"))
        return failure(JsonError {{}, {}, u"is UTF-16; save it as UTF-8"_s});
    JsonDocument document;
    document.m_text = text;
    if (const auto bad = firstBadByte(text))
        return failure(JsonError {document.placeAt(*bad), {}, u"is not UTF-8"_s});

    QJsonParseError error {};
    const QJsonDocument parsed = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError) {
        const qsizetype offset = std::clamp<qsizetype>(error.offset, 0, text.size());
        return failure(JsonError {document.placeAt(offset), {}, syntaxReason(error.error)});
    }
    const qsizetype start = text.startsWith(kByteOrderMark) ? kByteOrderMark.size() : 0;
    if (!parsed.isObject())
        return failure(JsonError {document.placeAt(start), {}, u"must be an object: { … }"_s});
    document.m_root = parsed.object();
    if (const auto fault = JsonWalker(document.m_text, document.m_offsets, secretPaths).walk(start))
        return failure(JsonError {document.placeAt(fault->at), fault->path, fault->reason});
    return document;
}

JsonPlace JsonDocument::placeOf(const QString &path) const
{
    return placeAt(m_offsets.value(path).value);
}

JsonPlace JsonDocument::nameAt(const QString &path) const
{
    return placeAt(m_offsets.value(path).name);
}

JsonPlace JsonDocument::placeAt(qsizetype offset) const
{
    const QByteArrayView before = QByteArrayView(m_text).first(offset);
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    const QByteArrayView line = before.sliced(lineStart);
    // Characters, not bytes: a continuation byte (10xxxxxx) is part of the one before. A byte-order mark is none.
    const auto characters = std::count_if(
        line.begin(), line.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; });
    const bool mark = lineStart == 0 && line.startsWith(kByteOrderMark);
    return {static_cast<int>(before.count('\n')) + 1, static_cast<int>(characters) + (mark ? 0 : 1)};
}

QString JsonDocument::memberPath(const QString &parent, const QString &name)
{
    static const QRegularExpression plain(u"^[A-Za-z_][A-Za-z0-9_-]*$"_s);
    if (!plain.match(name).hasMatch())
        return u"%1[\"%2\"]"_s.arg(parent, name);
    return parent.isEmpty() ? name : parent + u'.' + name;
}

QString JsonDocument::elementPath(const QString &parent, qsizetype index)
{
    return u"%1[%2]"_s.arg(parent).arg(index);
}

} // namespace base
