#pragma once
// Declares the fields of a struct once; decode, encode, description and redaction follow from it:
//
//     static constexpr auto tdfFields()
//     {
//         return tdf::fields(tdf::field<"MAIL">(&LoginRequest::email, tdf::maxLength(254)),
//                            tdf::field<"PASS">(&LoginRequest::password, tdf::maxLength(128), tdf::secret));
//     }
//
// Fields stand in ascending order of their tags: that is the order they are written in, and the game loses a field
// that comes too late. A struct of which others inherit may be named in the member pointers.
//
// Members may be: bool, integers, enums, float, base::PlayerId, base::GameId, base::Ipv4, QString (UTF-8, invalid bytes
// replaced), QByteArray (text as it came), base::Secret (text, never shown), Blob, IntList, ObjectType, ObjectId,
// structs with fields, QList and std::vector of these (list), QList<std::pair<K, V>>, std::map and QMap (map), Union,
// ListUnion, Fields (any group as a tree), and std::optional of any of them (may be absent, is then not written).

#include <core/tdf/tag.h>

#include <QtGlobal>

#include <algorithm>
#include <limits>
#include <tuple>

namespace tdf {

struct FieldOptions
{
    qsizetype lengthMax = std::numeric_limits<qsizetype>::max();
    qsizetype countMax = std::numeric_limits<qsizetype>::max();
    bool secret = false;
    bool orDefault = false;
    bool lenient = false;
    bool strictWidth = false;
    bool keepOrder = false;
    bool byType = false;
};

// Longest text or blob, in bytes of the wire without the NUL; a longer one is a decode error.
[[nodiscard]] constexpr FieldOptions maxLength(qsizetype bytes)
{
    FieldOptions options;
    options.lengthMax = bytes;
    return options;
}
// Most elements of a list, pairs of a map; more is a decode error.
[[nodiscard]] constexpr FieldOptions maxCount(qsizetype count)
{
    FieldOptions options;
    options.countMax = count;
    return options;
}
// Never shown by the inspector, never logged.
inline constexpr FieldOptions secret {.secret = true};
// Absent is fine: the member keeps its initial value. Another type is still an error.
inline constexpr FieldOptions orDefault {.orDefault = true};
// Absent or of another type is fine: the member keeps its initial value.
inline constexpr FieldOptions lenient {.orDefault = true, .lenient = true};
// A number that does not fit the member is an error instead of being cut off. Always so for PlayerId and GameId.
inline constexpr FieldOptions strictWidth {.strictWidth = true};
// A map is written in the order of its container instead of by key bytes, and read without being sorted.
inline constexpr FieldOptions keepOrder {.keepOrder = true};
// This tag occurs more than once in the group with different types; this member takes the one of its own type.
inline constexpr FieldOptions byType {.byType = true};

template <std::size_t N>
struct TagLiteral
{
    // NOLINTNEXTLINE(google-explicit-constructor): written as field<"MAIL">
    consteval TagLiteral(const char (&literal)[N])
        : value(Tag(literal).value())
    {}
    std::uint32_t value;
};

template <std::uint32_t TagValue, class Struct, class Member>
struct Field
{
    static constexpr Tag kTag {TagValue};
    using Type = Member;
    Member Struct::*member;
    FieldOptions options;
};

[[nodiscard]] constexpr FieldOptions operator|(FieldOptions a, const FieldOptions &b)
{
    a.lengthMax = std::min(a.lengthMax, b.lengthMax);
    a.countMax = std::min(a.countMax, b.countMax);
    a.secret |= b.secret;
    a.orDefault |= b.orDefault;
    a.lenient |= b.lenient;
    a.strictWidth |= b.strictWidth;
    a.keepOrder |= b.keepOrder;
    a.byType |= b.byType;
    return a;
}

template <TagLiteral Literal, class Struct, class Member, class... Options>
[[nodiscard]] constexpr auto field(Member Struct::*member, Options... options)
{
    return Field<Literal.value, Struct, Member> {member, (FieldOptions {} | ... | options)};
}

template <class... Fields>
[[nodiscard]] constexpr auto fields(Fields... list)
{
    return std::tuple<Fields...>(list...);
}

template <class T>
concept Struct = requires
{
    T::tdfFields();
};

} // namespace tdf
