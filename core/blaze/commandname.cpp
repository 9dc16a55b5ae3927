#include <core/blaze/commandname.h>

#include <algorithm>

namespace blaze {

using namespace Qt::StringLiterals;

namespace {

struct Row
{
    std::uint16_t component;
    bool isNotify;
    std::uint16_t command;
    const char *componentName;
    const char *name;
};

// Made from resources/blaze-commands.csv by the build.
constexpr Row kRows[] = {
#include "blaze-commands.inc"
};

QString hex(std::uint16_t number)
{
    return "0x"_L1 + QString::number(number, 16).toUpper();
}

} // namespace

QString commandName(std::uint16_t component, std::uint16_t command, bool isNotify)
{
    const Row *named = nullptr;
    for (const Row &row : kRows) {
        if (row.component != component)
            continue;
        named = &row;
        if (row.isNotify == isNotify && row.command == command)
            return QLatin1StringView(row.componentName) + u'.' + QLatin1StringView(row.name);
    }
    return (named != nullptr ? QString(QLatin1StringView(named->componentName)) : hex(component)) + u'.' + hex(command);
}

} // namespace blaze
