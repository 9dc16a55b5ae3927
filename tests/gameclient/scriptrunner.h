#pragma once
// Plays a script with one game: step after step, each under a deadline. Ends at the first problem. Network thread.

#include <tests/gameclient/script.h>

namespace gameclient {

class ScriptRunner
{
public:
    // `finished`: empty, or "<step>: <what went wrong>". Runs once, from the event loop; the runner may be destroyed
    // inside it. The game outlives the runner.
    ScriptRunner(GameClient &game, Script script, std::chrono::milliseconds stepDeadline, Done finished);
    ScriptRunner(const ScriptRunner &) = delete;
    ScriptRunner &operator=(const ScriptRunner &) = delete;
    ~ScriptRunner();

    // Steps done so far.
    [[nodiscard]] std::size_t stepsDone() const noexcept { return m_next > 0 ? m_next - 1 : 0; }

private:
    void next();
    void stepped(std::size_t step, const QString &problem);
    void finish(const QString &problem);

    GameClient &m_game;
    Script m_script;
    std::chrono::milliseconds m_stepDeadline;
    Done m_finished;
    std::size_t m_next = 0;
    base::ScopedTimer m_startTimer;
    base::ScopedTimer m_deadline;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace gameclient
