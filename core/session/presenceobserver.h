#pragma once
// Who is online, for the dashboard. Called on the network thread while things change; an observer copies what it needs
// and does not call back into the sessions.

#include <core/base/clock.h>
#include <core/base/ids.h>

#include <QString>

#include <optional>

namespace session {

struct OnlinePlayer
{
    base::PlayerId id {};
    QString name;        // as it was at login
    bool inMenu = false; // has asked for PostAuth: past the login screens
    std::optional<base::GameId> game;
    base::WallTime since; // of this login
    bool thisPc = false;  // comes over loopback

    bool operator==(const OnlinePlayer &) const = default;
};

class PresenceObserver
{
public:
    PresenceObserver() = default;
    PresenceObserver(const PresenceObserver &) = delete;
    PresenceObserver &operator=(const PresenceObserver &) = delete;
    virtual ~PresenceObserver() = default;

    virtual void playerOnline(const OnlinePlayer &player) = 0;
    virtual void playerChanged(const OnlinePlayer &player) = 0;
    virtual void playerOffline(base::PlayerId player) = 0;
    // Game connections, logged in or not.
    virtual void connectionsChanged(int connections) = 0;
};

} // namespace session
