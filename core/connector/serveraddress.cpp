#include <core/connector/serveraddress.h>

#include <core/base/limits.h>

#include <QHostAddress>

#include <array>

namespace connector {

using namespace Qt::StringLiterals;

namespace {

bool isBlankOrControl(QChar c)
{
    return c.isSpace() || c.category() == QChar::Other_Control || c.category() == QChar::Other_Format;
}

QString trimmed(QStringView text)
{
    while (!text.isEmpty() && isBlankOrControl(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlankOrControl(text.back()))
        text.chop(1);
    return text.toString();
}

bool isSchemeText(QStringView text)
{
    const auto isLetter = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); };
    const auto isOther = [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'+' || c == u'-' || c == u'.'; };
    return !text.isEmpty() && isLetter(text.front()) &&
           std::all_of(text.begin(), text.end(), [&](QChar c) { return isLetter(c) || isOther(c); });
}

// One part of an IPv4 address as the classic resolver reads it: decimal, 0x hexadecimal or 0 octal.
std::optional<quint64> ipv4Part(QStringView text)
{
    int radix = 10;
    if (text.startsWith("0x"_L1, Qt::CaseInsensitive)) {
        radix = 16;
        text = text.sliced(2);
    } else if (text.size() > 1 && text.front() == u'0') {
        radix = 8;
        text = text.sliced(1);
    }
    if (text.isEmpty() || text.size() > 11 || text.front() == u'+' || text.front() == u'-')
        return std::nullopt;
    bool ok = false;
    const quint64 value = text.toULongLong(&ok, radix);
    return ok ? std::optional(value) : std::nullopt;
}

// True when the last label is a number: such a host is an IPv4 address in some form, or nothing at all.
bool looksLikeIpv4(QStringView host)
{
    const auto last = host.sliced(host.lastIndexOf(u'.') + 1);
    return !last.isEmpty() && last.front() >= u'0' && last.front() <= u'9' &&
           (ipv4Part(last).has_value() || std::all_of(last.begin(), last.end(), [](QChar c) { return c.isDigit(); }));
}

// "127.1", "2130706433", "0x7f000001" → "127.0.0.1".
std::optional<QString> normalisedIpv4(QStringView host)
{
    const auto parts = host.split(u'.');
    if (parts.size() > 4)
        return std::nullopt;
    quint64 address = 0;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const auto part = ipv4Part(parts[i]);
        if (!part)
            return std::nullopt;
        const bool isLast = i + 1 == parts.size();
        const auto bitsLeft = static_cast<unsigned>(32 - 8 * i); // the last part fills all that is left
        if (*part >= (isLast ? (Q_UINT64_C(1) << bitsLeft) : 256))
            return std::nullopt;
        address |= isLast ? *part : (*part << (bitsLeft - 8));
    }
    return QHostAddress(static_cast<quint32>(address)).toString();
}

struct Authority
{
    QString host;
    int port = -1;
};

std::optional<Authority> splitAuthority(QStringView text)
{
    Authority result;
    QStringView portText;
    if (text.startsWith(u'[')) {
        const auto end = text.indexOf(u']');
        if (end < 0 || (end + 1 < text.size() && text[end + 1] != u':'))
            return std::nullopt;
        result.host = text.sliced(1, end - 1).toString();
        portText = end + 1 < text.size() ? text.sliced(end + 2) : QStringView();
        if (QHostAddress(result.host).protocol() != QAbstractSocket::IPv6Protocol)
            return std::nullopt;
    } else if (text.count(u':') > 1) { // an IPv6 address typed without its brackets
        result.host = text.toString();
        if (QHostAddress(result.host).protocol() != QAbstractSocket::IPv6Protocol)
            return std::nullopt;
    } else {
        const auto colon = text.indexOf(u':');
        result.host = (colon < 0 ? text : text.first(colon)).toString();
        portText = colon < 0 ? QStringView() : text.sliced(colon + 1);
    }
    if (portText.isEmpty())
        return result;
    if (portText.size() > 5 ||
        !std::all_of(portText.begin(), portText.end(), [](QChar c) { return c >= u'0' && c <= u'9'; }))
        return std::nullopt;
    result.port = portText.toInt();
    return result.port >= 1 && result.port <= 65535 ? std::optional(result) : std::nullopt;
}

// Letters, digits and what else stands in names; everything with a meaning in URLs stays out.
bool isHostAcceptable(QStringView host)
{
    static constexpr std::array kForbidden {u' ', u'"', u'#', u'%', u'<', u'>', u'?', u'@', u'[', u'\\',
                                            u']', u'^', u'`', u'{', u'|', u'}', u'*', u',', u';'};
    return !host.isEmpty() && std::none_of(host.begin(), host.end(), [](QChar c) {
        return isBlankOrControl(c) || std::find(kForbidden.begin(), kForbidden.end(), c.unicode()) != kForbidden.end();
    });
}

// What a host has become must be a name in ASCII, or an IPv6 address. When QUrl understands nothing it tries the host
// as one of the "future" address forms in brackets; those are nobody's server.
bool isHostSettled(const QUrl &url)
{
    const QString host = url.host(QUrl::FullyEncoded);
    if (url.authority(QUrl::FullyEncoded).startsWith(u'['))
        return QHostAddress(host).protocol() == QAbstractSocket::IPv6Protocol;
    return !host.isEmpty() && std::all_of(host.begin(), host.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'.' || c == u'_' || c == u'~';
    });
}

int defaultPort(const QString &scheme)
{
    return scheme == u"https" ? 443 : 80;
}

