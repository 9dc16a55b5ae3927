#pragma once
// Wire types that have no natural C++ type of their own, for use as members of request and response structs.

#include <core/tdf/type.h>

#include <QByteArray>
#include <QList>

#include <cstdint>
#include <optional>
#include <utility>
#include <variant>

namespace tdf {

// Raw bytes. (QByteArray by itself is a text whose encoding is kept as it came.)
struct Blob
{
    QByteArray bytes;
    bool operator==(const Blob &) const = default;
};

// Wire type 7. Only its empty form is sent by the game itself, except in game reports.
struct IntList
{
    QList<quint64> values;
    bool operator==(const IntList &) const = default;
};

struct ObjectType
{
    std::uint16_t component = 0;
    std::uint16_t entity = 0;
    constexpr bool operator==(const ObjectType &) const = default;
};

struct ObjectId
{
    ObjectType type;
    std::uint64_t id = 0;
    constexpr bool operator==(const ObjectId &) const = default;
};

// One alternative of a union: the key byte and the type behind it.
template <std::uint8_t Key, class T>
struct Case
{
    static_assert(Key != kUnionUnset, "0x7F means unset");
    static constexpr std::uint8_t kKey = Key;
    using Member = T;
};

// Storage and access shared by both wire forms of a union. Unset, or the value of exactly one case. An unknown key
// in received bytes reads as unset; unknownKey() then tells it.
template <class... Cases>
class UnionValue
{
    template <std::uint8_t Key>
    static constexpr std::size_t indexOf()
    {
        constexpr std::uint8_t keys[] = {Cases::kKey...};
        for (std::size_t i = 0; i < sizeof...(Cases); ++i) {
            if (keys[i] == Key)
                return i + 1;
        }
        throw "no such case"; // never runs: makes the call ill-formed
    }

public:
    using Storage = std::variant<std::monostate, typename Cases::Member...>;

    UnionValue() = default;

    template <std::uint8_t Key, class T>
    [[nodiscard]] static UnionValue of(T &&member)
    {
        UnionValue result;
        result.m_storage.template emplace<indexOf<Key>()>(std::forward<T>(member));
        return result;
    }
    template <std::uint8_t Key, class... Args>
    auto &emplace(Args &&...args)
    {
        m_unknownKey.reset();
        return m_storage.template emplace<indexOf<Key>()>(std::forward<Args>(args)...);
    }
    void reset()
    {
        m_storage.template emplace<0>();
        m_unknownKey.reset();
    }
    void setUnknown(std::uint8_t key)
    {
        reset();
        m_unknownKey = key;
    }

    // nullptr when another case, or none, is set.
    template <std::uint8_t Key>
    [[nodiscard]] const auto *get() const noexcept
    {
        return std::get_if<indexOf<Key>()>(&m_storage);
    }
    template <std::uint8_t Key>
    [[nodiscard]] auto *get() noexcept
    {
        return std::get_if<indexOf<Key>()>(&m_storage);
    }
    [[nodiscard]] bool isSet() const noexcept { return m_storage.index() != 0; }
    // The key of the case that is set, 0x7F when unset.
    [[nodiscard]] std::uint8_t key() const noexcept
    {
        constexpr std::uint8_t keys[] = {kUnionUnset, Cases::kKey...};
        return keys[m_storage.index()];
    }
    [[nodiscard]] std::optional<std::uint8_t> unknownKey() const noexcept { return m_unknownKey; }
    [[nodiscard]] const Storage &storage() const noexcept { return m_storage; }

    bool operator==(const UnionValue &other) const { return m_storage == other.m_storage; }

private:
    Storage m_storage;
    std::optional<std::uint8_t> m_unknownKey;
};

// Wire type 6: key byte and one member field, which is tagged VALU.
template <class... Cases>
class Union : public UnionValue<Cases...>
{
public:
    Union() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): Union::of<2>(…) is the way to make one
    Union(UnionValue<Cases...> value)
        : UnionValue<Cases...>(std::move(value))
    {}
};

// A union as element of a list: the game declares the list as one of groups and puts the key in front of the fields
// of the member group. Every case is a struct. Key 0 cannot be told from an empty group here, so it has no such form.
template <class... Cases>
class ListUnion : public UnionValue<Cases...>
{
    static_assert(((Cases::kKey >= 1 && Cases::kKey <= 0x3F) && ...), "keys 01 to 3F can be told from a tag");

public:
    ListUnion() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): as above
    ListUnion(UnionValue<Cases...> value)
        : UnionValue<Cases...>(std::move(value))
    {}
};

} // namespace tdf
