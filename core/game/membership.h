#pragma once
// Coming into a game and going out of it: who is told what, in which order. Network thread.
//
// In:  the members and the newcomer learn of each other in pairs, the members of the newcomer's slot, the newcomer of
//      the game; then the newcomer's own data says that it is in a game, to everybody who watches it.
// Out: the leaver's data says that it is in none; everybody learns who is gone and why; the pairs are dissolved; the
//      members learn that the leaver is no administrator any more.

#include <core/base/log.h>
#include <core/game/gamestore.h>
#include <core/game/notifications.h>
#include <core/game/settings.h>
#include <core/game/watch.h>
#include <core/session/presence.h>

namespace game {

struct Removal
{
    PlayerId player {};
    RemoveReason reason = RemoveReason::PlayerLeft;
    quint64 context = 0;
};

class Membership
{
public:
    // All outlive the object.
    Membership(session::Presence &presence, TunnelDirectory &tunnels, const Settings &settings,
               const base::Clock &clock, const Watch &watch);

    // The game has a seat and the player, who is online, is in no game.
    void add(Game &game, session::Session &session, Entry entry);
    // The player is in. When it was the host somebody else is it afterwards, if there is anybody; what the players are
    // told about that is not done here. Returns whether it was.
    bool remove(Game &game, const Removal &removal);
    // Whoever is the host now gets the index of one, and is waited for no longer. What the host of before said about
    // its connections is forgotten.
    void installHost(Game &game);

private:
    void introduce(Game &game, session::Session &session);
    void decideRelay(Game &game, GamePlayer &player);
    void part(Game &game, session::Session &leaver);

    session::Presence &m_presence;
    TunnelDirectory &m_tunnels;
    const Settings &m_settings;
    const base::Clock &m_clock;
    const Watch &m_watch;
    base::LogLimiter m_logLimiter;
};

} // namespace game
