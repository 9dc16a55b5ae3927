#pragma once
// Players who search for a game, in the order in which they began, and their way into one. Network thread.
//
// A search is tried at once against every game, and again when a game changes (run()). It ends by being placed, by
// cancel(), or by its own time. Of several games the fullest is taken, of equal ones the oldest.

#include <core/game/membership.h>
#include <core/game/ruleset.h>

#include <list>
#include <unordered_map>

namespace game {

class Matchmaking
{
public:
    struct Parts
    {
        GameStore &games;
        Membership &membership;
        const Settings &settings;
        const base::Clock &clock;
        base::Scheduler &scheduler;
        const Watch &watch;
    };
    // `placed` is called after somebody came into a game.
    Matchmaking(const Parts &parts, std::function<void(Game &)> placed);
    Matchmaking(const Matchmaking &) = delete;
    Matchmaking &operator=(const Matchmaking &) = delete;
    ~Matchmaking() = default;

    // The player is online and in no game; an earlier search of theirs is replaced.
    void start(session::Session &session, RuleSet rules, std::chrono::milliseconds duration);
    // Whether there was a search.
    bool cancel(PlayerId player);
    // The game has changed, or has a free seat: takes in whoever has waited longest and fits, until it is full.
    void run(Game &game);

    [[nodiscard]] bool isWaiting(PlayerId player) const { return m_byPlayer.contains(player); }
    [[nodiscard]] QList<WaitingView> waiting() const;
    // nullopt: not waiting.
    [[nodiscard]] std::optional<Explanation> explain(PlayerId player, const Game &game) const;

private:
    struct Search
    {
        Search(session::Session &searcher, base::Scheduler &scheduler)
            : session(&searcher)
            , timer(scheduler)
        {}
        session::Session *session; // online as long as the search lasts
        PlayerId player {};
        RuleSet rules;
        base::WallTime began;
        base::MonotonicTime since;
        base::MonotonicTime expires;
        std::optional<base::MonotonicTime> nextStatus;
        std::optional<base::MonotonicTime> widensAt; // when more games will do
        base::ScopedTimer timer;
    };
    using Queue = std::list<Search>;

    [[nodiscard]] Game *findGame(const Search &search) const;
    void place(session::Session &session, Game &game);
    void enqueue(Search &search, std::chrono::milliseconds duration);
    void schedule(Search &search);
    void due(PlayerId player);
    void tellStatus(session::Session &session, PlayerId player) const;
    void erase(Queue::iterator search);

    Parts m_parts;
    std::function<void(Game &)> m_placed;
    Queue m_queue;
    std::unordered_map<PlayerId, Queue::iterator> m_byPlayer;
};

} // namespace game
