#include <core/connector/telemetryrecord.h>

#include <QtEndian>

namespace connector {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kHeadSize = 12;
constexpr QByteArrayView kMask = "The truth is back in style.";

// Text for invalid bytes too: each longest beginning of a character that cannot go on becomes one U+FFFD, as the
// published connector does it. Qt would count otherwise.
QString textFrom(QByteArrayView bytes)
{
    const auto at = [&](qsizetype i) { return static_cast<unsigned char>(bytes[i]); };
    QString text;
    for (qsizetype i = 0; i < bytes.size();) {
        const unsigned char lead = at(i);
        const qsizetype length = lead < 0x80                   ? 1
                                 : lead >= 0xC2 && lead < 0xE0 ? 2
                                 : lead >= 0xE0 && lead < 0xF0 ? 3
                                 : lead >= 0xF0 && lead < 0xF5 ? 4
                                                               : 0;
        // The second byte has a narrower range behind some leads: no overlong forms, no surrogates, nothing too large.
        const unsigned char least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        const unsigned char most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        qsizetype good = length == 0 ? 0 : 1;
        while (good > 0 && good < length && i + good < bytes.size() && at(i + good) >= (good == 1 ? least : 0x80) &&
               at(i + good) <= (good == 1 ? most : 0xBF))
            ++good;
        if (length != 0 && good == length)
            text += QString::fromUtf8(bytes.sliced(i, length));
        else
            text += QChar(QChar::ReplacementCharacter);
        i += std::max<qsizetype>(good, 1);
    }
    return text;
}

QString unmasked(QByteArrayView cipher)
{
    QString text;
    text.reserve(cipher.size());
    for (qsizetype i = 0; i < cipher.size(); ++i)
        text += QLatin1Char(static_cast<char>((cipher[i] ^ kMask[i % kMask.size()]) & 0x7F));
    return text;
}

QString byteList(QByteArrayView value)
{
    QString list = u"["_s;
    for (const char byte : value) {
        if (list.size() > 1)
            list += u", ";
        list += QString::number(static_cast<unsigned char>(byte));
    }
    return list + u']';
}

TelemetryRecord recordFrom(QByteArrayView body)
{
    TelemetryRecord record;
    while (!body.isEmpty()) {
        const qsizetype end = body.indexOf('\n');
        const QByteArrayView line = end < 0 ? body : body.first(end);
        body = end < 0 ? QByteArrayView() : body.sliced(end + 1);
        const qsizetype equals = line.indexOf('=');
        if (equals < 0)
            continue;
        const QByteArrayView key = line.first(equals);
        const QByteArrayView value = line.sliced(equals + 1);
        const qsizetype dash = key == "TLM3" ? value.indexOf('-') : -1;
        record.values.emplaceBack(textFrom(key), dash < 0 ? byteList(value) : unmasked(value.sliced(dash + 1)));
    }
    return record;
}

void appendJsonString(QByteArray &out, const QString &text)
{
    static constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    for (const char c : text.toUtf8()) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                out += "\\u00";
                out += kHex[c >> 4];
                out += kHex[c & 0xF];
            } else {
                out += c;
            }
        }
    }
    out += '"';
}

} // namespace

void TelemetryReader::feed(base::ByteView bytes)
{
    if (m_error)
        return;
    m_buffer.remove(0, m_used);
    m_used = 0;
    m_buffer.append(base::asChars(bytes));
}

base::Result<std::optional<TelemetryRecord>, TelemetryError> TelemetryReader::next()
{
    if (m_error)
        return base::failure(*m_error);
    const QByteArrayView rest = QByteArrayView(m_buffer).sliced(m_used);
    if (rest.size() < kHeadSize)
        return std::optional<TelemetryRecord>();
    const auto length = qFromBigEndian<quint16>(rest.data() + 10);
    if (qFromBigEndian<quint16>(rest.data() + 8) != 0)
        m_error = TelemetryError::TooLong;
    else if (length < kHeadSize)
        m_error = TelemetryError::TooShort;
    if (m_error)
        return base::failure(*m_error);
    if (rest.size() < length)
        return std::optional<TelemetryRecord>();
    m_used += length;
    return std::optional(recordFrom(rest.sliced(kHeadSize, length - kHeadSize)));
}

qsizetype TelemetryReader::bytesBuffered() const
{
    return m_buffer.size() - m_used;
}

QByteArray telemetryBody(const TelemetryRecord &record)
{
    QByteArray body = "{\"values\":[";
    for (const auto &[key, value] : record.values) {
        if (!body.endsWith('['))
            body += ',';
        body += '[';
        appendJsonString(body, key);
        body += ',';
        appendJsonString(body, value);
        body += ']';
    }
    return body + "]}";
}

} // namespace connector
