#pragma once
// Long binary content as a configuration map: Base64 text cut into pieces of 255 characters.
// Pure. The keys are CHUNK_0, CHUNK_1, … without padding, CHUNK_SIZE = 255 and DATA_SIZE = characters of the whole
// Base64 text; no bytes give the last two alone.

#include <core/content/contenterror.h>
#include <core/content/pairs.h>

namespace content {

inline constexpr qsizetype kChunkCharacters = 255;

[[nodiscard]] Pairs chunkMap(const QByteArray &payload);

// Puts a map together again, whatever the order of its keys: pieces 0 to the last without a gap, all but the last of
// them CHUNK_SIZE long, DATA_SIZE characters in all. Other keys are not looked at.
[[nodiscard]] ContentResult<QByteArray> chunkPayload(const Pairs &pairs);

} // namespace content
