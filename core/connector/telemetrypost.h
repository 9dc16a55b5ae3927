#pragma once
// Posts the records of one game connection to a server, one after the other over one connection that is kept. A server
// that answers with an error, too late (kTelemetryPostDeadline) or not at all has missed the record. Network thread.

#include <core/base/scheduler.h>
#include <core/connector/telemetrysink.h>
#include <core/http/responseparser.h>
#include <core/net/network.h>

#include <memory>

namespace connector {

class TelemetryPost final : public TelemetrySink, private net::StreamHandler
{
public:
    explicit TelemetryPost(net::Network &network); // outlives it
    ~TelemetryPost() override;

    void send(const ServerInfo &server, const QString &association, const TelemetryRecord &record,
              base::MoveOnlyFunction<void(bool taken)> done) override;

private:
    void connectTo(const QUrl &url);
    void write();
    void onBytes(base::ByteView bytes) override;
    void onEnd() override;
    void onClosed(net::CloseReason reason) override;
    [[nodiscard]] bool needsMore();
    void lost();
    void finish(bool taken);

    net::Network &m_network;
    QUrl m_url; // of the request under way
    QByteArray m_request;
    base::MoveOnlyFunction<void(bool)> m_done;
    QUrl m_connectedTo;
    bool m_fresh = false;     // the connection has answered nothing yet
    bool m_keepAlive = false; // of the answer that is being read
    int m_status = 0;
    std::unique_ptr<http::ResponseParser> m_parser;
    std::unique_ptr<net::ConnectAttempt> m_attempt;
    net::StreamPtr m_stream;
    base::ScopedTimer m_deadline;
};

} // namespace connector
