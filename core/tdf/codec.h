#pragma once
// Typed decode and encode, derived from the field declarations (field.h lists what a member may be). Pure templates
// over Reader and Writer; one pass, no allocation but that of the members themselves.

#include <core/base/ids.h>
#include <core/base/result.h>
#include <core/base/secret.h>
#include <core/tdf/field.h>
#include <core/tdf/reader.h>
#include <core/tdf/schema.h>
#include <core/tdf/types.h>
#include <core/tdf/writer.h>

#include <QString>

#include <array>
#include <bit>
#include <concepts>
#include <type_traits>
#include <vector>

namespace tdf {

using base::Result;

// How one C++ type stands on the wire. kNested is the schema of a struct or union inside, for the inspector.
template <class T>
struct Codec;

namespace detail {

template <class T>
concept Number = std::is_integral_v<T> || std::is_enum_v<T>;

struct Plain
{
    static constexpr const Schema *kNested = nullptr;
    static constexpr bool kSecret = false;
};

// Whether 64 wire bits hold a number of T; both readings of the top bit count.
template <std::integral T>
[[nodiscard]] constexpr bool fits(std::uint64_t wide) noexcept
{
    if constexpr (std::is_signed_v<T>)
        return std::in_range<T>(static_cast<std::int64_t>(wide));
    else
        return std::in_range<T>(wide);
}

template <class T>
inline constexpr bool kStrictAlways = std::is_same_v<T, base::PlayerId> || std::is_same_v<T, base::GameId>;

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

[[nodiscard]] inline bool tooLong(Reader &reader, qsizetype size, qsizetype sizeMax)
{
    if (size <= sizeMax)
        return false;
    reader.fail(DecodeError::Kind::TooLong);
    return true;
}

} // namespace detail

template <detail::Number T>
struct Codec<T> : detail::Plain
{
    static constexpr Type kType = Type::Integer;
    static bool read(Reader &reader, T &value, const FieldOptions &options)
    {
        std::uint64_t wide = 0;
        if (!reader.integer(wide))
            return false;
        if constexpr (std::is_same_v<T, bool>) {
            value = wide != 0;
        } else if constexpr (std::is_enum_v<T>) {
            return narrow<std::underlying_type_t<T>>(reader, wide, value, options);
        } else {
            return narrow<T>(reader, wide, value, options);
        }
        return true;
    }
    static void write(Writer &writer, const T &value, const FieldOptions & /*options*/)
    {
        if constexpr (std::is_enum_v<T>)
            Codec<std::underlying_type_t<T>>::write(writer, static_cast<std::underlying_type_t<T>>(value), {});
        else if constexpr (std::is_signed_v<T>)
            writer.integer(static_cast<std::uint64_t>(static_cast<std::int64_t>(value)));
        else
            writer.integer(static_cast<std::uint64_t>(value));
    }

private:
    template <class Width>
    static bool narrow(Reader &reader, std::uint64_t wide, T &value, const FieldOptions &options)
    {
        if ((detail::kStrictAlways<T> || options.strictWidth) && !detail::fits<Width>(wide))
            return reader.fail(DecodeError::Kind::OutOfRange);
        value = static_cast<T>(static_cast<Width>(wide));
        return true;
    }
};

template <>
struct Codec<base::Ipv4> : detail::Plain
{
    static constexpr Type kType = Type::Integer;
    static bool read(Reader &reader, base::Ipv4 &value, const FieldOptions &options)
    {
        return Codec<std::uint32_t>::read(reader, value.value, options);
    }
    static void write(Writer &writer, const base::Ipv4 &value, const FieldOptions & /*options*/)
    {
        writer.integer(value.value);
    }
};

template <>
struct Codec<float> : detail::Plain
{
    static constexpr Type kType = Type::Float;
    static bool read(Reader &reader, float &value, const FieldOptions & /*options*/)
    {
        std::uint32_t bits = 0;
        if (!reader.floatBits(bits))
            return false;
        value = std::bit_cast<float>(bits);
        return true;
    }
    static void write(Writer &writer, const float &value, const FieldOptions & /*options*/)
    {
        writer.floatBits(std::bit_cast<std::uint32_t>(value));
    }
};

template <>
struct Codec<QByteArray> : detail::Plain
{
    static constexpr Type kType = Type::String;
    static bool read(Reader &reader, QByteArray &value, const FieldOptions &options)
    {
        ByteView text;
        if (!reader.string(text) || detail::tooLong(reader, std::ssize(text), options.lengthMax))
            return false;
        value = base::toByteArray(text);
        return true;
    }
    static void write(Writer &writer, const QByteArray &value, const FieldOptions & /*options*/)
    {
        writer.string(base::asBytes(QByteArrayView(value)));
    }
};

template <>
struct Codec<QString> : detail::Plain
{
    static constexpr Type kType = Type::String;
    static bool read(Reader &reader, QString &value, const FieldOptions &options)
    {
        ByteView text;
        if (!reader.string(text) || detail::tooLong(reader, std::ssize(text), options.lengthMax))
            return false;
        value = QString::fromUtf8(base::asChars(text));
        return true;
    }
    static void write(Writer &writer, const QString &value, const FieldOptions & /*options*/)
    {
        writer.string(QStringView(value));
    }
};

template <>
struct Codec<base::Secret>
{
    static constexpr Type kType = Type::String;
    static constexpr const Schema *kNested = nullptr;
    static constexpr bool kSecret = true;
    static bool read(Reader &reader, base::Secret &value, const FieldOptions &options)
    {
        ByteView text;
        if (!reader.string(text) || detail::tooLong(reader, std::ssize(text), options.lengthMax))
            return false;
        value = base::Secret(base::toByteArray(text));
        return true;
    }
    static void write(Writer &writer, const base::Secret &value, const FieldOptions & /*options*/)
    {
        writer.string(value.bytes());
    }
};

template <>
struct Codec<Blob> : detail::Plain
{
    static constexpr Type kType = Type::Blob;
    static bool read(Reader &reader, Blob &value, const FieldOptions &options)
    {
        ByteView bytes;
        if (!reader.blob(bytes) || detail::tooLong(reader, std::ssize(bytes), options.lengthMax))
            return false;
        value.bytes = base::toByteArray(bytes);
        return true;
    }
    static void write(Writer &writer, const Blob &value, const FieldOptions & /*options*/)
    {
        writer.blob(base::asBytes(QByteArrayView(value.bytes)));
    }
};

template <>
struct Codec<IntList> : detail::Plain
{
    static constexpr Type kType = Type::IntList;
    static bool read(Reader &reader, IntList &value, const FieldOptions &options)
    {
        std::size_t count = 0;
        if (!reader.intListHead(count) || detail::tooLong(reader, static_cast<qsizetype>(count), options.countMax))
            return false;
        value.values.resize(static_cast<qsizetype>(count));
        for (quint64 &item : value.values) {
            std::uint64_t wide = 0;
            if (!reader.integer(wide))
                return false;
            item = wide;
        }
        return true;
    }
    static void write(Writer &writer, const IntList &value, const FieldOptions & /*options*/)
    {
        writer.integer(static_cast<std::uint64_t>(value.values.size()));
        for (const quint64 item : value.values)
            writer.integer(item);
    }
};

template <>
struct Codec<ObjectType> : detail::Plain
{
    static constexpr Type kType = Type::ObjectType;
    static bool read(Reader &reader, ObjectType &value, const FieldOptions & /*options*/)
    {
        return reader.objectType(value.component, value.entity);
    }
    static void write(Writer &writer, const ObjectType &value, const FieldOptions & /*options*/)
    {
        writer.integer(value.component);
        writer.integer(value.entity);
    }
};

template <>
struct Codec<ObjectId> : detail::Plain
{
    static constexpr Type kType = Type::ObjectId;
    static bool read(Reader &reader, ObjectId &value, const FieldOptions & /*options*/)
    {
        return reader.objectType(value.type.component, value.type.entity) && reader.integer(value.id);
    }
    static void write(Writer &writer, const ObjectId &value, const FieldOptions &options)
    {
        Codec<ObjectType>::write(writer, value.type, options);
        writer.integer(value.id);
    }
};

// --- structs

template <Struct T>
inline constexpr auto kFieldsOf = T::tdfFields();

template <Struct T>
inline constexpr std::size_t kFieldCount = std::tuple_size_v<std::remove_const_t<decltype(kFieldsOf<T>)>>;

namespace detail {

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
