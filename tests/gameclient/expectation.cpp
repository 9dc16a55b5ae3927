#include <tests/gameclient/expectation.h>

namespace gameclient {

using namespace Qt::StringLiterals;

namespace {

struct Waiting
{
    GameClient &game;
    std::vector<Expected> expected;
    Done done;
    std::size_t next = 0;
    bool repeatable = false; // the one before may come again
};

void waitNext(const std::shared_ptr<Waiting> &waiting)
{
    if (waiting->next == waiting->expected.size()) {
        auto done = std::move(waiting->done);
        return done({});
    }
    std::vector<CommandId> ids {waiting->expected[waiting->next].id};
    if (waiting->repeatable)
        ids.push_back(waiting->expected[waiting->next - 1].id);
    waiting->game.awaitOne(std::move(ids), [waiting](std::size_t which, const tdf::Fields &body) {
        const std::size_t place = waiting->next - which;
        const Expected &expected = waiting->expected[place];
        if (const QString problem = expected.problem(body); !problem.isEmpty()) {
            auto done = std::move(waiting->done);
            return done(problem);
        }
        waiting->repeatable = expected.times == Expected::Times::OnceOrMore;
        waiting->next = place + 1;
        waitNext(waiting);
    });
}

} // namespace

void expectAll(GameClient &game, std::vector<Expected> expected, Done done)
{
    if (!game.isConnected())
        return done(u"not connected"_s);
    waitNext(std::make_shared<Waiting>(Waiting {game, std::move(expected), std::move(done)}));
}

Together::Together(Done done)
    : m_state(std::make_shared<State>())
{
    m_state->done = std::move(done);
}

Done Together::one()
{
    ++m_state->left;
    return [state = m_state](const QString &problem) { ended(state, problem); };
}

void Together::start()
{
    ended(m_state, {});
}

void Together::ended(const std::shared_ptr<State> &state, const QString &problem)
{
    if (state->problem.isEmpty())
        state->problem = problem;
    --state->left;
    // The first problem is told at once: the others may wait for what never comes.
    if (state->left > 0 && problem.isEmpty())
        return;
    if (auto done = std::move(state->done))
        done(state->problem);
}

} // namespace gameclient
