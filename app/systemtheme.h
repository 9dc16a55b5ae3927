#pragma once
// What the system says about light and dark. GUI thread, after the application object was made.

namespace app {

[[nodiscard]] bool systemPrefersDark();

} // namespace app
