#include <tests/gameclient/table.h>

#include <tests/gameclient/commandids.h>
#include <tests/gameclient/matchnotes.h>

#include <algorithm>

namespace gameclient {

using namespace Qt::StringLiterals;

TableStep moveStep(const char *name, std::function<Move(Table &)> move)
{
    return {name, [move = std::move(move)](Table &table, Done done) { table.make(move(table), std::move(done)); }};
}

TableStep allDo(const char *name, std::function<void(GameClient &, Done)> step)
{
    return {name, [step = std::move(step)](Table &table, Done done) {
                Together together(std::move(done));
                for (GameClient *game : table.games())
                    step(*game, together.one());
                together.start();
            }};
}

void Table::sit(std::size_t seat, GameClient &game, Done leave)
{
    if (m_over)
        return leave(m_problem);
    m_games.at(seat) = &game;
    m_leave.at(seat) = std::move(leave);
    m_troubles.at(seat) = game.takeTrouble();
    game.setTrouble([this, seat](const QString &problem) { finish(u"game %1: %2"_s.arg(seat).arg(problem)); });
    if (++m_seated == m_games.size())
        begin();
}

void Table::absent(std::size_t seat, const QString &problem)
{
    if (m_games.at(seat) == nullptr)
        finish(u"game %1 did not come: %2"_s.arg(seat).arg(problem));
}

void Table::begin()
{
    m_deadline = std::make_unique<base::ScopedTimer>(m_games.front()->network());
    next();
}

void Table::next()
{
    if (m_next == m_plan.size())
        return finish({});
    const std::size_t step = m_next++;
    const TableStep &current = m_plan[step];
    for (GameClient *game : m_games)
        game->trace(u"table %1: "_s.arg(m_options.number) + QLatin1StringView(current.name));
    const auto limit = current.deadline.count() > 0 ? current.deadline : m_options.stepDeadline;
    m_deadline->start(limit, [this, limit] { finish(u"not everything came within %1 s"_s.arg(limit.count() / 1000)); });
    current.run(*this, [this, step, alive = m_alive](const QString &problem) {
        if (*alive)
            stepped(step, problem);
    });
}

void Table::stepped(std::size_t step, const QString &problem)
{
    if (step + 1 != m_next || m_over)
        return;
    if (!problem.isEmpty())
        return finish(problem);
    next();
}

void Table::finish(const QString &problem)
{
    if (std::exchange(m_over, true))
        return;
    *m_alive = false;
    if (m_deadline)
        m_deadline->stop();
    const auto ended = std::move(activity); // not inside its own call: it may be what finishes us
    if (!problem.isEmpty()) {
        const char *step = m_next > 0 ? m_plan[m_next - 1].name : "gathering";
        m_problem = u"table %1, "_s.arg(m_options.number) + QLatin1StringView(step) + u": "_s + problem;
    }
    for (std::size_t seat = 0; seat < m_games.size(); ++seat) {
        if (m_games[seat] == nullptr)
            continue;
        m_games[seat]->setTrouble(std::move(m_troubles[seat]));
        auto leave = std::move(m_leave[seat]);
        leave(m_problem);
    }
}

void Table::make(Move move, Done done)
{
    auto settled = [this, done = std::move(done)](const QString &problem) mutable {
        if (!problem.isEmpty())
            return done(problem);
        settle(std::move(done));
    };
    if (move.refused)
        return move.actor->askRefused(move.command, move.body, *move.refused, std::move(settled));
    // None of what it causes may come before its answer.
    std::vector<CommandId> causes;
    for (const Expected &expected : move.notes[move.actor])
        causes.push_back(expected.id);
    auto answered = [notes = std::move(move.notes), learned = std::move(move.learned),
                     settled = std::move(settled)](const QString &problem) mutable {
        if (!problem.isEmpty())
            return settled(problem);
        if (learned)
            learned(notes);
        Together together(std::move(settled));
        for (auto &[game, expected] : notes)
            expectAll(*game, std::move(expected), together.one());
        together.start();
    };
    move.actor->ask(move.command, move.body, std::move(move.check), std::move(answered), std::move(causes));
}

void Table::settle(Done done)
{
    Together together(std::move(done));
    for (GameClient *game : m_games) {
        game->sendPing([this, game, one = together.one()](const QString &problem) mutable {
            if (!problem.isEmpty() || !game->isConnected())
                return one(problem.isEmpty() ? u"not connected"_s : problem);
            // Who searches is told so again and again.
            QString wrong;
            while (wrong.isEmpty() && std::find(searching.begin(), searching.end(), game) != searching.end()) {
                const auto again = game->link()->takeIfNext(note::kMatchmakingAsyncStatus);
                if (!again)
                    break;
                wrong = notes::searching(*game).problem(*again);
            }
            if (wrong.isEmpty() && game->link()->notificationsUnclaimed() > 0) {
                const CommandId id = game->link()->nextUnclaimed();
                wrong = u"player %1 was told 0x%2/0x%3, which nothing had caused"_s.arg(game->account.playerId)
                            .arg(id.component, 0, 16)
                            .arg(id.command, 0, 16);
            }
            one(wrong);
        });
    }
    together.start();
}

} // namespace gameclient
