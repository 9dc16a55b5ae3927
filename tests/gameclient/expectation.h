#pragma once
// Notifications that must come, in this order and with these bodies. Anything else in between ends the game with a
// problem; when they all came, `done` is called. Time limits are the caller's.

#include <tests/gameclient/gameclient.h>

#include <functional>
#include <map>
#include <vector>

namespace gameclient {

struct Expected
{
    enum class Times { Once, OnceOrMore };
    CommandId id;
    // What is wrong with the body, or empty. Asked when it arrives, not when it is announced.
    std::function<QString(const tdf::Fields &body)> problem;
    Times times = Times::Once; // OnceOrMore: repeated by the server while it lasts
};

// What each of several games must be told because of one thing that happened.
using Notes = std::map<GameClient *, std::vector<Expected>>;

void expectAll(GameClient &game, std::vector<Expected> expected, Done done);

// One Done for several: calls `done` when each of those handed out was called, with the first problem of them.
class Together
{
public:
    explicit Together(Done done);
    // To be handed to one of the several. The last one that is called, calls `done`; when none was ever made, finish()
    // does.
    [[nodiscard]] Done one();
    // After the last one().
    void start();

private:
    struct State
    {
        int left = 1;
        QString problem;
        Done done;
    };
    static void ended(const std::shared_ptr<State> &state, const QString &problem);
    std::shared_ptr<State> m_state;
};

} // namespace gameclient
