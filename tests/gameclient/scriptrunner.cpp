#include <tests/gameclient/scriptrunner.h>

namespace gameclient {

using namespace Qt::StringLiterals;

ScriptRunner::ScriptRunner(GameClient &game, Script script, std::chrono::milliseconds stepDeadline, Done finished)
    : m_game(game)
    , m_script(std::move(script))
    , m_stepDeadline(stepDeadline)
    , m_finished(std::move(finished))
    , m_startTimer(game.network())
    , m_deadline(game.network())
{
    m_game.setTrouble([this](const QString &problem) {
        const char *step = m_next > 0 ? m_script[m_next - 1].name : "start";
        finish(QLatin1StringView(step) + u": "_s + problem);
    });
    m_startTimer.start(std::chrono::milliseconds(0), [this] { next(); });
}

ScriptRunner::~ScriptRunner()
{
    *m_alive = false;
    m_game.setTrouble(nullptr);
}

void ScriptRunner::next()
{
    if (m_next == m_script.size())
        return finish({});
    const std::size_t step = m_next++;
    m_game.trace(QLatin1StringView(m_script[step].name));
    if (m_script[step].deadline == Step::Deadline::Usual) {
        m_deadline.start(m_stepDeadline, [this, step] {
            finish(QLatin1StringView(m_script[step].name) +
                   u": nothing came within %1 s"_s.arg(m_stepDeadline.count() / 1000));
        });
    }
    // A step that ends twice or too late must not move the script on.
    m_script[step].run(m_game, [this, step, alive = m_alive](const QString &problem) {
        if (*alive)
            stepped(step, problem);
    });
}

void ScriptRunner::stepped(std::size_t step, const QString &problem)
{
    if (step + 1 != m_next || !m_finished)
        return;
    if (!problem.isEmpty())
        return finish(QLatin1StringView(m_script[step].name) + u": "_s + problem);
    m_deadline.stop();
    next();
}

void ScriptRunner::finish(const QString &problem)
{
    m_deadline.stop();
    *m_alive = false;
    if (auto finished = std::move(m_finished))
        finished(problem); // this object may be gone behind here
}

} // namespace gameclient
