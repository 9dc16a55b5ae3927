#pragma once
// Turns a connection to the server into a raw stream: Blaze, or a tunnel. Only the status of the answer counts: some
// servers and proxies leave out the headers that should come with a 101. One redirect to the same host is followed.
// Network thread.

#include <core/connector/httpexchange.h>
#include <core/connector/upstream.h>

#include <functional>

namespace connector {

class Upgrade final : public Operation
{
public:
    // The head of the request to a URL, which may be the server's route or where it redirects to.
    using HeadOf = std::function<QByteArray(const QUrl &url)>;

    // `done` runs once, later, within kLookupDeadline. The upgrade may be destroyed inside it.
    // keepAlive: period of the TCP keep-alive of the connection.
    Upgrade(net::Network &network, const QUrl &url, std::chrono::seconds keepAlive, HeadOf headOf,
            Upstream::OpenDone done);

private:
    void ask(const QUrl &url);
    void answered(base::Result<ExchangeAnswer, ExchangeError> answer);
    void give(base::Result<OpenedStream, UpgradeError> result);
    void give(UpgradeErrorKind kind, int status = 0, const QString &detail = {});

    net::Network &m_network;
    std::chrono::seconds m_keepAlive;
    HeadOf m_headOf;
    QUrl m_url;
    Upstream::OpenDone m_done;
    bool m_redirected = false;
    std::unique_ptr<HttpExchange> m_exchange;
    base::ScopedTimer m_deadline;
};

// English, one line, for logs and for Status::upgradeProblem.
[[nodiscard]] QString describe(const UpgradeError &error);

} // namespace connector
