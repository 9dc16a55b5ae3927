#pragma once
// A script is a list of named steps; games play it one step after the other. The named scripts of the program:
//
//   main-menu         new account, cold start to the main menu, data saved, loaded back and compared
//   returning         account of an earlier run: silent login (every second game: password), data still there
//   silent-login      new account, then a second start: a forged token is refused, the true one is taken
//   wrong-password    new account, then a second start: wrong passwords are refused, the right one is taken
//   multiplayer-menu  as main-menu, then what the game asks before it enters the multiplayer menu
//   other-commands    as main-menu, then what games ask only now and then; then resumed on a new connection
//   logout            as main-menu, then out and in again on the same connection

#include <tests/gameclient/gameclient.h>

#include <functional>
#include <optional>
#include <vector>

namespace gameclient {

struct Step
{
    const char *name = "";
    std::function<void(GameClient &, Done)> run;
    // The usual deadline, or none because the step sets its own.
    enum class Deadline { Usual, Own } deadline = Deadline::Usual;
};

using Script = std::vector<Step>;

struct ScriptInfo
{
    const char *name;
    const char *about;
    bool needsAccount; // one of an earlier run
};

[[nodiscard]] const std::vector<ScriptInfo> &scripts();
// nullopt for a name that is not in the list. `game` counts from 0; some scripts differ between odd and even games.
[[nodiscard]] std::optional<Script> scriptNamed(QStringView name, int game = 0);

} // namespace gameclient
