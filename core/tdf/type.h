#pragma once
// The wire types of TDF values and the errors of reading them.

#include <core/tdf/tag.h>

#include <QString>

#include <cstddef>
#include <cstdint>

namespace tdf {

enum class Type : std::uint8_t {
    Integer = 0x0, // also booleans and enums
    String = 0x1,
    Blob = 0x2,
    Group = 0x3,
    List = 0x4,
    Map = 0x5,
    Union = 0x6,
    IntList = 0x7,
    ObjectType = 0x8,
    ObjectId = 0x9,
    Float = 0xA,
    Generic = 0xC, // only its absent form is known
};

inline constexpr std::uint8_t kUnionUnset = 0x7F;

[[nodiscard]] constexpr bool isType(std::uint8_t byte) noexcept
{
    return byte <= 0xA || byte == 0xC;
}

// The fewest bytes a value of this type takes: what a claimed count is measured against before memory is taken.
[[nodiscard]] constexpr std::size_t sizeMin(Type type) noexcept
{
    switch (type) {
    case Type::List:
    case Type::ObjectType:
        return 2;
    case Type::Map:
    case Type::ObjectId:
        return 3;
    case Type::Float:
        return 4;
    default:
        return 1;
    }
}

// "int", "string", "blob", "group", "list", "map", "union", "intlist", "objtype", "objid", "float", "generic".
[[nodiscard]] const char *typeName(Type type) noexcept;

struct DecodeError
{
    enum class Kind : std::uint8_t {
        None,
        Truncated,    // the body ends inside a value
        BadInteger,   // more than 64 bits, or a magnitude that fits no signed number
        BadLength,    // negative, or longer than what follows
        BadType,      // an unknown type byte: nothing behind it can be read
        BadTag,       // a byte that cannot begin a field
        TooDeep,      // over kTdfNestingMax
        TooManyItems, // over kTdfItemsMax, or a count that what follows cannot hold
        OutOfRange,   // an object type over 16 bits, an id over its width
        Unsupported,  // a generic value that is present
        Missing,      // a required field is not there
        WrongType,    // a known field has another type than declared
        TooLong,      // a text, blob or list over its declared maximum
    };
    Kind kind = Kind::None;
    Tag tag {}; // the innermost field concerned, 0 when none was begun

    constexpr bool operator==(const DecodeError &) const = default;
    // For logs: the kind and the tag, never a value.
    [[nodiscard]] QString toText() const;
};

} // namespace tdf
