#pragma once
// Codecs of lists, maps and unions. Part of codec.h.

#include <core/tdf/codec.h>

#include <QMap>

#include <algorithm>
#include <map>
#include <numeric>

namespace tdf {

// Byte order of the written forms: of UTF-8, without trailing NULs. What a sorted map is sorted by on the wire.
[[nodiscard]] bool keyLess(QStringView a, QStringView b) noexcept;
[[nodiscard]] bool keyLess(QByteArrayView a, QByteArrayView b) noexcept;
template <detail::Number T>
[[nodiscard]] bool keyLess(T a, T b) noexcept
{
    return a < b;
}

namespace detail {

// What a claimed count may reserve at once; more grows with the bytes that really come.
inline constexpr std::size_t kReserveMax = 256;

template <class List>
struct ListCodec
{
    using Item = typename List::value_type;
    static constexpr Type kType = Type::List;
    static constexpr const Schema *kNested = Codec<Item>::kNested;
    static constexpr bool kSecret = Codec<Item>::kSecret;
    static bool read(Reader &reader, List &list, const FieldOptions &options)
    {
        Type element {};
        std::size_t count = 0;
        if (!reader.enter() || !reader.listHead(element, count))
            return false;
        if (element != Codec<Item>::kType)
            return reader.fail(DecodeError::Kind::WrongType);
        if (tooLong(reader, static_cast<qsizetype>(count), options.countMax))
            return false;
        list.clear();
        list.reserve(static_cast<typename List::size_type>(std::min(count, kReserveMax)));
        for (; count > 0; --count) {
            if (!Codec<Item>::read(reader, list.emplace_back(), options))
                return false;
        }
        reader.leave();
        return true;
    }
    static void write(Writer &writer, const List &list, const FieldOptions &options)
    {
        writer.type(Codec<Item>::kType);
        writer.integer(static_cast<std::uint64_t>(list.size()));
        for (const Item &item : list)
            Codec<Item>::write(writer, item, options);
    }
};

template <class K, class V>
[[nodiscard]] const K &keyOf(const std::pair<K, V> &entry)
{
    return entry.first;
}

// Of equal keys the last one stays; sorted by key unless the order is to be kept.
template <class Pairs>
void settle(Pairs &pairs, bool keepOrder)
{
    const auto less = [](const auto &a, const auto &b) { return keyLess(a.first, b.first); };
    const auto notAscending = [&less](const auto &a, const auto &b) { return !less(a, b); };
    if (std::adjacent_find(pairs.cbegin(), pairs.cend(), notAscending) == pairs.cend())
        return;
    std::vector<qsizetype> order(static_cast<std::size_t>(pairs.size()));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](qsizetype a, qsizetype b) { return less(pairs[a], pairs[b]); });
    std::vector<qsizetype> kept;
    kept.reserve(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i + 1 == order.size() || less(pairs[order[i]], pairs[order[i + 1]]))
            kept.push_back(order[i]);
    }
    if (keepOrder)
        std::sort(kept.begin(), kept.end());
    Pairs settled;
    settled.reserve(static_cast<qsizetype>(kept.size()));
    for (const qsizetype index : kept)
        settled.append(std::move(pairs[index]));
    pairs = std::move(settled);
}

// Visits (key, value) of each container kind in its own order.
template <class K, class V, class Visit>
void forEachEntry(const QList<std::pair<K, V>> &map, Visit visit)
{
    for (const auto &[key, value] : map)
        visit(key, value);
}
template <class K, class V, class Less, class Visit>
void forEachEntry(const std::map<K, V, Less> &map, Visit visit)
{
    for (const auto &[key, value] : map)
        visit(key, value);
}
template <class K, class V, class Visit>
void forEachEntry(const QMap<K, V> &map, Visit visit)
{
    for (auto it = map.cbegin(); it != map.cend(); ++it)
        visit(it.key(), it.value());
}

