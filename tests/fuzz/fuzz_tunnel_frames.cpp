// Tunnel streams, cut anywhere: every byte is in exactly one frame or still waits, little is kept, and frames written
// again are the bytes that came. The first byte says how the rest is cut.

#include "require.h"

#include <core/tunnel/framereader.h>
#include <core/tunnel/framewriter.h>

#include <algorithm>

using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const std::size_t step = data[0] == 0 ? size : data[0];
    const base::ByteView stream = base::asBytes(data + 1, size - 1);
    tunnel::FrameReader reader;
    base::ByteBuffer again;
    for (std::size_t at = 0; at < stream.size(); at += step) {
        reader.feed(stream.subspan(at, std::min(step, stream.size() - at)));
        while (const auto frame = reader.next()) {
            require(frame->isKeepAlive() == (frame->index == tunnel::kKeepAliveIndex));
            tunnel::FrameWriter(again).append(frame->index, frame->payload);
        }
        require(reader.bytesBuffered() < tunnel::kFrameHeadSize + 65'535);
    }
    require(again.size() + reader.bytesBuffered() == stream.size());
    require(std::equal(again.view().begin(), again.view().end(), stream.begin()));
    return 0;
}
