#pragma once
// The places where the operator's own content goes, one for each kind and, with talk files, for each language. The
// program itself ships none of it. Pure.

#include <QString>

#include <optional>

namespace content {

enum class SlotKind {
    Configuration, // changes to the game's configuration
    Talk,          // texts of one language
    Images,        // pictures of the menus and the shop, any number
    Shop,          // the shop's catalogue
    Entitlements,  // which packs and rights exist
};

struct SlotName
{
    SlotKind kind = SlotKind::Configuration;
    QString language {}; // Talk: a safe language name or "default", which stands in for all that have none

    // "configuration", "talk-de", "images", "shop", "entitlements".
    [[nodiscard]] QString toString() const;
    [[nodiscard]] static std::optional<SlotName> parse(const QString &text);

    // The file below the data folder that holds the slot's content; of images the folder.
    [[nodiscard]] QString file() const;
    // The file with what the operator has written on top of it; empty when the slot has no such layer.
    [[nodiscard]] QString layerFile() const;

    bool operator==(const SlotName &) const = default;
};

// What the game gets from a slot that nobody has filled.
enum class EmptySlot {
    Standard, // a valid, nearly empty file; of shop and entitlements the built-in table
    Nothing,  // an empty map
};

struct EmptySlots
{
    EmptySlot configuration = EmptySlot::Standard;
    EmptySlot talk = EmptySlot::Standard;
    EmptySlot shop = EmptySlot::Standard;
    EmptySlot entitlements = EmptySlot::Standard;
    // A picture that is not there is answered with 404 by whoever serves the public folder.
};

} // namespace content
