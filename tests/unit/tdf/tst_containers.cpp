// Lists, maps and unions of the typed layer.

#include <core/tdf/codec.h>
#include <core/tdf/value.h>
#include <tests/support/quiet.h>

using tdf::Tag;
using tdf::Value;
using Kind = tdf::DecodeError::Kind;
using namespace Qt::StringLiterals;

namespace {

template <class T>
struct Wrap
{
    T value {};
    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"VALU">(&Wrap::value, tdf::maxCount(4))); }
};
template <class T>
struct Ordered
{
    T value {};
    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"VALU">(&Ordered::value, tdf::keepOrder)); }
};

struct Address
{
    quint32 ip = 0;
    quint16 port = 0;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"IP">(&Address::ip), tdf::field<"PORT">(&Address::port));
    }
    bool operator==(const Address &) const = default;
};
struct Pair
{
    Address external;
    Address internal;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"EXIP">(&Pair::external), tdf::field<"INIP">(&Pair::internal));
    }
    bool operator==(const Pair &) const = default;
};
using NetworkAddress = tdf::Union<tdf::Case<2, Pair>, tdf::Case<3, Address>, tdf::Case<5, quint32>>;
using ListedAddress = tdf::ListUnion<tdf::Case<2, Pair>, tdf::Case<3, Address>>;

template <class T>
base::Result<T, tdf::DecodeError> decodeTree(const tdf::Fields &tree)
{
    const QByteArray bytes = tdf::written(tree);
    return tdf::decode<T>(base::asBytes(QByteArrayView(bytes)));
}
template <class T>
Kind kindOf(const tdf::Fields &tree)
{
    const auto value = decodeTree<T>(tree);
    return value ? Kind::None : value.error().kind;
}
template <class T>
tdf::Fields treeOf(const T &value)
{
    return *tdf::parse(base::asBytes(QByteArrayView(tdf::encoded(value))));
}

Value stringMap(std::initializer_list<std::pair<const char *, const char *>> entries)
{
    std::vector<std::pair<Value, Value>> list;
    for (const auto &[key, value] : entries)
        list.emplace_back(Value::text(QByteArray(key)), Value::text(QByteArray(value)));
    return Value::map(tdf::Type::String, tdf::Type::String, std::move(list));
}

using Pairs = QList<std::pair<QByteArray, QByteArray>>;

} // namespace

