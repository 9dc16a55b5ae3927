#pragma once
// One look-up of a server: GET api/server, redirects to the same host followed, answer checked. When a redirect leads
// from http to https, or to another port, the new base is kept for everything that follows. Network thread.

#include <core/connector/httpexchange.h>
#include <core/connector/upstream.h>

namespace connector {

class Lookup final : public Operation
{
public:
    // `done` runs once, later, within kLookupDeadline. The look-up may be destroyed inside it.
    Lookup(net::Network &network, QUrl base, Upstream::LookupDone done);

private:
    void ask(const QUrl &url);
    void answered(base::Result<ExchangeAnswer, ExchangeError> answer);
    void follow(const QByteArray &location);
    void give(base::Result<ServerInfo, LookupError> result);
    void give(LookupErrorKind kind, const QString &detail = {});

    net::Network &m_network;
    QUrl m_base;
    QUrl m_url;
    Upstream::LookupDone m_done;
    int m_redirects = 0;
    std::unique_ptr<HttpExchange> m_exchange;
    base::ScopedTimer m_deadline;
};

} // namespace connector
