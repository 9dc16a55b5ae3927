#include <core/connector/upgrade.h>

#include <core/base/limits.h>
#include <core/connector/requestheads.h>
#include <core/connector/serveraddress.h>

namespace connector {

using namespace Qt::StringLiterals;

namespace {

UpgradeErrorKind kindOf(const ExchangeError &error)
{
    switch (error.kind) {
    case ExchangeError::Kind::Connect:
        break;
    case ExchangeError::Kind::EndedSilent:
    case ExchangeError::Kind::EndedEarly:
        return UpgradeErrorKind::Closed;
    case ExchangeError::Kind::TlsAlert:
        return UpgradeErrorKind::CertificateWanted;
    case ExchangeError::Kind::Malformed:
    case ExchangeError::Kind::TooLarge:
        return UpgradeErrorKind::BadAnswer;
    }
    switch (error.net.kind) {
    case net::NetErrorKind::HostNotFound:
        return UpgradeErrorKind::NameNotFound;
    case net::NetErrorKind::Refused:
        return UpgradeErrorKind::Refused;
    case net::NetErrorKind::Timeout:
        return UpgradeErrorKind::NoAnswer;
    case net::NetErrorKind::TlsFailed:
        return UpgradeErrorKind::TlsFailed;
    case net::NetErrorKind::CertificateWanted:
        return UpgradeErrorKind::CertificateWanted;
    default:
        return UpgradeErrorKind::Unreachable;
    }
}

UpgradeErrorKind kindOf(const ExchangeAnswer &answer)
{
    if (answer.status >= 200 && answer.status < 300)
        return UpgradeErrorKind::Swallowed;
    // Servers before 0.5.10 say in words what later ones say with 426.
    if (answer.status == 426 || (answer.status == 400 && answer.body.contains("Cannot upgrade connection")))
        return UpgradeErrorKind::UpgradeRemoved;
    if (answer.status == 400 && answer.body.toLower().contains("ssl certificate"))
        return UpgradeErrorKind::CertificateWanted;
    if (answer.status == 400)
        return UpgradeErrorKind::AddressRefused;
    if (answer.status == 502 || answer.status == 504)
        return UpgradeErrorKind::ServerAway;
    return UpgradeErrorKind::ErrorStatus;
}

// What a stranger wrote, short and on one line.
QString shownWords(const QByteArray &body)
{
    QString words = QString::fromUtf8(body.left(400)).simplified().left(200);
    for (QChar &c : words) {
        if (!c.isPrint())
            c = u'?';
    }
    return words;
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

const char *sentence(UpgradeErrorKind kind)
{
    switch (kind) {
    case UpgradeErrorKind::NameNotFound:
        return "the server's name was not found";
    case UpgradeErrorKind::Refused:
        return "nothing is listening at the server's port";
    case UpgradeErrorKind::NoAnswer:
        return "no answer from the server";
    case UpgradeErrorKind::Unreachable:
        return "the server cannot be reached";
    case UpgradeErrorKind::TlsFailed:
        return "the secure connection failed";
    case UpgradeErrorKind::CertificateWanted:
        return "the server asks for an identity file";
    case UpgradeErrorKind::Silent:
        return "the server accepts connections but does not answer";
    case UpgradeErrorKind::Closed:
        return "the server closed the connection";
    case UpgradeErrorKind::Swallowed:
        return "something between here and the server blocks upgrades";
    case UpgradeErrorKind::UpgradeRemoved:
        return "a proxy in front of the server removes the Upgrade header";
    case UpgradeErrorKind::AddressRefused:
        return "the server refused the connection";
    case UpgradeErrorKind::Redirected:
        return "the server sends us elsewhere";
    case UpgradeErrorKind::ServerAway:
        return "the proxy in front of the server does not reach it";
    case UpgradeErrorKind::ErrorStatus:
        return "the server answered with an error";
    case UpgradeErrorKind::BadAnswer:
        return "the answer is not HTTP";
    case UpgradeErrorKind::ServerStopped:
        return "the server is not running";
    }
    Q_UNREACHABLE();
}

} // namespace

Upgrade::Upgrade(net::Network &network, const QUrl &url, std::chrono::seconds keepAlive, HeadOf headOf,
                 Upstream::OpenDone done)
    : m_network(network)
    , m_keepAlive(keepAlive)
    , m_headOf(std::move(headOf))
    , m_done(std::move(done))
    , m_deadline(network)
{
    m_deadline.start(base::kLookupDeadline, [this] {
        give(m_exchange && m_exchange->isConnected() ? UpgradeErrorKind::Silent : UpgradeErrorKind::NoAnswer);
    });
    ask(url);
}

void Upgrade::ask(const QUrl &url)
{
    m_url = url;
    m_exchange = std::make_unique<HttpExchange>(m_network, ExchangeRequest {url, m_headOf(url), m_keepAlive},
                                                [this](auto answer) { answered(std::move(answer)); });
}

void Upgrade::answered(base::Result<ExchangeAnswer, ExchangeError> answer)
{
    if (!answer)
        return give(kindOf(answer.error()), 0, answer.error().net.detail);
    if (answer->status == 101)
        return give(OpenedStream {std::move(answer->stream), std::move(answer->leftover)});
    if (isRedirect(answer->status)) {
        const auto target = redirectTarget(m_url, answer->location);
        if (!target || std::exchange(m_redirected, true))
            return give(UpgradeErrorKind::Redirected, answer->status, shownWords(answer->location));
        return ask(*target);
    }
    give(kindOf(*answer), answer->status, answer->status == 400 ? shownWords(answer->body) : QString());
}

void Upgrade::give(base::Result<OpenedStream, UpgradeError> result)
{
    m_deadline.stop();
    auto done = std::move(m_done);
    done(std::move(result)); // this object may be gone behind here
}

void Upgrade::give(UpgradeErrorKind kind, int status, const QString &detail)
{
    give(base::failure(UpgradeError {kind, status, detail}));
}

QString describe(const UpgradeError &error)
{
    QString text = QLatin1StringView(sentence(error.kind));
    if (error.status != 0)
        text += u" (%1)"_s.arg(error.status);
    if (!error.detail.isEmpty())
        text += u": "_s + error.detail;
    return text;
}

} // namespace connector
