// Configuration text: any bytes give a configuration or an error that points into the text, and what was accepted is
// written and read back to the same.

#include "require.h"

#include <core/server/configjson.h>

using namespace Qt::StringLiterals;

using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto parsed = server::parseConfig(text, u"fuzz"_s);
    if (!parsed) {
        require(!parsed.error().reason.isEmpty());
        require(parsed.error().line >= 1 && parsed.error().line <= text.count('\n') + 1);
        require(parsed.error().column >= 1 && parsed.error().column <= text.size() + 1);
        return 0;
    }
    const QByteArray written = server::toJson(parsed->config, server::Secrets::Include);
    const auto again = server::parseConfig(written, u"written"_s);
    require(again.hasValue());
    require(server::toJson(again->config, server::Secrets::Include) == written);
    return 0;
}
