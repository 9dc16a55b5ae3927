#pragma once
// The binary form of a Coalesced document, both ways. Pure.
//
// All little-endian. 32 bytes of head: magic 6D 72 6D 66, version, longest name and longest text in bytes, then the
// sizes of the string table, the Huffman block, the index block and the data; behind the blocks stands the number of
// bits in use, then the data.
//   string table  size of the block, count, count × { checksum of the name, its offset - 8 }, count × { length16, bytes
//   };
//                 sorted by checksum
//   Huffman block count16, count × { left, right }, the root last
//   index block   three nested tables (files, sections, properties) of count16, count × { name16, offset }, offsets
//                 from the start of the same table (files: of the block), then lists of count16, count × word; a word
//                 is the value's type in bits 31-29 and the position of its text in the data in bits 28-0
//
// Reading bounds everything by what was sent: tables that are used twice over cost more than the index block has, and
// are refused. Writing gives equal bytes for equal documents; other writers order their trees differently, so only
// documents are ever compared.

#include <core/content/coalesced.h>
#include <core/content/contenterror.h>

namespace content {

// At most base::kCoalescedMax bytes.
[[nodiscard]] ContentResult<Coalesced> readCoalesced(QByteArrayView bytes);

// Refuses what the format cannot hold: names over base::kContentNameMax bytes, more than 65,535 entries in a list, a
// text with a NUL inside, over base::kCoalescedMax bytes in all.
[[nodiscard]] ContentResult<QByteArray> writeCoalesced(const Coalesced &document);

[[nodiscard]] bool looksLikeCoalesced(QByteArrayView bytes);

} // namespace content
