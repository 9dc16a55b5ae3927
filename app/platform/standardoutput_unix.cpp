#include <app/platform/standardoutput.h>

#include <cstdio>

namespace app {

void attachStandardOutput() {}

bool writeLine(const QByteArray &line)
{
    const QByteArray whole = line + '\n';
    const auto size = static_cast<std::size_t>(whole.size());
    return std::fwrite(whole.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0;
}

} // namespace app
