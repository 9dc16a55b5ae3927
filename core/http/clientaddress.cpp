#include <core/http/clientaddress.h>

#include <core/http/decimal.h>

#include <algorithm>

namespace http {

using namespace Qt::StringLiterals;

namespace {

const QString kOnlyV4 = u"Server was provided IPv6 address but only IPv4 is supported"_s;

// Four decimal numbers without needless zeros: other spellings mean other addresses to other programs.
std::optional<base::Ipv4> parseV4(QStringView text)
{
    const QList<QStringView> parts = text.split(u'.');
    if (parts.size() != 4)
        return std::nullopt;
    base::Ipv4 address;
    for (const QStringView part : parts) {
        const auto number = parseDecimal(part, 255);
        if (!number || (part.size() > 1 && part.front() == u'0'))
            return std::nullopt;
        address.value = (address.value << 8U) | static_cast<quint32>(*number);
    }
    return address;
}

// "a.b.c.d", "a.b.c.d:port", "v6", "[v6]:port" → the address without the port; nullopt when it is none of these.
std::optional<QString> withoutPort(const QString &text)
{
    const auto isPort = [](QStringView port) { return parseDecimal(port, 65'535).has_value(); };
    if (text.startsWith(u'[')) {
        const qsizetype end = text.indexOf(u']');
        if (end < 0)
            return std::nullopt;
        const QStringView rest = QStringView(text).sliced(end + 1);
        if (!rest.isEmpty() && !(rest.front() == u':' && isPort(rest.sliced(1))))
            return std::nullopt;
        return text.mid(1, end - 1);
    }
    if (text.count(u':') != 1)
        return text;
    if (!isPort(QStringView(text).sliced(text.indexOf(u':') + 1)))
        return std::nullopt;
    return text.left(text.indexOf(u':'));
}

QString headerName(ProxyMode mode)
{
    return mode == ProxyMode::TrustedForwardedFor ? u"X-Forwarded-For"_s : u"X-Real-IP"_s;
}

base::Result<base::Ipv4, QString> parseAddress(QByteArrayView value, const QString &header)
{
    if (!std::all_of(value.begin(), value.end(), [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\t'; }))
        return base::failure(u"Header %1 contained unexpected characters"_s.arg(header));
    const auto text = withoutPort(QString::fromLatin1(value));
    if (!text)
        return base::failure(u"Failed to parse %1: invalid socket address syntax"_s.arg(header));
    if (const auto v4 = parseV4(*text))
        return *v4;
    QHostAddress address;
    if (!text->contains(u':') || !address.setAddress(*text))
        return base::failure(u"Failed to parse %1: invalid IP address syntax"_s.arg(header));
    if (const auto mapped = net::Endpoint {address, 0}.ipv4())
        return *mapped;
    return base::failure(kOnlyV4);
}

} // namespace

std::optional<QByteArrayView> addressFromProxy(const Headers &headers, ProxyMode mode)
{
    switch (mode) {
    case ProxyMode::Direct:
        break;
    case ProxyMode::TrustedProxy:
        return headers.first("x-real-ip");
    case ProxyMode::TrustedForwardedFor:
        if (const auto entries = headers.first("x-forwarded-for"))
            return entries->first(std::find(entries->begin(), entries->end(), ',') - entries->begin()).trimmed();
        break;
    }
    return std::nullopt;
}

base::Result<base::Ipv4, QString> clientAddress(const Headers &headers, const net::Endpoint &peer, ProxyMode mode)
{
    if (mode != ProxyMode::Direct) {
        const auto value = addressFromProxy(headers, mode);
        if (!value)
            return base::failure(u"%1 header is missing"_s.arg(headerName(mode)));
        return parseAddress(*value, headerName(mode));
    }
    if (const auto address = peer.ipv4())
        return *address;
    return base::failure(kOnlyV4);
}

} // namespace http
