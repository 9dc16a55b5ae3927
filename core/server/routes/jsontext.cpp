#include <core/server/routes/jsontext.h>

#include <QString>

namespace server {

QByteArray jsonString(const QByteArray &text)
{
    static constexpr char kHex[] = "0123456789abcdef";
    const QByteArray utf8 = QString::fromUtf8(text).toUtf8();
    QByteArray out;
    out.reserve(utf8.size() + 2);
    out += '"';
    for (const char c : utf8) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += "\\u00";
            out += kHex[c >> 4];
            out += kHex[c & 0xF];
        } else {
            out += c;
        }
    }
    out += '"';
    return out;
}

} // namespace server
