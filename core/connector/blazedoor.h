#pragma once
// The local Blaze port: accepts the game's connections on 127.0.0.1 and keeps one GameLink for each.
// At most kConnectorPipesMax at a time; the system refuses more. Network thread.

#include <core/connector/gamelink.h>
#include <core/net/network.h>

#include <map>

namespace connector {

class BlazeDoorObserver
{
public:
    BlazeDoorObserver() = default;
    BlazeDoorObserver(const BlazeDoorObserver &) = delete;
    BlazeDoorObserver &operator=(const BlazeDoorObserver &) = delete;
    virtual ~BlazeDoorObserver() = default;
    // A game waits; upgradeAll() serves it, also from inside the call.
    virtual void onGameArrived() = 0;
    // `association` is the token its stream was asked for with; null when there was none.
    virtual void onGameOpened(quint64 link, const QString &association) = 0;
    virtual void onGameFailed(const UpgradeError &error) = 0;
    // Of a link that had been opened.
    virtual void onGameEnded(quint64 link, GameLinkEnd end) = 0;
};

class BlazeDoor final : private GameLinkObserver
{
public:
    BlazeDoor(net::Network &network, BlazeDoorObserver &observer);
    ~BlazeDoor() override; // drops every connection at once

    // `port` 0: any free one.
    [[nodiscard]] base::Result<void, net::NetError> open(quint16 port);
    // Every waiting game asks for its stream.
    void upgradeAll(Upstream &upstream, const ServerInfo &server);
    // Every waiting game is sent away.
    void dropWaiting();
    // Releases the port at once and reports nothing more to the observer; what has been taken from games is still
    // sent, for kConnectorStopDeadline at most. Then `done` runs, from the event loop; the door may be destroyed
    // inside it.
    void stop(base::MoveOnlyFunction<void()> done);

    [[nodiscard]] quint16 port() const { return m_listener ? m_listener->port() : quint16(0); }
    [[nodiscard]] int gamesPiped() const;
    [[nodiscard]] quint64 bytesToServer() const;
    [[nodiscard]] quint64 bytesToGame() const;

private:
    void accept(net::StreamPtr stream);
    void remove(GameLink &link);
    void finishStop();
    void onLinkOpened(GameLink &link) override;
    void onLinkFailed(GameLink &link, const UpgradeError &error) override;
    void onLinkEnded(GameLink &link, GameLinkEnd end) override;

    net::Network &m_network;
    BlazeDoorObserver &m_observer;
    quint64 m_lastId = 0;
    quint64 m_bytesToServerBefore = 0; // of links that are gone
    quint64 m_bytesToGameBefore = 0;
    bool m_stopping = false;
    base::MoveOnlyFunction<void()> m_stopped;
    base::ScopedTimer m_stopTimer;
    std::map<quint64, std::unique_ptr<GameLink>> m_links;
    std::unique_ptr<net::Listener> m_listener;
};

} // namespace connector
