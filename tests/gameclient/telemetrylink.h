#pragma once
// A game's telemetry connection: plain bytes to a port of this computer, nothing ever comes back. Network thread;
// destroying it cancels it.

#include <core/base/moveonlyfunction.h>
#include <core/net/network.h>

#include <QByteArray>
#include <QString>

#include <memory>

namespace gameclient {

class TelemetryLink final : private net::StreamHandler
{
public:
    // `done` runs once, later: empty when the other side took everything and ended in order.
    TelemetryLink(net::Network &network, quint16 port, const QByteArray &message,
                  base::MoveOnlyFunction<void(const QString &problem)> done);
    ~TelemetryLink() override;

private:
    void onBytes(base::ByteView bytes) override;
    void onEnd() override { m_stream->close(); }
    void onClosed(net::CloseReason reason) override;
    void give(const QString &problem);

    base::MoveOnlyFunction<void(const QString &problem)> m_done;
    std::unique_ptr<net::ConnectAttempt> m_attempt;
    net::StreamPtr m_stream;
};

} // namespace gameclient
