#pragma once
// Typed decode and encode, derived from the field declarations (field.h lists what a member may be). Pure templates
// over Reader and Writer; one pass, no allocation but that of the members themselves.

#include <core/base/result.h>
#include <core/tdf/scalars.h>

#include <array>
#include <optional>
#include <vector>

namespace tdf {

using base::Result;

// --- structs

template <Struct T>
inline constexpr auto kFieldsOf = T::tdfFields();

template <Struct T>
inline constexpr std::size_t kFieldCount = std::tuple_size_v<std::remove_const_t<decltype(kFieldsOf<T>)>>;

namespace detail {

template <class T>
struct IsOptional : std::false_type
{
    using Inner = T;
};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type
{
    using Inner = T;
};

template <Struct T, std::size_t I>
using MemberOf = typename std::tuple_element_t<I, std::remove_const_t<decltype(kFieldsOf<T>)>>::Type;

template <Struct T, std::size_t I>
bool readMember(Reader &reader, void *object)
{
    using Member = MemberOf<T, I>;
    constexpr auto kField = std::get<I>(kFieldsOf<T>);
    Member &member = static_cast<T *>(object)->*kField.member;
    if constexpr (IsOptional<Member>::value)
        return Codec<typename IsOptional<Member>::Inner>::read(reader, member.emplace(), kField.options);
    else
        return Codec<Member>::read(reader, member, kField.options);
}

template <Struct T, std::size_t I>
void writeMember(Writer &writer, const T &object)
{
    using Member = MemberOf<T, I>;
    using Inner = typename IsOptional<Member>::Inner;
    constexpr auto kField = std::get<I>(kFieldsOf<T>);
    const Member &member = object.*kField.member;
    if constexpr (IsOptional<Member>::value) {
        if (!member)
            return;
        writer.header(kField.kTag, Codec<Inner>::kType);
        Codec<Inner>::write(writer, *member, kField.options);
    } else if constexpr (Number<Member>) {
        writer.integerField(kField.kTag, Codec<Member>::wide(member));
    } else {
        writer.header(kField.kTag, Codec<Inner>::kType);
        Codec<Inner>::write(writer, member, kField.options);
    }
}

template <Struct T, std::size_t I>
[[nodiscard]] constexpr FieldInfo makeRow()
{
    using Member = MemberOf<T, I>;
    using Inner = typename IsOptional<Member>::Inner;
    constexpr auto kField = std::get<I>(kFieldsOf<T>);
    return {.tag = kField.kTag,
            .type = Codec<Inner>::kType,
            .required = !IsOptional<Member>::value && !kField.options.orDefault,
            .secret = kField.options.secret || Codec<Inner>::kSecret,
            .lenient = kField.options.lenient,
            .byType = kField.options.byType,
            .read = &readMember<T, I>,
            .nested = Codec<Inner>::kNested};
}

template <Struct T>
[[nodiscard]] constexpr auto makeRows()
{
    return []<std::size_t... I>(std::index_sequence<I...>)
    {
        return std::array<FieldInfo, sizeof...(I)> {makeRow<T, I>()...};
    }
    (std::make_index_sequence<kFieldCount<T>>());
}

[[nodiscard]] constexpr bool inOrder(std::span<const FieldInfo> rows)
{
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const bool twice =
            rows[i].tag == rows[i - 1].tag && rows[i].byType && rows[i - 1].byType && rows[i].type != rows[i - 1].type;
        if (!(rows[i - 1].tag < rows[i].tag) && !twice)
            return false;
    }
    return true;
}

template <class T>
[[nodiscard]] constexpr bool ignoresTail()
{
    if constexpr (requires { T::tdfIgnoreTail; })
        return T::tdfIgnoreTail;
    else
        return false;
}

template <Struct T>
struct Rows
{
    static constexpr auto kRows = makeRows<T>();
    static_assert(inOrder(kRows), "tdfFields() must ascend by tag, each tag once (or byType with different types)");
    static_assert(kRows.size() <= 64, "more fields than the decoder's set of seen ones holds");
};

} // namespace detail

template <Struct T>
inline constexpr Schema kSchemaOf {.fields = detail::Rows<T>::kRows, .ignoreTail = detail::ignoresTail<T>()};

template <Struct T>
void writeFields(Writer &writer, const T &value)
{
    [&]<std::size_t... I>(std::index_sequence<I...>)
    {
        (detail::writeMember<T, I>(writer, value), ...);
    }
    (std::make_index_sequence<kFieldCount<T>>());
}

template <Struct T>
struct Codec<T>
{
    static constexpr Type kType = Type::Group;
    static constexpr const Schema *kNested = &kSchemaOf<T>;
    static constexpr bool kSecret = false;
    static bool read(Reader &reader, T &value, const FieldOptions & /*options*/)
    {
        std::optional<std::uint8_t> unionKey; // a union we know only one case of reads like its case
        if (!reader.enter() || !reader.groupHead(unionKey) || !readFields(reader, &value, kSchemaOf<T>, false))
            return false;
        reader.leave();
        return true;
    }
    static void write(Writer &writer, const T &value, const FieldOptions & /*options*/)
    {
        writeFields(writer, value);
        writer.byte(0);
    }
};

// --- whole bodies

// False: `value` is half filled and not to be used.
template <Struct T>
[[nodiscard]] bool decodeInto(ByteView body, T &value, DecodeError &error)
{
    Reader reader(body);
    if (readFields(reader, &value, kSchemaOf<T>, true))
        return true;
    error = reader.error();
    return false;
}

template <Struct T>
[[nodiscard]] Result<T, DecodeError> decode(ByteView body)
{
    T value {};
    DecodeError error;
    if (!decodeInto(body, value, error))
        return base::failure(error);
    return value;
}

// Appends the fields of `value`, without anything around them.
template <Struct T>
void encode(const T &value, ByteBuffer &out)
{
    Writer writer(out);
    writeFields(writer, value);
}

template <Struct T>
[[nodiscard]] QByteArray encoded(const T &value)
{
    ByteBuffer out;
    encode(value, out);
    return base::toByteArray(out.view());
}

} // namespace tdf

#include <core/tdf/containers.h> // IWYU pragma: export
