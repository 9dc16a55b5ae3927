// What must hold after every step of a simulation.

#include <tests/scenario/random/simulation.h>

#include <algorithm>
#include <bit>

namespace scenario {

using namespace Qt::StringLiterals;

QString Simulation::broken()
{
    if (m_tunnels.broken != nullptr)
        return QLatin1String(m_tunnels.broken);
    if (m_games.count() != static_cast<qsizetype>(m_alive.size()))
        return u"the observer knows other games"_s;
    m_inGame.clear();
    for (const base::GameId id : m_alive) {
        const game::Game *game = m_games.game(id);
        if (game == nullptr)
            return u"a game is gone without a word"_s;
        if (const QString wrong = brokenGame(*game); !wrong.isEmpty())
            return u"game %1: "_s.arg(base::number(id)) + wrong;
    }
    for (const auto &client : m_clients) {
        if (!client)
            continue;
        if (const QString wrong = brokenClient(*client); !wrong.isEmpty())
            return u"connection %1: "_s.arg(base::number(client->connection->id())) + wrong;
    }
    if (const QString wrong = brokenQueue(); !wrong.isEmpty())
        return wrong;
    return brokenTunnels();
}

QString Simulation::brokenGame(const game::Game &game)
{
    if (game.isEmpty())
        return u"nobody is in it"_s;
    if (game.players().size() > base::kGamePlayersMax)
        return u"too many are in it"_s;
    if (game.host().tunnelIndex != 0)
        return u"its host has not the index of one"_s;
    if (game.isMigrating() != (game.state == game::GameState::Migrating))
        return u"its state and its migration disagree"_s;
    if (game.isMigrating() && !game.migrationDeadline)
        return u"it would migrate for ever"_s;
    unsigned slots = 0;
    unsigned indices = 0;
    for (const game::GamePlayer &player : game.players()) {
        if (player.slot < 0 || player.slot > 3 || player.tunnelIndex < 0 || player.tunnelIndex > 3)
            return u"a slot or an index out of range"_s;
        slots |= 1U << static_cast<unsigned>(player.slot);
        indices |= 1U << static_cast<unsigned>(player.tunnelIndex);
        if (!m_inGame.emplace(player.id, game.id()).second)
            return u"player %1 is in two games"_s.arg(base::number(player.id));
        if (m_presence.find(player.id) != player.session)
            return u"player %1 is not who is online"_s.arg(base::number(player.id));
        if (player.session->player()->game != game.id())
            return u"player %1 does not know of it"_s.arg(base::number(player.id));
    }
    const auto count = static_cast<int>(game.players().size());
    if (std::popcount(slots) != count || std::popcount(indices) != count)
        return u"a slot or an index is taken twice"_s;
    return {};
}

QString Simulation::brokenClient(const SimClient &client) const
{
    if (client.broken != nullptr)
        return QLatin1String(client.broken);
    if (client.closing)
        return client.player() == nullptr || client.gone || client.queued > 0 ? QString() : u"ended but logged in"_s;
    if (client.connection->requestInProgress() || client.connection->bytesBuffered() != 0)
        return u"something is held back"_s;
    const session::SignedInPlayer *player = client.player();
    const auto entry = player == nullptr ? m_inGame.end() : m_inGame.find(player->account.id);
    const bool in = entry != m_inGame.end();
    if (player != nullptr && player->game.has_value() != in)
        return u"in a game that does not have it"_s;
    if (player == nullptr || client.queued > 0)
        return {};
    const auto &belief = client.belief();
    if (belief.has_value() != in)
        return in ? u"in a game and does not know it"_s : u"was never told that it is out"_s;
    if (!in)
        return {};
    const game::Game &game = *m_games.game(entry->second);
    // What a new host sets while the others are on their way to it is told at once.
    const bool sameState = belief->state == game.state || belief->state == game.stateBeforeMigration;
    if (belief->game != game.id() || belief->host != game.host().id || !sameState ||
        belief->settings != game.settings || belief->attributes != game.attributes())
        return u"believes something else about its game"_s;
    if (belief->members.size() != game.players().size())
        return u"believes in other members"_s;
    for (const game::GamePlayer &member : game.players()) {
        const auto known = belief->members.find(member.id);
        if (known == belief->members.end() || known->second.slot != member.slot || known->second.state != member.state)
            return u"believes something else about player %1"_s.arg(base::number(member.id));
    }
    return {};
}

QString Simulation::brokenQueue() const
{
    for (const game::WaitingView &waiting : m_games.waiting()) {
        const session::Session *session = m_presence.find(waiting.id);
        if (session == nullptr)
            return u"player %1 waits and is not online"_s.arg(base::number(waiting.id));
        if (session->player()->game)
            return u"player %1 waits and is in a game"_s.arg(base::number(waiting.id));
    }
    return {};
}

QString Simulation::brokenTunnels() const
{
    for (const auto &[place, association] : m_tunnels.places) {
        const game::Game *game = m_games.game(place.first);
        if (game == nullptr)
            return u"a tunnel leads into a game that is no more"_s;
        const bool held = std::any_of(game->players().begin(), game->players().end(), [&](const auto &player) {
            return player.tunnelIndex == place.second && player.session->association() == association;
        });
        if (!held)
            return u"a tunnel leads to somebody else"_s;
    }
    return {};
}

} // namespace scenario