template <class Map, class K, class V>
struct MapCodec
{
    static constexpr Type kType = Type::Map;
    static constexpr const Schema *kNested = Codec<V>::kNested;
    static constexpr bool kSecret = Codec<V>::kSecret;
    static bool read(Reader &reader, Map &map, const FieldOptions &options)
    {
        Type keyType {};
        Type valueType {};
        std::size_t count = 0;
        if (!reader.enter() || !reader.mapHead(keyType, valueType, count))
            return false;
        if (keyType != Codec<K>::kType || valueType != Codec<V>::kType)
            return reader.fail(DecodeError::Kind::WrongType);
        if (tooLong(reader, static_cast<qsizetype>(count), options.countMax))
            return false;
        map.clear();
        for (; count > 0; --count) {
            K key {};
            V value {};
            if (!Codec<K>::read(reader, key, options) || !Codec<V>::read(reader, value, options))
                return false;
            put(map, std::move(key), std::move(value));
        }
        if constexpr (std::is_same_v<Map, QList<std::pair<K, V>>>)
            settle(map, options.keepOrder);
        reader.leave();
        return true;
    }
    static void write(Writer &writer, const Map &map, const FieldOptions &options)
    {
        writer.type(Codec<K>::kType);
        writer.type(Codec<V>::kType);
        if (options.keepOrder || ascending(map)) {
            writer.integer(static_cast<std::uint64_t>(map.size()));
            forEachEntry(map, [&](const K &key, const V &value) { writeEntry(writer, key, value, options); });
            return;
        }
        std::vector<std::pair<const K *, const V *>> entries;
        entries.reserve(static_cast<std::size_t>(map.size()));
        forEachEntry(map, [&](const K &key, const V &value) { entries.emplace_back(&key, &value); });
        std::stable_sort(entries.begin(), entries.end(),
                         [](const auto &a, const auto &b) { return keyLess(*a.first, *b.first); });
        // Of equal keys the last one is written.
        const auto superseded = [&](std::size_t i) {
            return i + 1 < entries.size() && !keyLess(*entries[i].first, *entries[i + 1].first);
        };
        std::size_t count = 0;
        for (std::size_t i = 0; i < entries.size(); ++i)
            count += superseded(i) ? 0 : 1;
        writer.integer(count);
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (!superseded(i))
                writeEntry(writer, *entries[i].first, *entries[i].second, options);
        }
    }

private:
    static void put(QList<std::pair<K, V>> &map, K &&key, V &&value)
    {
        map.emplace_back(std::move(key), std::move(value));
    }
    template <class Less>
    static void put(std::map<K, V, Less> &map, K &&key, V &&value)
    {
        map.insert_or_assign(std::move(key), std::move(value));
    }
    static void put(QMap<K, V> &map, K &&key, V &&value) { map.insert(key, std::move(value)); }

    static bool ascending(const Map &map)
    {
        const K *last = nullptr;
        bool result = true;
        forEachEntry(map, [&](const K &key, const V & /*value*/) {
            result = result && (last == nullptr || keyLess(*last, key));
            last = &key;
        });
        return result;
    }
    static void writeEntry(Writer &writer, const K &key, const V &value, const FieldOptions &options)
    {
        Codec<K>::write(writer, key, options);
        Codec<V>::write(writer, value, options);
    }
};

template <class... Cases>
struct UnionRows
{
    static constexpr std::array<FieldInfo, sizeof...(Cases)> kRows {
        FieldInfo {.tag = Tag(static_cast<std::uint32_t>(Cases::kKey)),
                   .type = Codec<typename Cases::Member>::kType,
                   .secret = Codec<typename Cases::Member>::kSecret,
                   .nested = Codec<typename Cases::Member>::kNested}...};
    static constexpr Schema kSchema {.fields = kRows, .isUnion = true};
};

} // namespace detail

template <class T>
struct Codec<QList<T>> : detail::ListCodec<QList<T>>
{};
template <class T>
struct Codec<std::vector<T>> : detail::ListCodec<std::vector<T>>
{};
template <class K, class V>
struct Codec<QList<std::pair<K, V>>> : detail::MapCodec<QList<std::pair<K, V>>, K, V>
{};
template <class K, class V, class Less>
struct Codec<std::map<K, V, Less>> : detail::MapCodec<std::map<K, V, Less>, K, V>
{};
template <class K, class V>
struct Codec<QMap<K, V>> : detail::MapCodec<QMap<K, V>, K, V>
{};

