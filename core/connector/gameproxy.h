#pragma once
// TCP 42131: the game's HTTP requests (Galaxy at War, QoS, pictures) handed on to the server, which may be one the game
// could not reach itself (https). GET and HEAD only, other methods 405; always asked with GET. Bound to this computer.
//
//     400  no request for a path below the server's address
//     403  asked under a name that is not ours
//     502  the server cannot be reached or answers nonsense, or more than kProxyBodyMax
//     503  more than kProxyRequestsMax are under way
//
// Redirects are followed on the same host. Nothing of the game but a few harmless headers goes to the server, and no
// header of ours says more about it. Network thread; references outlive it.

#include <core/connector/upstream.h>
#include <core/http/fetch.h>
#include <core/http/server.h>

#include <list>

namespace connector {

class GameProxy final : private http::RequestHandler
{
public:
    GameProxy(net::Network &network, const base::Clock &clock, Upstream &upstream);
    ~GameProxy() override; // drops every request under way

    // `port` 0: any free one.
    [[nodiscard]] base::Result<void, net::NetError> open(quint16 port);
    // For requests from now on. Until set they are refused.
    void setServer(const ServerInfo &server) { m_base = server.base; }
    [[nodiscard]] quint16 port() const { return m_server.port(); }

private:
    struct Job;
    void onRequest(const std::shared_ptr<http::Exchange> &exchange) override;
    void fetch(Job &job, const QUrl &url, const QByteArray &target);
    void fetched(Job &job, base::Result<http::FetchResponse, http::FetchError> answer);
    void finish(Job &job, http::Response response);

    net::Network &m_network;
    Upstream &m_upstream;
    QUrl m_base;
    std::list<Job> m_jobs;
    http::Server m_server;
};

} // namespace connector
