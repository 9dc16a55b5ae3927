#include <core/connector/lookup.h>

#include <core/base/limits.h>
#include <core/connector/lookupanswer.h>
#include <core/connector/requestheads.h>
#include <core/connector/serveraddress.h>

namespace connector {

using namespace Qt::StringLiterals;

namespace {

LookupErrorKind kindOf(const ExchangeError &error)
{
    switch (error.kind) {
    case ExchangeError::Kind::Connect:
        break;
    case ExchangeError::Kind::EndedSilent:
        return LookupErrorKind::Silent;
    case ExchangeError::Kind::TlsAlert:
        return LookupErrorKind::CertificateWanted;
    case ExchangeError::Kind::EndedEarly:
    case ExchangeError::Kind::Malformed:
    case ExchangeError::Kind::TooLarge:
        return LookupErrorKind::NotJson;
    }
    switch (error.net.kind) {
    case net::NetErrorKind::HostNotFound:
        return LookupErrorKind::NameNotFound;
    case net::NetErrorKind::Refused:
        return LookupErrorKind::Refused;
    case net::NetErrorKind::Timeout:
        return LookupErrorKind::NoAnswer;
    case net::NetErrorKind::TlsFailed:
        return LookupErrorKind::TlsFailed;
    case net::NetErrorKind::CertificateWanted:
        return LookupErrorKind::CertificateWanted;
    default:
        return LookupErrorKind::Unreachable;
    }
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

} // namespace

Lookup::Lookup(net::Network &network, QUrl base, Upstream::LookupDone done)
    : m_network(network)
    , m_base(std::move(base))
    , m_done(std::move(done))
    , m_deadline(network)
{
    m_deadline.start(base::kLookupDeadline, [this] {
        give(m_exchange && m_exchange->isConnected() ? LookupErrorKind::Silent : LookupErrorKind::NoAnswer);
    });
    ask(endpointOf(m_base, kLookupRoute));
}

void Lookup::ask(const QUrl &url)
{
    m_url = url;
    m_exchange = std::make_unique<HttpExchange>(m_network, ExchangeRequest {url, lookupRequest(url)},
                                                [this](auto answer) { answered(std::move(answer)); });
}

void Lookup::answered(base::Result<ExchangeAnswer, ExchangeError> answer)
{
    if (!answer)
        return give(kindOf(answer.error()), answer.error().net.detail);
    if (isRedirect(answer->status))
        return follow(answer->location);
    if (answer->status == 101) // an upgrade nobody asked for
        return give(LookupErrorKind::NotJson, u"101"_s);
    give(readLookupAnswer(answer->status, base::asBytes(answer->body), m_base));
}

void Lookup::follow(const QByteArray &location)
{
    const auto target = redirectTarget(m_url, location);
    if (!target || ++m_redirects > base::kRedirectsMax)
        return give(LookupErrorKind::Redirected, QString::fromUtf8(location.left(200)));
    if (const QString path = target->path(QUrl::FullyEncoded); path.endsWith(u'/' + kLookupRoute)) {
        m_base = target->adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment);
        m_base.setPath(path.chopped(kLookupRoute.size()), QUrl::TolerantMode);
    }
    ask(*target);
}

void Lookup::give(base::Result<ServerInfo, LookupError> result)
{
    m_deadline.stop();
    auto done = std::move(m_done);
    done(std::move(result)); // this object may be gone behind here
}

void Lookup::give(LookupErrorKind kind, const QString &detail)
{
    give(base::failure(LookupError {kind, detail, m_base.toDisplayString()}));
}

} // namespace connector