template <class... Cases>
struct Codec<Union<Cases...>>
{
    static constexpr Type kType = Type::Union;
    static constexpr const Schema *kNested = &detail::UnionRows<Cases...>::kSchema;
    static constexpr bool kSecret = false;
    static bool read(Reader &reader, Union<Cases...> &value, const FieldOptions &options)
    {
        std::uint8_t key = 0;
        if (!reader.enter() || !reader.byte(key))
            return false;
        value.reset();
        if (key != kUnionUnset) {
            Tag tag;
            Type type {};
            if (!reader.header(tag, type))
                return false;
            bool known = false;
            const bool fine = (tryCase<Cases>(reader, value, key, type, known, options) && ...);
            if (!fine)
                return reader.failedIn(tag);
            if (!known) {
                value.setUnknown(key);
                if (!reader.skip(type))
                    return reader.failedIn(tag);
            }
        }
        reader.leave();
        return true;
    }
    static void write(Writer &writer, const Union<Cases...> &value, const FieldOptions &options)
    {
        writer.byte(value.key());
        const bool written = (writeCase<Cases>(writer, value, options) || ...);
        Q_UNUSED(written) // none when unset
    }

private:
    template <class Case>
    static bool tryCase(Reader &reader, Union<Cases...> &value, std::uint8_t key, Type type, bool &known,
                        const FieldOptions &options)
    {
        using Member = typename Case::Member;
        if (Case::kKey != key)
            return true;
        known = true;
        if (type != Codec<Member>::kType)
            return reader.fail(DecodeError::Kind::WrongType);
        return Codec<Member>::read(reader, value.template emplace<Case::kKey>(), options);
    }
    template <class Case>
    static bool writeCase(Writer &writer, const Union<Cases...> &value, const FieldOptions &options)
    {
        using Member = typename Case::Member;
        const auto *member = value.template get<Case::kKey>();
        if (member == nullptr)
            return false;
        writer.header(Tag("VALU"), Codec<Member>::kType);
        Codec<Member>::write(writer, *member, options);
        return true;
    }
};

template <class... Cases>
struct Codec<ListUnion<Cases...>>
{
    static constexpr Type kType = Type::Group;
    static constexpr const Schema *kNested = &detail::UnionRows<Cases...>::kSchema;
    static constexpr bool kSecret = false;
    static bool read(Reader &reader, ListUnion<Cases...> &value, const FieldOptions & /*options*/)
    {
        std::optional<std::uint8_t> key;
        if (!reader.enter() || !reader.groupHead(key))
            return false;
        value.reset();
        bool known = false;
        if (!(tryCase<Cases>(reader, value, key.value_or(kUnionUnset), known) && ...))
            return false;
        if (!known) {
            if (key && *key != kUnionUnset)
                value.setUnknown(*key);
            if (!readFields(reader, nullptr, Schema {}, false))
                return false;
        }
        reader.leave();
        return true;
    }
    static void write(Writer &writer, const ListUnion<Cases...> &value, const FieldOptions & /*options*/)
    {
        writer.byte(value.key());
        const bool written = (writeCase<Cases>(writer, value) || ...);
        Q_UNUSED(written) // an unset one is its key and the end of the group
        writer.byte(0);
    }

private:
    template <class Case>
    static bool tryCase(Reader &reader, ListUnion<Cases...> &value, std::uint8_t key, bool &known)
    {
        using Member = typename Case::Member;
        static_assert(Struct<Member>, "a union in a list has structs as its cases");
        if (Case::kKey != key)
            return true;
        known = true;
        return readFields(reader, &value.template emplace<Case::kKey>(), kSchemaOf<Member>, false);
    }
    template <class Case>
    static bool writeCase(Writer &writer, const ListUnion<Cases...> &value)
    {
        const auto *member = value.template get<Case::kKey>();
        if (member == nullptr)
            return false;
        writeFields(writer, *member);
        return true;
    }
};

} // namespace tdf
