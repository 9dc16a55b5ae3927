// Coalesced files: any bytes give a document or a reason. What was accepted is written and read back to the same, and
// writing that again gives the same bytes.

#include "require.h"

#include <core/content/coalescedfile.h>
#include <core/content/contentjson.h>

using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto read = content::readCoalesced(bytes);
    if (!read) {
        require(!read.error().detail.isEmpty());
        return 0;
    }
    const auto written = content::writeCoalesced(*read);
    if (!written) {
        // Texts may be shared in a file and are not in ours: it can be too large, and nothing else.
        require(written.error().fault == content::ContentFault::TooLarge);
        return 0;
    }
    const auto again = content::readCoalesced(*written);
    require(again && *again == *read);
    require(*content::writeCoalesced(*again) == *written);
    const auto fromJson = content::coalescedFromJson(content::toJsonObject(*read));
    require(fromJson && *fromJson == *read);
    return 0;
}