// "/a//b/../c" → "/a/c/": without empty and dot segments, ending in '/'. (QUrl's own normalising leaves some for a
// second pass.)
QString normalisedPath(const QString &encoded)
{
    QStringList kept;
    for (const QString &segment : encoded.split(u'/', Qt::SkipEmptyParts)) {
        if (segment == u"..") {
            if (!kept.isEmpty())
                kept.removeLast();
        } else if (segment != u".") {
            kept.append(segment);
        }
    }
    return kept.isEmpty() ? u"/"_s : u'/' + kept.join(u'/') + u'/';
}

QUrl makeBase(QString scheme, bool guessed, const Authority &authority, QStringView path)
{
    if (guessed && authority.port == 443)
        scheme = u"https"_s;
    QUrl url;
    url.setScheme(scheme);
    QString host = authority.host;
    if (!host.contains(u':') && looksLikeIpv4(host)) {
        const auto ipv4 = normalisedIpv4(host);
        if (!ipv4)
            return {};
        host = *ipv4;
    }
    url.setHost(host, QUrl::StrictMode);
    if (!isHostSettled(url))
        return {};
    if (authority.port >= 0 && authority.port != defaultPort(scheme))
        url.setPort(authority.port);
    url.setPath(path.toString(), QUrl::TolerantMode);
    url.setPath(normalisedPath(url.path(QUrl::FullyEncoded)), QUrl::TolerantMode);
    return url;
}

} // namespace

base::Result<ServerAddress, LookupError> parseServerAddress(const QString &typed)
{
    const QString text = trimmed(typed);
    const auto refuse = [&](LookupErrorKind kind, const QString &detail = {}) {
        return base::failure(LookupError {kind, detail, text.left(base::kServerAddressMax)});
    };
    if (text.isEmpty() || text.size() > base::kServerAddressMax)
        return refuse(LookupErrorKind::BadAddress);

    // "://" counts as a scheme's end only in front of the path: "h/a?to=http://x" has none.
    const auto schemeEnd = text.indexOf("://"_L1);
    const bool hasScheme = schemeEnd >= 0 && !QStringView(text).first(schemeEnd).contains(u'/') &&
                           !QStringView(text).first(schemeEnd).contains(u'?') &&
                           !QStringView(text).first(schemeEnd).contains(u'#');
    QString scheme = u"http"_s;
    QStringView rest = text;
    if (hasScheme) {
        if (!isSchemeText(rest.first(schemeEnd)))
            return refuse(LookupErrorKind::BadAddress);
        scheme = rest.first(schemeEnd).toString().toLower();
        if (scheme != u"http" && scheme != u"https")
            return refuse(LookupErrorKind::UnsupportedScheme, scheme);
        rest = rest.sliced(schemeEnd + 3);
    }
    for (const QChar cut : {u'?', u'#'}) {
        if (const auto at = rest.indexOf(cut); at >= 0)
            rest = rest.first(at);
    }
    const auto slash = rest.indexOf(u'/');
    const QStringView authorityText = slash < 0 ? rest : rest.first(slash);
    const QStringView path = slash < 0 ? QStringView() : rest.sliced(slash);
    if (authorityText.contains(u'@'))
        return refuse(LookupErrorKind::UserInfoInAddress);
    if (std::any_of(path.begin(), path.end(), [](QChar c) { return c.category() == QChar::Other_Control; }))
        return refuse(LookupErrorKind::BadAddress);

    const auto authority = splitAuthority(authorityText);
    if (!authority || !isHostAcceptable(authority->host))
        return refuse(LookupErrorKind::BadAddress);
    const QUrl url = makeBase(scheme, !hasScheme, *authority, path);
    // Escapes make it longer; what we accept must still be accepted when it is read from a settings file.
    if (!url.isValid() || url.host().isEmpty() || url.toEncoded().size() > base::kServerAddressMax)
        return refuse(LookupErrorKind::BadAddress);
    return ServerAddress {url, !hasScheme};
}

QString hostOf(const QUrl &url)
{
    return url.host(QUrl::FullyEncoded);
}

quint16 portOf(const QUrl &url)
{
    return static_cast<quint16>(url.port(defaultPort(url.scheme())));
}

QByteArray hostHeader(const QUrl &url)
{
    QByteArray host = hostOf(url).toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']';
    if (url.port() >= 0 && url.port() != defaultPort(url.scheme()))
        host += ':' + QByteArray::number(url.port());
    return host;
}

QUrl endpointOf(const QUrl &base, const QString &route)
{
    QUrl url = base;
    url.setPath(base.path(QUrl::FullyEncoded) + route, QUrl::TolerantMode);
    return url;
}

QByteArray requestTarget(const QUrl &url)
{
    QByteArray target = url.path(QUrl::FullyEncoded).toLatin1();
    if (target.isEmpty())
        target = "/";
    if (url.hasQuery())
        target += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    return target;
}

std::optional<QUrl> redirectTarget(const QUrl &from, const QByteArray &location)
{
    if (location.isEmpty() || location.size() > base::kServerAddressMax)
        return std::nullopt;
    const QUrl target = from.resolved(QUrl::fromEncoded(location, QUrl::TolerantMode));
    const bool isWeb = target.scheme() == u"http" || target.scheme() == u"https";
    const bool isWorse = from.scheme() == u"https" && target.scheme() == u"http";
    if (!target.isValid() || !isWeb || isWorse || !target.userInfo().isEmpty() ||
        target.host(QUrl::FullyEncoded) != from.host(QUrl::FullyEncoded))
        return std::nullopt;
    return target.adjusted(QUrl::RemoveFragment);
}

} // namespace connector
