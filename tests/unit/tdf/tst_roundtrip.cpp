// Random trees: write, parse, compare, write again. The seed of a failing run is printed and can be given in
// RELAYDECK_SEED.

#include <core/tdf/describe.h>
#include <tests/support/quiet.h>

#include <random>

using tdf::Type;
using tdf::Value;

namespace {

class TreeMaker
{
public:
    explicit TreeMaker(quint64 seed)
        : m_random(seed)
    {}

    tdf::Fields fields(int depth)
    {
        tdf::Fields result;
        for (quint64 left = below(6); left > 0; --left) {
            const Value any = value(type(depth), depth);
            result.append(tag(), any);
        }
        return result;
    }

private:
    quint64 below(quint64 bound) { return m_random() % bound; }
    tdf::Tag tag()
    {
        static constexpr char kLetters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
        QByteArray text;
        for (quint64 left = 1 + below(4); left > 0; --left)
            text.append(kLetters[below(sizeof kLetters - 1)]);
        return *tdf::Tag::fromText(text);
    }
    Type type(int depth)
    {
        static constexpr Type kPlain[] = {Type::Integer,    Type::String,   Type::Blob,  Type::IntList,
                                          Type::ObjectType, Type::ObjectId, Type::Float, Type::Generic};
        static constexpr Type kNested[] = {Type::Group, Type::List, Type::Map, Type::Union};
        return depth > 0 && below(2) == 0 ? kNested[below(std::size(kNested))] : kPlain[below(std::size(kPlain))];
    }
    quint64 number() { return m_random() >> below(64); }
    QByteArray bytes()
    {
        QByteArray result;
        for (quint64 left = below(80); left > 0; --left)
            result.append(static_cast<char>(below(256)));
        return result;
    }
    tdf::ObjectType objectType()
    {
        return {static_cast<std::uint16_t>(below(0x10000)), static_cast<std::uint16_t>(below(0x10000))};
    }
    Value value(Type type, int depth)
    {
        switch (type) {
        case Type::Integer:
            return number();
        case Type::String:
            return Value::text(bytes());
        case Type::Blob:
            return Value::blob(bytes());
        case Type::Group: {
            Value::Group group {std::nullopt, fields(depth - 1)};
            if (below(3) == 0)
                group.unionKey = below(8) == 0 ? 0x7F : static_cast<std::uint8_t>(1 + below(0x3F));
            return group;
        }
        case Type::List: {
            Value::List list {this->type(depth - 1), {}};
            for (quint64 left = below(5); left > 0; --left)
                list.items.push_back(value(list.element, depth - 1));
            return list;
        }
        case Type::Map: {
            Value::Map map {this->type(depth - 1), this->type(depth - 1), {}};
            for (quint64 left = below(5); left > 0; --left)
                map.entries.emplace_back(value(map.key, depth - 1), value(map.value, depth - 1));
            return map;
        }
        case Type::Union:
            if (below(4) == 0)
                return Value::unsetUnion();
            return Value::unionOf(static_cast<std::uint8_t>(below(0x7F)), tag(),
                                  value(this->type(depth - 1), depth - 1));
        case Type::IntList: {
            tdf::IntList list;
            for (quint64 left = below(5); left > 0; --left)
                list.values.append(number());
            return list;
        }
        case Type::ObjectType:
            return objectType();
        case Type::ObjectId:
            return tdf::ObjectId {objectType(), number()};
        case Type::Float:
            return Value::Float {static_cast<std::uint32_t>(number())};
        case Type::Generic:
            return Value::Generic {};
        }
        Q_UNREACHABLE();
    }

    std::mt19937_64 m_random;
};

struct Nothing
{
    static constexpr auto tdfFields() { return tdf::fields(); }
};

} // namespace

class TstRoundtrip : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void randomTrees()
    {
        quint64 seed = 20130312;
        if (qEnvironmentVariableIsSet("RELAYDECK_SEED"))
            seed = qEnvironmentVariable("RELAYDECK_SEED").toULongLong();
        for (int round = 0; round < 3000; ++round, ++seed) {
            const tdf::Fields tree = TreeMaker(seed).fields(6);
            const QByteArray bytes = tdf::written(tree);
            const auto parsed = tdf::parse(base::asBytes(QByteArrayView(bytes)));
            const QByteArray hint = "seed " + QByteArray::number(seed);
            QVERIFY2(parsed.hasValue(), hint.constData());
            QVERIFY2(*parsed == tree, hint.constData());
            QVERIFY2(tdf::written(*parsed) == bytes, hint.constData());
            // What the tree takes, the skipper takes.
            Nothing nothing;
            tdf::DecodeError error;
            QVERIFY2(tdf::decodeInto(base::asBytes(QByteArrayView(bytes)), nothing, error), hint.constData());
            QVERIFY2(!tree.isEmpty() == !tdf::toText(tree).isEmpty(), hint.constData());
        }
    }
    // One changed byte may be an error or another tree, but what parses writes back to something that parses equal.
    void damagedTrees()
    {
        std::mt19937_64 random(7);
        for (quint64 seed = 1; seed <= 2000; ++seed) {
            QByteArray bytes = tdf::written(TreeMaker(seed).fields(5));
            if (bytes.isEmpty())
                continue;
            bytes[static_cast<qsizetype>(random() % static_cast<quint64>(bytes.size()))] = static_cast<char>(random());
            const auto parsed = tdf::parse(base::asBytes(QByteArrayView(bytes)));
            Nothing nothing;
            tdf::DecodeError error;
            QCOMPARE(tdf::decodeInto(base::asBytes(QByteArrayView(bytes)), nothing, error), parsed.hasValue());
            if (!parsed)
                continue;
            const QByteArray canonical = tdf::written(*parsed);
            const auto again = tdf::parse(base::asBytes(QByteArrayView(canonical)));
            QVERIFY(again.hasValue());
            QVERIFY(*again == *parsed);
        }
    }
};

QTEST_GUILESS_MAIN(TstRoundtrip)
#include "tst_roundtrip.moc"
