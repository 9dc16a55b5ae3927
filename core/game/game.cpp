#include <core/game/game.h>

#include <algorithm>

namespace game {

namespace {

template <class Taken>
int lowestFree(int from, const std::vector<GamePlayer> &players, Taken taken)
{
    int number = from;
    while (std::any_of(players.begin(), players.end(), [&](const GamePlayer &each) { return taken(each) == number; }))
        ++number;
    return number;
}

} // namespace

GamePlayer &Game::add(GamePlayer player)
{
    Q_ASSERT(hasSeat() && find(player.id) == nullptr);
    player.slot = freeSlot();
    player.tunnelIndex = freeTunnelIndex();
    return m_players.emplace_back(std::move(player));
}

GamePlayer Game::take(PlayerId player)
{
    const auto place =
        std::find_if(m_players.begin(), m_players.end(), [&](const GamePlayer &each) { return each.id == player; });
    Q_ASSERT(place != m_players.end());
    GamePlayer taken = std::move(*place);
    m_players.erase(place);
    return taken;
}

GamePlayer &Game::electHost()
{
    const auto connected = std::find_if(m_players.begin(), m_players.end(),
                                        [](const GamePlayer &each) { return each.state == PlayerState::Connected; });
    return makeHost(connected == m_players.end() ? m_players.front().id : connected->id);
}

GamePlayer &Game::makeHost(PlayerId player)
{
    const auto place =
        std::find_if(m_players.begin(), m_players.end(), [&](const GamePlayer &each) { return each.id == player; });
    Q_ASSERT(place != m_players.end());
    std::rotate(m_players.begin(), place, place + 1);
    return m_players.front();
}

bool Game::mergeAttributes(const Attributes &changes)
{
    Attributes merged = m_attributes;
    for (auto it = changes.cbegin(); it != changes.cend(); ++it)
        merged.insert(it.key(), it.value());
    if (merged.size() > base::kGameAttributesMax)
        return false;
    m_attributes = std::move(merged);
    m_profile = MatchProfile::of(m_attributes);
    return true;
}

void Game::ban(PlayerId player)
{
    if (isBanned(player))
        return;
    if (static_cast<qsizetype>(m_banned.size()) >= base::kGameBansMax)
        m_banned.erase(m_banned.begin());
    m_banned.push_back(player);
}

bool Game::isBanned(PlayerId player) const
{
    return std::find(m_banned.begin(), m_banned.end(), player) != m_banned.end();
}

GamePlayer *Game::find(PlayerId player)
{
    return const_cast<GamePlayer *>(std::as_const(*this).find(player)); // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

const GamePlayer *Game::find(PlayerId player) const
{
    const auto place =
        std::find_if(m_players.begin(), m_players.end(), [&](const GamePlayer &each) { return each.id == player; });
    return place == m_players.end() ? nullptr : &*place;
}

GameView Game::view() const
{
    GameView view {.id = m_id,
                   .state = state,
                   .settings = settings,
                   .attributes = m_attributes,
                   .topology = topology,
                   .createdAt = createdAt};
    for (const GamePlayer &player : m_players) {
        GamePlayerView seen {.id = player.id,
                             .name = player.name,
                             .slot = player.slot,
                             .tunnelIndex = player.tunnelIndex,
                             .state = player.state,
                             .host = isHost(player.id),
                             .relayed = player.relayed};
        if (player.session->player() != nullptr)
            seen.network = player.session->player()->network;
        view.players.append(std::move(seen));
    }
    return view;
}

void Game::watchDeadlines(base::MonotonicTime now, const std::function<void(GameId)> &due)
{
    std::optional<base::MonotonicTime> first;
    const auto consider = [&first](const std::optional<base::MonotonicTime> &deadline) {
        if (deadline && (!first || *deadline < *first))
            first = deadline;
    };
    consider(migrationDeadline);
    consider(settledAt);
    for (const GamePlayer &player : m_players) {
        consider(player.joinDeadline);
        consider(player.meshDeadline);
    }
    if (first == m_timerDue)
        return;
    m_timerDue = first;
    if (!first)
        return m_timer.stop();
    m_timer.start(
        std::chrono::ceil<std::chrono::milliseconds>(std::max(*first - now, base::MonotonicTime::duration {})),
        [this, due] {
            m_timerDue.reset();
            due(m_id);
        });
}

int Game::freeSlot() const
{
    return lowestFree(0, m_players, [](const GamePlayer &each) { return each.slot; });
}

int Game::freeTunnelIndex() const
{
    if (m_players.empty())
        return 0;
    return lowestFree(1, m_players, [](const GamePlayer &each) { return each.tunnelIndex; });
}

} // namespace game