class TstContainers : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void lists()
    {
        const tdf::Fields tree {{"VALU", Value::list(tdf::Type::Integer, {1, 64, 2})}};
        QCOMPARE(decodeTree<Wrap<QList<int>>>(tree)->value, (QList<int> {1, 64, 2}));
        QVERIFY((decodeTree<Wrap<std::vector<quint16>>>(tree)->value == std::vector<quint16> {1, 64, 2}));
        QCOMPARE(treeOf(Wrap<QList<int>> {{1, 64, 2}}), tree);
        QCOMPARE(treeOf(Wrap<std::vector<quint16>> {{1, 64, 2}}), tree);
        // Empty ones keep their element type.
        QCOMPARE(tdf::encoded(Wrap<QList<QString>> {}).toHex(), QByteArray("da1b35040100"));
        const Wrap<QList<Address>> groups {{{1, 2}, {3, 4}}};
        QCOMPARE(decodeTree<Wrap<QList<Address>>>(treeOf(groups))->value, groups.value);
        const Wrap<QList<QList<int>>> nested {{{1, 2}, {}, {3}}};
        QCOMPARE(decodeTree<Wrap<QList<QList<int>>>>(treeOf(nested))->value, nested.value);
    }
    void listElementType()
    {
        QCOMPARE(kindOf<Wrap<QList<int>>>({{"VALU", Value::list(tdf::Type::String, {Value::text(u"x")})}}),
                 Kind::WrongType);
    }
    void countLimit()
    {
        QCOMPARE(kindOf<Wrap<QList<int>>>({{"VALU", Value::list(tdf::Type::Integer, {1, 2, 3, 4})}}), Kind::None);
        QCOMPARE(kindOf<Wrap<QList<int>>>({{"VALU", Value::list(tdf::Type::Integer, {1, 2, 3, 4, 5})}}), Kind::TooLong);
        const Value four = stringMap({{"a", ""}, {"b", ""}, {"c", ""}, {"d", ""}});
        const Value five = stringMap({{"a", ""}, {"b", ""}, {"c", ""}, {"d", ""}, {"e", ""}});
        QCOMPARE(kindOf<Wrap<Pairs>>({{"VALU", four}}), Kind::None);
        QCOMPARE(kindOf<Wrap<Pairs>>({{"VALU", five}}), Kind::TooLong);
    }

    void mapsAreWrittenSorted()
    {
        const Value sorted = stringMap({{"A", "1"}, {"a", "2"}, {"ab", "3"}, {"b", "4"}});
        const Pairs shuffled {{"b", "4"}, {"ab", "3"}, {"A", "1"}, {"a", "2"}};
        QCOMPARE(treeOf(Wrap<Pairs> {shuffled}), (tdf::Fields {{"VALU", sorted}}));
        // Of equal keys the last one goes out.
        QCOMPARE(treeOf(Wrap<Pairs> {{{"b", "x"}, {"a", "y"}, {"b", "z"}}}),
                 (tdf::Fields {{"VALU", stringMap({{"a", "y"}, {"b", "z"}})}}));
        // Keys that differ only in trailing NULs are one key on the wire.
        QCOMPARE(treeOf(Wrap<QMap<QString, QString>> {{{u"a"_s, u"x"_s}, {u"a\0"_s, u"y"_s}}}),
                 (tdf::Fields {{"VALU", stringMap({{"a", "y"}})}}));
        QCOMPARE(treeOf(Wrap<Pairs> {{{QByteArray("a\0", 2), "x"}, {"a", "y"}}}),
                 (tdf::Fields {{"VALU", stringMap({{"a", "y"}})}}));
        // UTF-16 order differs from byte order above the surrogates.
        using StringMap = std::map<QString, int>;
        const Wrap<StringMap> wide {{{u"\U0001F600"_s, 1}, {u"\uFF01"_s, 2}}};
        const auto tree = treeOf(wide);
        const auto *map = tree.find(Tag("VALU"))->as<Value::Map>();
        QCOMPARE(map->entries[0].second, Value(2));
        QCOMPARE(map->entries[1].second, Value(1));
        QCOMPARE(treeOf(Wrap<QMap<int, int>> {{{2, 20}, {-1, 10}}}),
                 (tdf::Fields {{"VALU", Value::map(tdf::Type::Integer, tdf::Type::Integer, {{-1, 10}, {2, 20}})}}));
        QCOMPARE(tdf::encoded(Wrap<QMap<QString, QString>> {}).toHex(), QByteArray("da1b3505010100"));
    }
    void keptOrderIsKept()
    {
        const Pairs shuffled {{"b", "4"}, {"A", "1"}, {"a", "2"}};
        const Value inOrder = stringMap({{"b", "4"}, {"A", "1"}, {"a", "2"}});
        QCOMPARE(treeOf(Ordered<Pairs> {shuffled}), (tdf::Fields {{"VALU", inOrder}}));
        QCOMPARE(decodeTree<Ordered<Pairs>>({{"VALU", inOrder}})->value, shuffled);
        const Value doubled = stringMap({{"b", "old"}, {"A", "1"}, {"b", "new"}});
        QCOMPARE(decodeTree<Ordered<Pairs>>({{"VALU", doubled}})->value, (Pairs {{"A", "1"}, {"b", "new"}}));
    }
    void mapsAreReadInAnyOrder()
    {
        const tdf::Fields tree {{"VALU", stringMap({{"b", "old"}, {"a", "1"}, {"b", "new"}})}};
        QCOMPARE(decodeTree<Wrap<Pairs>>(tree)->value, (Pairs {{"a", "1"}, {"b", "new"}}));
        QCOMPARE((decodeTree<Wrap<QMap<QString, QString>>>(tree)->value),
                 (QMap<QString, QString> {{u"a"_s, u"1"_s}, {u"b"_s, u"new"_s}}));
        using StdMap = std::map<QByteArray, QByteArray>;
        QVERIFY((decodeTree<Wrap<StdMap>>(tree)->value == StdMap {{"a", "1"}, {"b", "new"}}));
        QCOMPARE((kindOf<Wrap<QMap<QString, int>>>(tree)), Kind::WrongType);
        QCOMPARE((kindOf<Wrap<QMap<int, QString>>>(tree)), Kind::WrongType);
    }

    void unions()
    {
        Wrap<NetworkAddress> set {NetworkAddress::of<2>(Pair {{1, 2}, {3, 4}})};
        QCOMPARE(set.value.key(), 2);
        QVERIFY(set.value.get<3>() == nullptr);
        const auto tree = treeOf(set);
        const auto *member = tree.find(Tag("VALU"))->as<Value::UnionMember>();
        QVERIFY(member != nullptr);
        QCOMPARE(member->key, 2);
        QVERIFY(member->member.find(Tag("VALU")) != nullptr);
        QCOMPARE(decodeTree<Wrap<NetworkAddress>>(tree)->value.get<2>()->internal.port, 4);

        QCOMPARE(tdf::encoded(Wrap<NetworkAddress> {}).toHex(), QByteArray("da1b35067f"));
        QVERIFY(!decodeTree<Wrap<NetworkAddress>>({{"VALU", Value::unsetUnion()}})->value.isSet());
        set.value = NetworkAddress::of<5>(77U);
        QCOMPARE(tdf::encoded(set).toHex(), QByteArray("da1b350605da1b35008d01"));
    }
    void unionOfAnUnknownKeyIsUnset()
    {
        const auto read = decodeTree<Wrap<NetworkAddress>>(
            {{"VALU", Value::unionOf(4, Tag("VALU"), Value::group({{"NAME", Value::text(u"host")}}))}});
        QVERIFY(read.hasValue());
        QVERIFY(!read->value.isSet());
        QCOMPARE(read->value.unknownKey(), std::optional<std::uint8_t>(4));
        QCOMPARE(tdf::encoded(*read).toHex(), QByteArray("da1b35067f"));
        // A known key whose member is something else is not forgiven.
        QCOMPARE(kindOf<Wrap<NetworkAddress>>({{"VALU", Value::unionOf(2, Tag("VALU"), 5)}}), Kind::WrongType);
        // The member's own tag does not matter.
        QVERIFY(decodeTree<Wrap<NetworkAddress>>({{"VALU", Value::unionOf(5, Tag("OTHR"), 9)}})->value.get<5>() !=
                nullptr);
    }
    void unionsInLists()
    {
        using List = QList<ListedAddress>;
        // The captured form: HNET with one address pair.
        const QByteArray captured =
            QByteArray::fromHex("da1b3504030102978a7003a70000008184c08a18c2fcb4008b3900a6ea7003a7000000818080f00fc2fcb4"
                                "008b390000");
        const auto read = tdf::decode<Wrap<List>>(base::asBytes(QByteArrayView(captured)));
        QVERIFY2(read.hasValue(), read ? "" : qPrintable(read.error().toText()));
        QCOMPARE(read->value.size(), 1);
        QCOMPARE(read->value[0].key(), 2);
        QCOMPARE(read->value[0].get<2>()->internal.ip, 0x7F000001U);
        QCOMPARE(tdf::encoded(*read).toHex(), captured.toHex());

        Wrap<List> several;
        several.value.append(ListedAddress::of<3>(Address {5, 6}));
        several.value.append(ListedAddress());
        const auto again = decodeTree<Wrap<List>>(treeOf(several));
        QVERIFY(again.hasValue());
        QVERIFY(again->value == several.value);
        const auto unknown = decodeTree<Wrap<List>>(
            {{"VALU", Value::list(tdf::Type::Group, {Value::Group {4, {{"NAME", Value::text(u"h")}}}})}});
        QVERIFY(unknown.hasValue());
        QCOMPARE(unknown->value[0].unknownKey(), std::optional<std::uint8_t>(4));
    }
    void plainGroupsTakeAUnionKey()
    {
        const auto read = decodeTree<Wrap<QList<Address>>>(
            {{"VALU", Value::list(tdf::Type::Group, {Value::Group {3, {{"IP", 1}, {"PORT", 2}}}})}});
        QVERIFY(read.hasValue());
        QCOMPARE(read->value[0].port, 2);
    }
    void groupsKeptAsTrees()
    {
        const tdf::Fields tree {{"VALU", Value::group({{"B", 1}, {"A", Value::text(u"x")}})}};
        const auto read = decodeTree<Wrap<tdf::Fields>>(tree);
        QVERIFY(read.hasValue());
        QCOMPARE(treeOf(*read), tree);
    }
};

QTEST_GUILESS_MAIN(TstContainers)
#include "tst_containers.moc"
