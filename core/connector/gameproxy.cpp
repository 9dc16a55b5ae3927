#include <core/connector/gameproxy.h>

#include <core/base/limits.h>
#include <core/connector/log.h>
#include <core/connector/proxyrequest.h>
#include <core/connector/serveraddress.h>

namespace connector {

namespace {

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

http::Response withAllow()
{
    http::Response response = http::Response::empty(405);
    response.headers.add("allow", "GET, HEAD");
    return response;
}

} // namespace

struct GameProxy::Job
{
    std::weak_ptr<http::Exchange> exchange;
    http::RequestHead head;
    net::Endpoint game;
    QUrl url; // asked last
    int redirects = 0;
    std::unique_ptr<http::Fetch> fetch;
    std::unique_ptr<base::ScopedTimer> deadline; // redirects included
};

GameProxy::GameProxy(net::Network &network, const base::Clock &clock, Upstream &upstream)
    : m_network(network)
    , m_upstream(upstream)
    , m_server(network, clock, *this)
{}

GameProxy::~GameProxy() = default;

base::Result<void, net::NetError> GameProxy::open(quint16 port)
{
    net::ListenOptions options;
    options.address = QHostAddress(QHostAddress::LocalHost);
    options.port = port;
    return m_server.start(options);
}

void GameProxy::onRequest(const std::shared_ptr<http::Exchange> &exchange)
{
    const http::RequestHead &head = exchange->request().head;
    if (head.method != http::Method::Get && head.method != http::Method::Head)
        return exchange->answer(withAllow());
    if (!isAskedOfUs(head))
        return exchange->answer(http::Response::empty(403));
    const auto target = proxyTarget(m_base, head);
    if (!target || m_base.isEmpty())
        return exchange->answer(http::Response::empty(400));
    if (m_jobs.size() >= static_cast<std::size_t>(base::kProxyRequestsMax))
        return exchange->answer(http::Response::empty(503));
    Job &job = m_jobs.emplace_back();
    job.exchange = exchange;
    job.head = head;
    job.game = exchange->request().peer;
    job.deadline = std::make_unique<base::ScopedTimer>(m_network);
    job.deadline->start(base::kProxyDeadline, [this, &job] { finish(job, http::Response::empty(502)); });
    fetch(job, m_base, *target);
}

void GameProxy::fetch(Job &job, const QUrl &url, const QByteArray &target)
{
    job.url = QUrl::fromEncoded(url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery).toEncoded() + target);
    http::FetchRequest request;
    request.server = {.host = hostOf(url),
                      .port = portOf(url),
                      .tls = url.scheme() == QLatin1String("https"),
                      .deadline = base::kConnectDeadline};
    request.target = target;
    request.headers = proxyHeaders(url, job.head);
    request.bodyMax = base::kProxyBodyMax;
    request.deadline = base::kProxyDeadline;
    job.fetch = http::fetch(
        m_network, std::move(request), [this, &job](auto answer) { fetched(job, std::move(answer)); },
        m_upstream.openHttp(job.game));
}

void GameProxy::fetched(Job &job, base::Result<http::FetchResponse, http::FetchError> answer)
{
    if (!answer) {
        qCDebug(logConnector) << "a request of the game got no answer" << static_cast<int>(answer.error().kind);
        return finish(job, http::Response::empty(502));
    }
    if (!isRedirect(answer->head.status))
        return finish(job, proxyAnswer(answer->head, std::move(answer->body)));
    const auto location = answer->head.headers.first("location");
    const auto next = location ? redirectTarget(job.url, location->toByteArray()) : std::nullopt;
    if (!next || ++job.redirects > base::kRedirectsMax)
        return finish(job, http::Response::empty(502));
    const std::unique_ptr<http::Fetch> before = std::move(job.fetch); // it is what calls us
    fetch(job, *next, requestTarget(*next));
}

void GameProxy::finish(Job &job, http::Response response)
{
    const auto place =
        std::find_if(m_jobs.begin(), m_jobs.end(), [&job](const Job &candidate) { return &candidate == &job; });
    std::list<Job> done;
    done.splice(done.begin(), m_jobs, place); // the timer or fetch that called us lives until we return
    if (const auto exchange = job.exchange.lock())
        exchange->answer(std::move(response));
}

} // namespace connector
