#pragma once
// The binary form of a talk table, both ways. Pure.
//
// All little-endian. 28 bytes of head: magic 54 6C 6B 00, version, minimum version, number of male entries, of female
// entries, of Huffman pairs, bytes of data. Then the male entries { id, bit position }, the female ones, the pairs
// { left, right } with the root first, and the data.

#include <core/content/contenterror.h>
#include <core/content/talktable.h>

namespace content {

// At most base::kTalkImportMax bytes. Entries may stand in any order and more than once: the result is sorted, and the
// first of equal numbers counts.
[[nodiscard]] ContentResult<TalkTable> readTalk(QByteArrayView bytes);

// Entries are written sorted. Refuses a text with a NUL inside and more than base::kTalkImportMax bytes.
[[nodiscard]] ContentResult<QByteArray> writeTalk(TalkTable table);

[[nodiscard]] bool looksLikeTalk(QByteArrayView bytes);

} // namespace content
