#pragma once
// TDF as a tree, for packets nobody declared: the inspector, tests, and passing structures on. Keeps everything that
// a canonical body says, so parse and write give the same bytes: raw bytes of texts, order, repeated tags, union keys.

#include <core/base/result.h>
#include <core/tdf/codec.h>

#include <memory>
#include <utility>
#include <variant>
#include <vector>

namespace tdf {

struct FieldValue;
class Value;

namespace detail {
template <class T, class Variant>
struct IsAlternative;
template <class T, class... Alternatives>
struct IsAlternative<T, std::variant<Alternatives...>> : std::bool_constant<(std::is_same_v<T, Alternatives> || ...)>
{};
} // namespace detail

// A body, or what is inside a group.
class Fields
{
public:
    // All out of line: FieldValue is not complete here.
    Fields();
    Fields(std::initializer_list<FieldValue> fields);
    Fields(const Fields &other);
    Fields(Fields &&other) noexcept;
    Fields &operator=(const Fields &other);
    Fields &operator=(Fields &&other) noexcept;
    ~Fields();

    // The first field of this name; nullptr when there is none.
    [[nodiscard]] const Value *find(Tag tag) const noexcept;
    void append(Tag tag, Value value);

    [[nodiscard]] const std::vector<FieldValue> &list() const noexcept { return m_list; }
    [[nodiscard]] std::vector<FieldValue> &list() noexcept { return m_list; }
    [[nodiscard]] bool isEmpty() const noexcept;
    bool operator==(const Fields &other) const;

private:
    std::vector<FieldValue> m_list;
};

class Value
{
public:
    struct Text
    {
        QByteArray bytes; // without the final NUL
        bool operator==(const Text &) const = default;
    };
    struct Group
    {
        std::optional<std::uint8_t> unionKey; // of a union that stands in a list
        Fields fields;
        bool operator==(const Group &) const = default;
    };
    struct List
    {
        Type element = Type::Integer;
        std::vector<Value> items;
        bool operator==(const List &other) const;
    };
    struct Map
    {
        Type key = Type::String;
        Type value = Type::Integer;
        std::vector<std::pair<Value, Value>> entries; // in wire order, repeated keys kept
        bool operator==(const Map &other) const;
    };
    struct UnionMember
    {
        std::uint8_t key = kUnionUnset;
        Fields member; // one field, none when unset
        bool operator==(const UnionMember &) const = default;
    };
    struct Float
    {
        std::uint32_t bits = 0; // not a float: every NaN passes unchanged
        bool operator==(const Float &) const = default;
    };
    struct Generic // absent, the only form there is
    {
        bool operator==(const Generic &) const = default;
    };
    // In the order of the type numbers.
    using Storage = std::variant<std::uint64_t, Text, Blob, Group, List, Map, UnionMember, IntList, ObjectType,
                                 ObjectId, Float, Generic>;

    Value() = default;
    template <class T>
    requires(detail::IsAlternative<std::remove_cvref_t<T>, Storage>::value && !detail::Number<std::remove_cvref_t<T>>)
        // NOLINTNEXTLINE(google-explicit-constructor): a Value is any of its alternatives
        Value(T &&value)
        : m_storage(std::forward<T>(value))
    {}
    // Signed numbers keep their 64-bit two's complement.
    template <detail::Number T>
    // NOLINTNEXTLINE(google-explicit-constructor): as above
    Value(T number)
        : m_storage(static_cast<std::uint64_t>(number))
    {}

    [[nodiscard]] static Value text(QByteArray bytes) { return Text {std::move(bytes)}; }
    [[nodiscard]] static Value text(QStringView string) { return Text {string.toUtf8()}; }
    [[nodiscard]] static Value blob(QByteArray bytes) { return Blob {std::move(bytes)}; }
    [[nodiscard]] static Value group(Fields fields) { return Group {std::nullopt, std::move(fields)}; }
    [[nodiscard]] static Value list(Type element, std::vector<Value> items) { return List {element, std::move(items)}; }
    [[nodiscard]] static Value map(Type key, Type value, std::vector<std::pair<Value, Value>> entries)
    {
        return Map {key, value, std::move(entries)};
    }
    [[nodiscard]] static Value unionOf(std::uint8_t key, Tag tag, Value member);
    [[nodiscard]] static Value unsetUnion() { return UnionMember {}; }
    [[nodiscard]] static Value floating(float value) { return Float {std::bit_cast<std::uint32_t>(value)}; }

    [[nodiscard]] Type type() const noexcept;
    [[nodiscard]] const Storage &storage() const noexcept { return m_storage; }
    [[nodiscard]] Storage &storage() noexcept { return m_storage; }

    // nullptr when the value is of another type. as<std::uint64_t>(), as<Value::Text>(), …
    template <class T>
    [[nodiscard]] const T *as() const noexcept
    {
        return std::get_if<T>(&m_storage);
    }
    // The number, or `other` for a value of another type.
    [[nodiscard]] std::uint64_t toInteger(std::uint64_t other = 0) const noexcept;
    // The text, empty for a value of another type.
    [[nodiscard]] QString toString() const;
    [[nodiscard]] QByteArray toBytes() const;
    // The fields of a group or the member of a union; an empty list for a value of another type.
    [[nodiscard]] const Fields &toFields() const noexcept;

    bool operator==(const Value &) const = default;

private:
    Storage m_storage;
};

struct FieldValue
{
    Tag tag;
    Value value;
    bool operator==(const FieldValue &) const = default;
};

// The whole body. Memory is bounded by kTdfItemsMax values plus the body's size.
[[nodiscard]] Result<Fields, DecodeError> parse(ByteView body);
// Appends in the order of the tree; sorting is the job of whoever made it.
void write(const Fields &fields, ByteBuffer &out);
[[nodiscard]] QByteArray written(const Fields &fields);

// For members that are passed on as they came.
[[nodiscard]] bool readTree(Reader &reader, Fields &fields);
void writeTree(Writer &writer, const Fields &fields);

template <>
struct Codec<Fields> : detail::Plain
{
    static constexpr Type kType = Type::Group;
    static bool read(Reader &reader, Fields &fields, const FieldOptions & /*options*/)
    {
        std::optional<std::uint8_t> unionKey;
        if (!reader.enter() || !reader.groupHead(unionKey) || !readTree(reader, fields))
            return false;
        reader.leave();
        return true;
    }
    static void write(Writer &writer, const Fields &fields, const FieldOptions & /*options*/)
    {
        writeTree(writer, fields);
        writer.byte(0);
    }
};

} // namespace tdf
