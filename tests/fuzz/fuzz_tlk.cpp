// Talk files: any bytes give a table or a reason. What was accepted is written and read back to the same, and writing
// that again gives the same bytes.

#include "require.h"

#include <core/content/talkfile.h>

using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto read = content::readTalk(bytes);
    if (!read) {
        require(!read.error().detail.isEmpty());
        return 0;
    }
    const auto written = content::writeTalk(*read);
    if (!written) {
        require(written.error().fault == content::ContentFault::TooLarge);
        return 0;
    }
    const auto again = content::readTalk(*written);
    require(again && *again == *read);
    require(*content::writeTalk(*again) == *written);
    // A table on top of itself is itself.
    require(content::layered(*read, *read).male == read->male);
    return 0;
}
