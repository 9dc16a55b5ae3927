#pragma once
// "relaydeck import FOLDER": copies a Pocket Relay data folder into ours and says what was taken.

#include <app/commandline.h>

namespace app {

// Blocks until done. The exit status of the program.
[[nodiscard]] int runImport(const CommandLine &line);

} // namespace app
