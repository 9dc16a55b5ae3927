#pragma once
// What a fuzz target does when a promise is broken: says which one, and stops.

#include <cstdio>
#include <cstdlib>

namespace fuzz {

// The number of the line is the caller's. (std::source_location is not in clang 14.)
inline void require(bool promise, const char *what = "a promise", int line = __builtin_LINE())
{
    if (promise)
        return;
    std::fprintf(stderr, "broken in line %d: %s\n", line, what);
    std::abort();
}

} // namespace fuzz
