#pragma once
// What a file of the operator is, by its bytes: a Coalesced document (plain, packed, or as JSON), a talk file or its
// JSON form, a picture, a catalogue, an entitlement map, or one of these inside a chunk map. Each is checked by reading
// it, writing it again and reading that: what would not survive is refused here. Pure.

#include <core/content/coalesced.h>
#include <core/content/contenterror.h>
#include <core/content/image.h>
#include <core/content/pairs.h>
#include <core/content/talktable.h>

#include <variant>

namespace content {

struct RecognisedTalk
{
    TalkTable table;
    QByteArray file; // its binary form, as it came or as we write it
};
struct RecognisedShop
{
    QByteArray document;
};
struct RecognisedEntitlements
{
    Pairs pairs;
};

using Recognised = std::variant<Coalesced, RecognisedTalk, ImageSize, RecognisedShop, RecognisedEntitlements>;

[[nodiscard]] ContentResult<Recognised> recognise(const QByteArray &bytes);

} // namespace content
