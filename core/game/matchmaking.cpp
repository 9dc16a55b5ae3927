#include <core/game/matchmaking.h>

#include <core/game/searchstatus.h>

#include <algorithm>

namespace game {

Matchmaking::Matchmaking(const Parts &parts, std::function<void(Game &)> placed)
    : m_parts(parts)
    , m_placed(std::move(placed))
{}

void Matchmaking::start(session::Session &session, RuleSet rules, std::chrono::milliseconds duration)
{
    const PlayerId player = session.player()->account.id;
    cancel(player);
    Search &search = m_queue.emplace_back(session, m_parts.scheduler);
    search.player = player;
    search.rules = std::move(rules);
    search.began = m_parts.clock.wall();
    search.since = m_parts.clock.now();
    if (Game *game = findGame(search)) {
        m_queue.pop_back();
        return place(session, *game);
    }
    m_byPlayer.emplace(player, std::prev(m_queue.end()));
    enqueue(search, duration);
    m_parts.watch.queueChanged();
}

void Matchmaking::enqueue(Search &search, std::chrono::milliseconds duration)
{
    const MatchmakingSettings &settings = m_parts.settings.matchmaking;
    search.expires = search.since + std::clamp<std::chrono::milliseconds>(duration, base::kSearchMin, base::kSearchMax);
    if (settings.phaseFilter)
        search.widensAt = search.since + base::kSearchMidgameAfter;
    if (settings.statusInterval.count() > 0) {
        search.nextStatus = search.since + settings.statusInterval;
        tellStatus(*search.session, search.player);
    }
    schedule(search);
}

bool Matchmaking::cancel(PlayerId player)
{
    const auto entry = m_byPlayer.find(player);
    if (entry == m_byPlayer.end())
        return false;
    erase(entry->second);
    return true;
}

void Matchmaking::erase(Queue::iterator search)
{
    m_byPlayer.erase(search->player);
    m_queue.erase(search);
    m_parts.watch.queueChanged();
}

void Matchmaking::run(Game &game)
{
    const base::MonotonicTime now = m_parts.clock.now();
    const MatchmakingSettings &settings = m_parts.settings.matchmaking;
    for (auto search = m_queue.begin(); search != m_queue.end() && game.isJoinable();) {
        const auto current = search++;
        const SearchMoment moment {.now = now, .since = current->since};
        if (!matches(game, current->player, current->rules, moment, settings))
            continue;
        session::Session &session = *current->session;
        erase(current);
        place(session, game);
    }
}

void Matchmaking::place(session::Session &session, Game &game)
{
    // The game's own search fails when it is placed without ever having heard how it goes.
    tellStatus(session, session.player()->account.id);
    m_parts.membership.add(game, session, Entry::Matched);
    m_placed(game);
}

Game *Matchmaking::findGame(const Search &search) const
{
    const SearchMoment moment {.now = m_parts.clock.now(), .since = search.since};
    Game *best = nullptr;
    for (const auto &[id, game] : m_parts.games.all()) {
        if (best != nullptr && game->players().size() <= best->players().size())
            continue;
        if (matches(*game, search.player, search.rules, moment, m_parts.settings.matchmaking))
            best = game.get();
    }
    return best;
}

void Matchmaking::tellStatus(session::Session &session, PlayerId player) const
{
    quint32 candidates = 0;
    if (m_parts.settings.matchmaking.statusInterval.count() > 0) {
        for (const auto &[id, game] : m_parts.games.all())
            candidates += game->profile().isPublic ? 1 : 0;
    }
    session.connection().notify(matchmakingAsyncStatus, MatchmakingAsyncStatus::of(player, candidates));
}

void Matchmaking::schedule(Search &search)
{
    base::MonotonicTime next = search.expires;
    if (search.nextStatus)
        next = std::min(next, *search.nextStatus);
    if (search.widensAt)
        next = std::min(next, *search.widensAt);
    const auto delay = std::chrono::ceil<std::chrono::milliseconds>(next - m_parts.clock.now());
    search.timer.start(std::max(delay, std::chrono::milliseconds(0)), [this, player = search.player] { due(player); });
}

void Matchmaking::due(PlayerId player)
{
    const Queue::iterator place = m_byPlayer.at(player);
    Search &search = *place;
    session::Session &session = *search.session;
    const base::MonotonicTime now = m_parts.clock.now();
    if (search.widensAt && now >= *search.widensAt) {
        search.widensAt.reset();
        if (Game *game = findGame(search)) {
            erase(place);
            return this->place(session, *game);
        }
    }
    if (now >= search.expires) {
        erase(place);
        return session.connection().notify(matchmakingFailed, {.search = player, .session = player});
    }
    if (search.nextStatus && now >= *search.nextStatus) {
        search.nextStatus = now + m_parts.settings.matchmaking.statusInterval;
        tellStatus(session, player);
    }
    schedule(search);
}

QList<WaitingView> Matchmaking::waiting() const
{
    QList<WaitingView> views;
    for (const Search &search : m_queue) {
        views.append({.id = search.player,
                      .name = search.session->player()->account.displayName,
                      .since = search.began,
                      .rules = search.rules.wanted()});
    }
    return views;
}

std::optional<Explanation> Matchmaking::explain(PlayerId player, const Game &game) const
{
    const auto entry = m_byPlayer.find(player);
    if (entry == m_byPlayer.end())
        return std::nullopt;
    const Search &search = *entry->second;
    const SearchMoment moment {.now = m_parts.clock.now(), .since = search.since};
    return game::explain(game, player, search.rules, moment, m_parts.settings.matchmaking);
}

} // namespace game
