#pragma once
// A group of games that play together. Each game comes to the table as a step of its own script; when all are there,
// the plan of the table is played, step after step, each under a deadline; then all leave, or all with the first
// problem of any of them.
//
// A step is mostly a move: one game asks something, and every game is told exactly what it must be told, in order.
// After each move every game pings: since a server answers in order, whatever it had to say because of the move is
// there when the ping is answered, and one notification too many is noticed at once.
//
// The match stands in match(), as it must be; steps change it when they ask. Network thread.

#include <tests/gameclient/expectation.h>
#include <tests/gameclient/match.h>
#include <tests/gameclient/matchrequests.h>

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace gameclient {

class Table;

struct Move
{
    GameClient *actor = nullptr;
    CommandId command;
    tdf::Fields body;
    GameClient::Check check; // of the answer
    Notes notes;
    // Adds the notes that can be written only with what the answer told.
    std::function<void(Notes &)> learned {};
    std::optional<std::uint16_t> refused {}; // instead of an answer: this error, and no notes
};

struct TableStep
{
    const char *name = "";
    std::function<void(Table &, Done)> run;
    std::chrono::milliseconds deadline {0}; // 0: the table's
};

using Plan = std::vector<TableStep>;

// A step that is one move; what to do is decided when its turn comes.
[[nodiscard]] TableStep moveStep(const char *name, std::function<Move(Table &)> move);
// A step of single games (steps.h), done by all at the table at the same time.
[[nodiscard]] TableStep allDo(const char *name, std::function<void(GameClient &, Done)> step);

struct TableOptions
{
    int number = 0;
    std::size_t seats = 4;
    MatchKind kind {};
    std::chrono::milliseconds stepDeadline {30'000};
};

class Table
{
public:
    Table(TableOptions options, Plan plan)
        : m_options(std::move(options))
        , m_plan(std::move(plan))
        , m_games(m_options.seats)
        , m_leave(m_options.seats)
        , m_troubles(m_options.seats)
    {}
    Table(const Table &) = delete;
    Table &operator=(const Table &) = delete;

    // A game takes its seat. `leave` is called once: empty when the plan was played to its end. The game outlives
    // that.
    void sit(std::size_t seat, GameClient &game, Done leave);
    // Somebody will not come.
    void absent(std::size_t seat, const QString &problem);

    // --- for steps
    [[nodiscard]] GameClient &game(std::size_t seat) { return *m_games.at(seat); }
    [[nodiscard]] const std::vector<GameClient *> &games() const noexcept { return m_games; }
    [[nodiscard]] const TableOptions &options() const noexcept { return m_options; }
    [[nodiscard]] Match &match() noexcept { return m_match; }
    // The games that are looking for a match; they may be told so at any time.
    std::vector<GameClient *> searching;
    // The games whose datagrams count for this match.
    std::set<GameClient *> inTraffic;
    DatagramCounts datagrams;       // so far
    std::shared_ptr<void> activity; // what a step left running; ends with the table
    void make(Move move, Done done);
    // All answered, and nothing said that was not expected.
    void settle(Done done);
    [[nodiscard]] bool playedToEnd() const noexcept { return m_over && m_problem.isEmpty(); }

private:
    void begin();
    void next();
    void stepped(std::size_t step, const QString &problem);
    void finish(const QString &problem);

    TableOptions m_options;
    Plan m_plan;
    std::vector<GameClient *> m_games;
    std::vector<Done> m_leave;
    std::vector<std::function<void(const QString &)>> m_troubles;
    Match m_match;
    std::size_t m_seated = 0;
    std::size_t m_next = 0;
    bool m_over = false;
    QString m_problem;
    std::unique_ptr<base::ScopedTimer> m_deadline;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace gameclient
