#pragma once
// Accepts TCP connections, with or without TLS, and counts them. When the system has no descriptor left accepting
// pauses, which is logged once, and goes on shortly after.

#include <core/net/connectionquota.h>
#include <core/net/network.h>
#include <core/net/streamhome.h>

#include <core/base/log.h>

#include <QSslConfiguration>

#include <list>
#include <optional>

class QSslSocket;

namespace net {

enum class PlainStreams {
    Native, // SocketStream
    Qt,     // QtStream
};

class TcpListener final : public Listener, private ReadyTarget
{
public:
    // Takes over a listening descriptor.
    TcpListener(StreamHome &home, qintptr descriptor, const ListenOptions &options, PlainStreams plain,
                Network::AcceptCallback accepted);
    ~TcpListener() override;
    [[nodiscard]] bool open(); // false: no room in the readiness set

    [[nodiscard]] quint16 port() const override { return m_port; }
    [[nodiscard]] int connectionsOpen() const override { return m_quota->open(); }

private:
    class Handshake;

    void onReady(Ready ready) override;
    void welcome(const sys::Accepted &accepted);
    void pause(const QString &reason);
    void refuse(const sys::Accepted &accepted);
    void handshakeOver(Handshake *handshake, bool encrypted);

    StreamHome &m_home;
    qintptr m_descriptor;
    quint16 m_port;
    PlainStreams m_plain;
    std::optional<QSslConfiguration> m_tls;
    Network::AcceptCallback m_accepted;
    std::shared_ptr<ConnectionQuota> m_quota;
    std::list<std::unique_ptr<Handshake>> m_handshakes;
    std::optional<ReadinessSet::Slot> m_slot;
    base::ScopedTimer m_resume;
    base::LogLimiter m_log;
    bool m_paused = false;
};

} // namespace net
