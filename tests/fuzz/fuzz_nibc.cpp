// What an operator hands to an import: any bytes are recognised or refused with a reason; packed ones unpack to what
// they say and no more; a chunk map of the bytes gives the bytes.

#include "require.h"

#include <core/base/limits.h>
#include <core/content/chunkmap.h>
#include <core/content/overrides.h>
#include <core/content/recognition.h>

using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto plain = content::unpackOverrides(bytes);
    if (plain) {
        require(plain->size() <= base::kCoalescedMax);
        require(*content::unpackOverrides(content::packOverrides(*plain)) == *plain);
    } else {
        require(!plain.error().detail.isEmpty());
    }
    const auto together = content::chunkPayload(content::chunkMap(bytes));
    require(together && *together == bytes);
    const auto recognised = content::recognise(bytes);
    require(recognised || !recognised.error().detail.isEmpty());
    return 0;
}
