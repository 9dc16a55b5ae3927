#pragma once
// An outgoing plain TCP connection on system sockets: name look-up, then one address after the other, all within
// the deadline. IPv4 addresses come first: the game's network knows nothing else.

#include <core/net/network.h>
#include <core/net/socketcalls.h>
#include <core/net/streamhome.h>

#include <QList>
#include <QObject>

#include <optional>

class QHostInfo;

namespace net {

class SocketAttempt final : public ConnectAttempt, private ReadyTarget
{
public:
    SocketAttempt(StreamHome &home, const ConnectOptions &options, Network::ConnectCallback done);
    ~SocketAttempt() override;

private:
    void onReady(Ready ready) override;
    void onFound(const QHostInfo &info);
    void tryNext();
    void giveUp(NetError error);
    void connected();
    void dropSocket();
    void finish(Result<StreamPtr, NetError> result);

    StreamHome &m_home;
    quint16 m_port;
    std::chrono::seconds m_keepAlive;
    Network::ConnectCallback m_done;
    base::ScopedTimer m_deadline;
    base::ScopedTimer m_later; // callbacks never run inside connectTo()
    QObject m_context;         // ends the look-up with us
    int m_lookup = -1;
    QList<QHostAddress> m_addresses;
    qsizetype m_next = 0;
    qintptr m_descriptor = -1;
    std::optional<ReadinessSet::Slot> m_slot;
    NetError m_lastError;
};

} // namespace net
