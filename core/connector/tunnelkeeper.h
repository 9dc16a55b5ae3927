#pragma once
// Keeps a tunnel to the server open, in the best form that works, and moves game packets between it and the pool.
//
// - UDP first when the server offers it; no answer within 6 s: HTTP. While the HTTP form is in use UDP is tried again
//   every minute, but never while somebody plays: on published servers a tunnel changed inside a match stays
//   unreachable until the next one.
// - A tunnel that is lost is opened again, for ever; the pauses are those of RetryPauses.
// - The tunnel presents the association of the oldest open game connection, because the server joins the two by it.
//   When that changes, it is opened anew. A server that does not know the token any more, or three failures in a row,
//   ask for a new look-up, if no game connection is open whose token would be lost. A fresh token that is refused too
//   waits like any other failure.
// - Published servers forget a new tunnel when they clean up the one it replaced, up to 10 s later: after a change the
//   UDP form asks once more when that is over.
// Network thread.

#include <core/base/clock.h>
#include <core/base/random.h>
#include <core/connector/gamepool.h>
#include <core/connector/retrypauses.h>
#include <core/connector/udplink.h>
#include <core/connector/upstream.h>

namespace connector {

class TunnelObserver
{
public:
    TunnelObserver() = default;
    TunnelObserver(const TunnelObserver &) = delete;
    TunnelObserver &operator=(const TunnelObserver &) = delete;
    virtual ~TunnelObserver() = default;
    virtual void onTunnelChanged() = 0;
    // The server should be looked up again; update() brings the outcome. May come from inside update().
    virtual void onTunnelWantsLookup() = 0;
};

class TunnelKeeper final : private GamePoolHandler
{
public:
    // `hostPort`, `gamePort`: see GamePool. References outlive the object.
    TunnelKeeper(net::Network &network, const base::Clock &clock, base::Random &random, quint16 hostPort,
                 quint16 gamePort, TunnelObserver &observer);
    ~TunnelKeeper() override;

    // Binds the local ports; one that is taken is tried again until it is free.
    void openPorts();
    // The upstream lives until stop(). `association` null: the server has none.
    void start(Upstream &upstream, const ServerInfo &server, const QString &association);
    // After each look-up and whenever a game connection came or went.
    void update(const ServerInfo &server, const QString &association, bool gameConnected);
    void stop();

    [[nodiscard]] bool isRunning() const noexcept { return m_upstream != nullptr; }
    [[nodiscard]] TunnelStatus status() const;
    [[nodiscard]] quint16 port() const { return m_pool.port(0); } // 0: not bound

private:
    // One tunnel, open or being asked for.
    class Uplink final : public tunnel::LinkHandler
    {
    public:
        explicit Uplink(TunnelKeeper &owner)
            : keeper(owner)
        {}
        void onFrame(quint8 from, tunnel::ByteView payload) override { keeper.fromServer(from, payload); }
        void onLinkLost() override { keeper.lost(*this); } // destroys this
        TunnelKeeper &keeper;
        std::unique_ptr<tunnel::Link> link;
        UdpLink *udp = nullptr; // the same when it is one
    };

    void onGameDatagram(quint8 index, base::ByteView payload) override;
    void fromServer(quint8 index, base::ByteView payload);

    void connectNow();
    void openLocal();
    void openHttp();
    void httpOpened(base::Result<OpenedStream, UpgradeError> result);
    void findServer();
    void askUdp(const QHostAddress &address);
    void udpOpened();
    void udpFailed();
    void probeLater();
    void opened(std::unique_ptr<Uplink> uplink);
    void lost(Uplink &uplink);
    void retryLater();
    void dropAll();
    [[nodiscard]] bool isQuiet(std::chrono::milliseconds span) const;
    void setState(TunnelState state);

    net::Network &m_network;
    const base::Clock &m_clock;
    base::Random &m_random;
    TunnelObserver &m_observer;
    GamePool m_pool;
    base::ScopedTimer m_portTimer;

    Upstream *m_upstream = nullptr; // nullptr: stopped
    ServerInfo m_server;
    QString m_association;
    bool m_gameConnected = false;
    bool m_udpBlocked = false;   // did not get through to this server
    bool m_tokenRenewed = false; // a look-up was asked for because of a refused token, and no tunnel stood since
    RetryPauses m_pauses;
    TunnelStatus m_status;
    base::MonotonicTime m_openedAt;
    base::MonotonicTime m_upgradeStarted;
    std::optional<base::MonotonicTime> m_trafficAt;

    std::unique_ptr<Operation> m_upgrade;
    std::unique_ptr<net::ConnectAttempt> m_resolving;
    std::unique_ptr<Uplink> m_current;
    std::unique_ptr<Uplink> m_asking; // UDP, not yet answered
    base::ScopedTimer m_retryTimer;
    base::ScopedTimer m_probeTimer;
    base::ScopedTimer m_confirmTimer;
};

} // namespace connector
