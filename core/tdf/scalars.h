#pragma once
// Codecs of the types that hold no others: numbers, texts, blobs, ids. Part of codec.h.

#include <core/base/ids.h>
#include <core/base/secret.h>
#include <core/tdf/field.h>
#include <core/tdf/reader.h>
#include <core/tdf/schema.h>
#include <core/tdf/types.h>
#include <core/tdf/writer.h>

#include <QString>

#include <bit>
#include <concepts>
#include <type_traits>
#include <utility>

namespace tdf {

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
    static void write(Writer &writer, const T &value, const FieldOptions & /*options*/) { writer.integer(wide(value)); }
    // As 64 bits, with the sign if there is one.
    [[nodiscard]] static constexpr std::uint64_t wide(T value) noexcept
    {
        if constexpr (std::is_enum_v<T>)
            return Codec<std::underlying_type_t<T>>::wide(static_cast<std::underlying_type_t<T>>(value));
        else if constexpr (std::is_signed_v<T>)
            return static_cast<std::uint64_t>(static_cast<std::int64_t>(value));
        else
            return static_cast<std::uint64_t>(value);
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

} // namespace tdf
