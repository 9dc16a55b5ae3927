#pragma once
// Long binary content as a configuration map: Base64 text cut into pieces of 255 characters.
// Pure. The keys are CHUNK_0, CHUNK_1, … without padding, CHUNK_SIZE = 255 and DATA_SIZE = characters of the whole
// Base64 text; no bytes give the last two alone.

#include <core/content/pairs.h>

namespace content {

inline constexpr qsizetype kChunkCharacters = 255;

[[nodiscard]] Pairs chunkMap(const QByteArray &payload);

} // namespace content
