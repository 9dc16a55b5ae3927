#pragma once
// "relaydeck import-content SOURCE": takes game content of the operator's own into the data folder and says what was
// taken. A server that runs on that folder uses it from the next request on.

#include <app/commandline.h>

namespace app {

// Blocks until done. The exit status of the program.
[[nodiscard]] int runContentImport(const CommandLine &line);

} // namespace app
