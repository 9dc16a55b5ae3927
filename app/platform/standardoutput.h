#pragma once
// The few lines meant for standard output: ports, version, help. Everything else goes to the log on standard error.
// standardoutput_unix.cpp and standardoutput_windows.cpp are the two implementations.

#include <QByteArray>

namespace app {

// Makes output reach the console the program was started from. Needed on Windows, where a program with a window has
// none of its own; elsewhere nothing happens. Call once, before the first output.
void attachStandardOutput();

// Writes `line` and a line feed, and flushes. False when nobody can read it any more.
bool writeLine(const QByteArray &line);

} // namespace app
