#include <app/platform/standardoutput.h>

#include <cstdio>

#include <fcntl.h>
#include <io.h>
#include <windows.h>

namespace app {

void attachStandardOutput()
{
    // Redirected into a file or pipe: the handles are good already.
    const bool redirected = GetFileType(GetStdHandle(STD_OUTPUT_HANDLE)) != FILE_TYPE_UNKNOWN;
    if (!redirected && AttachConsole(ATTACH_PARENT_PROCESS) != 0) {
        FILE *ignored = nullptr;
        freopen_s(&ignored, "CONOUT$", "w", stdout);
        freopen_s(&ignored, "CONOUT$", "w", stderr);
        SetConsoleOutputCP(CP_UTF8);
    }
    _setmode(_fileno(stdout), _O_BINARY); // a line feed stays one byte, as scripts expect
}

bool writeLine(const QByteArray &line)
{
    const QByteArray whole = line + '\n';
    const auto size = static_cast<std::size_t>(whole.size());
    return std::fwrite(whole.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0;
}

} // namespace app
