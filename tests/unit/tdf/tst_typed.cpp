// Structs with declared fields: decode in any order, first of equal tags, required and optional members, widths, texts,
// and the written form.

#include <core/tdf/codec.h>
#include <core/tdf/value.h>
#include <tests/support/quiet.h>

using tdf::Tag;
using tdf::Value;
using Kind = tdf::DecodeError::Kind;
using namespace Qt::StringLiterals;

namespace {

enum class Mood : std::uint8_t {
    Calm = 1,
    Cross = 2,
};

struct Address
{
    base::Ipv4 ip;
    quint16 port = 0;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"IP">(&Address::ip), tdf::field<"PORT">(&Address::port));
    }
    bool operator==(const Address &) const = default;
};

struct Everything
{
    Address address;
    tdf::Blob blob;
    bool flag = false;
    float ratio = 0;
    tdf::ObjectId id;
    tdf::IntList list;
    Mood mood = Mood::Calm;
    QString name;
    std::optional<qint32> offset;
    qint64 score = 7;
    QByteArray text;
    tdf::ObjectType type;
    base::Secret word;

    static constexpr auto tdfFields()
    {
        return tdf::fields(
            tdf::field<"ADDR">(&Everything::address), tdf::field<"BLOB">(&Everything::blob),
            tdf::field<"FLAG">(&Everything::flag), tdf::field<"FLOT">(&Everything::ratio),
            tdf::field<"ID">(&Everything::id), tdf::field<"LIST">(&Everything::list),
            tdf::field<"MOOD">(&Everything::mood), tdf::field<"NAME">(&Everything::name, tdf::maxLength(8)),
            tdf::field<"OFFS">(&Everything::offset), tdf::field<"SCOR">(&Everything::score, tdf::orDefault),
            tdf::field<"TEXT">(&Everything::text, tdf::maxLength(8)), tdf::field<"TYPE">(&Everything::type),
            tdf::field<"WORD">(&Everything::word));
    }
    bool operator==(const Everything &) const = default;
};

tdf::Fields everythingTree()
{
    return {{"ADDR", Value::group({{"IP", 0x7F000001U}, {"PORT", 42127}})},
            {"BLOB", Value::blob(QByteArray::fromHex("DEADBEEF"))},
            {"FLAG", 1},
            {"FLOT", Value::floating(-3.0F)},
            {"ID", tdf::ObjectId {{0x7802, 1}, 18}},
            {"LIST", tdf::IntList {{1, 64}}},
            {"MOOD", 2},
            {"NAME", Value::text(u"Åsa")},
            {"OFFS", -5},
            {"SCOR", -1},
            {"TEXT", Value::text(QByteArray("raw\xFF"))},
            {"TYPE", tdf::ObjectType {4, 1}},
            {"WORD", Value::text(QByteArray("s3cret"))}};
}

Everything everything()
{
    Everything value;
    value.address = {{0x7F000001}, 42127};
    value.blob.bytes = QByteArray::fromHex("DEADBEEF");
    value.flag = true;
    value.ratio = -3.0F;
    value.id = {{0x7802, 1}, 18};
    value.list = {{1, 64}};
    value.mood = Mood::Cross;
    value.name = u"Åsa"_s;
    value.offset = -5;
    value.score = -1;
    value.text = "raw\xFF";
    value.type = {4, 1};
    value.word = base::Secret("s3cret");
    return value;
}

template <class T>
Kind kindOf(const tdf::Fields &tree)
{
    const QByteArray bytes = tdf::written(tree);
    const auto value = tdf::decode<T>(base::asBytes(QByteArrayView(bytes)));
    return value ? Kind::None : value.error().kind;
}

template <class T>
T decodeTree(const tdf::Fields &tree)
{
    const QByteArray bytes = tdf::written(tree);
    auto value = tdf::decode<T>(base::asBytes(QByteArrayView(bytes)));
    if (!value)
        qFatal("%s", qPrintable(value.error().toText()));
    return std::move(*value);
}

// One struct a member type, to look at widths.
template <class T>
struct Wrap
{
    T value {};
    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"VALU">(&Wrap::value)); }
};
template <class T>
struct Strict
{
    T value {};
    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"VALU">(&Strict::value, tdf::strictWidth)); }
};

struct Named
{
    QString name;
    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"NAME">(&Named::name)); }
};
struct Inherited : Named
{
    int age = 0;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"AGE">(&Inherited::age), tdf::field<"NAME">(&Named::name));
    }
};
struct Lenient
{
    int count = 3;
    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"CNT">(&Lenient::count, tdf::lenient)); }
};

// The doubled field of game reports: the same tag as number list and as group, and a stray end behind.
struct Report
{
    struct Game
    {
        QList<std::pair<quint32, Named>> players;
        static constexpr auto tdfFields() { return tdf::fields(tdf::field<"PLYR">(&Game::players)); }
    };
    struct Body
    {
        Game game;
        tdf::IntList kind;
        static constexpr auto tdfFields()
        {
            return tdf::fields(tdf::field<"GAME">(&Body::kind, tdf::byType),
                               tdf::field<"GAME">(&Body::game, tdf::byType));
        }
    };
    Body body;
    static constexpr bool tdfIgnoreTail = true;
    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"RPRT">(&Report::body)); }
};

} // namespace

class TstTyped : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void decodesAndEncodes()
    {
        const QByteArray bytes = tdf::written(everythingTree());
        const auto decoded = tdf::decode<Everything>(base::asBytes(QByteArrayView(bytes)));
        QVERIFY2(decoded.hasValue(), decoded ? "" : qPrintable(decoded.error().toText()));
        QVERIFY(*decoded == everything());
        QCOMPARE(tdf::encoded(*decoded).toHex(), bytes.toHex());
    }
    void anyOrderOfFields()
    {
        tdf::Fields tree = everythingTree();
        std::reverse(tree.list().begin(), tree.list().end());
        QVERIFY(decodeTree<Everything>(tree) == everything());
        std::rotate(tree.list().begin(), tree.list().begin() + 5, tree.list().end());
        QVERIFY(decodeTree<Everything>(tree) == everything());
    }
    void unknownFieldsAreSteppedOver()
    {
        tdf::Fields tree {{"AAAA", Value::list(tdf::Type::Group, {Value::group({{"X", 1}})})}};
        const tdf::Fields known = everythingTree();
        for (const auto &field : known.list()) {
            tree.append(field.tag, field.value);
            tree.append(Tag("MMMM"), Value::map(tdf::Type::String, tdf::Type::Integer, {{Value::text(u"a"), 1}}));
        }
        tree.append(Tag("ZZZZ"), Value::unionOf(2, Tag("VALU"), Value::group({})));
        QVERIFY(decodeTree<Everything>(tree) == everything());
    }
    void firstOfEqualTagsWins()
    {
        QCOMPARE(decodeTree<Wrap<int>>({{"VALU", 1}, {"VALU", 2}}).value, 1);
        // Not even another type behind it matters.
        QCOMPARE(decodeTree<Wrap<int>>({{"VALU", 1}, {"VALU", Value::text(u"x")}}).value, 1);
    }
    void everyFieldIsMissed()
    {
        const tdf::Fields whole = everythingTree();
        for (std::size_t i = 0; i < whole.list().size(); ++i) {
            tdf::Fields tree = whole;
            tree.list().erase(tree.list().begin() + static_cast<std::ptrdiff_t>(i));
            const Tag tag = whole.list()[i].tag;
            const QByteArray bytes = tdf::written(tree);
            const auto decoded = tdf::decode<Everything>(base::asBytes(QByteArrayView(bytes)));
            if (tag == Tag("OFFS")) {
                QVERIFY(decoded.hasValue() && !decoded->offset.has_value());
            } else if (tag == Tag("SCOR")) {
                QVERIFY(decoded.hasValue());
                QCOMPARE(decoded->score, 7); // its initial value
            } else {
                QVERIFY(!decoded);
                QCOMPARE(decoded.error(), (tdf::DecodeError {Kind::Missing, tag}));
            }
        }
    }
    void everyFieldHasAnotherType()
    {
        const tdf::Fields whole = everythingTree();
        for (std::size_t i = 0; i < whole.list().size(); ++i) {
            tdf::Fields tree = whole;
            tree.list()[i].value = Value::list(tdf::Type::Integer, {});
            const QByteArray bytes = tdf::written(tree);
            const auto decoded = tdf::decode<Everything>(base::asBytes(QByteArrayView(bytes)));
            QVERIFY(!decoded);
            QCOMPARE(decoded.error(), (tdf::DecodeError {Kind::WrongType, whole.list()[i].tag}));
        }
    }
    void lenientTakesAnything()
    {
        QCOMPARE(decodeTree<Lenient>({}).count, 3);
        QCOMPARE(decodeTree<Lenient>({{"CNT", Value::text(u"x")}}).count, 3);
        QCOMPARE(decodeTree<Lenient>({{"CNT", 9}}).count, 9);
    }
    void absentOptionalIsNotWritten()
    {
        Everything value = everything();
        value.offset.reset();
        const auto tree = tdf::parse(base::asBytes(QByteArrayView(tdf::encoded(value))));
        QVERIFY(tree.hasValue());
        QVERIFY(tree->find(Tag("OFFS")) == nullptr);
        QVERIFY(tree->find(Tag("SCOR")) != nullptr);
    }
    void inheritedFields()
    {
        const auto value = decodeTree<Inherited>({{"AGE", 5}, {"NAME", Value::text(u"x")}});
        QCOMPARE(value.age, 5);
        QCOMPARE(value.name, u"x"_s);
    }

    void numbersAreCutToTheirWidth()
    {
        QCOMPARE(decodeTree<Wrap<quint8>>({{"VALU", 0x1FF}}).value, quint8(0xFF));
        QCOMPARE(decodeTree<Wrap<quint16>>({{"VALU", -1}}).value, quint16(0xFFFF));
        // A 32-bit −1 of a writer that widens without sign.
        QCOMPARE(decodeTree<Wrap<qint32>>({{"VALU", 0xFFFFFFFFU}}).value, -1);
        QCOMPARE(decodeTree<Wrap<bool>>({{"VALU", 256}}).value, true);
        QCOMPARE(decodeTree<Wrap<Mood>>({{"VALU", 0x102}}).value, Mood::Cross);
    }
    void strictNumbersAreRefused()
    {
        QCOMPARE(kindOf<Strict<quint8>>({{"VALU", 0xFF}}), Kind::None);
        QCOMPARE(kindOf<Strict<quint8>>({{"VALU", 0x100}}), Kind::OutOfRange);
        QCOMPARE(kindOf<Strict<quint8>>({{"VALU", -1}}), Kind::OutOfRange);
        QCOMPARE(kindOf<Strict<qint8>>({{"VALU", -128}}), Kind::None);
        QCOMPARE(kindOf<Strict<qint8>>({{"VALU", -129}}), Kind::OutOfRange);
        QCOMPARE(kindOf<Strict<qint8>>({{"VALU", 128}}), Kind::OutOfRange);
        // Ids that things are looked up by are strict by themselves.
        QCOMPARE(kindOf<Wrap<base::PlayerId>>({{"VALU", 0xFFFFFFFFU}}), Kind::None);
        QCOMPARE(kindOf<Wrap<base::PlayerId>>({{"VALU", 0x100000000ULL}}), Kind::OutOfRange);
        QCOMPARE(kindOf<Wrap<base::GameId>>({{"VALU", -1}}), Kind::OutOfRange);
    }
    void negativeNumbersAreWrittenWide()
    {
        QCOMPARE(tdf::encoded(Wrap<qint8> {-1}).toHex(), QByteArray("da1b3500bfffffffffffffffff03"));
        QCOMPARE(tdf::encoded(Wrap<qint64> {-4632}).toHex(), QByteArray("da1b3500a8b7ffffffffffffff03"));
        QCOMPARE(tdf::encoded(Wrap<quint32> {0xFFFFFFFF}).toHex(), QByteArray("da1b3500bfffffff1f"));
    }

    void textLimits()
    {
        tdf::Fields tree = everythingTree();
        const auto set = [&tree](std::size_t index, int size) {
            tree.list()[index].value = Value::text(QByteArray(size, 'x'));
        };
        set(7, 8);
        set(10, 8);
        QCOMPARE(kindOf<Everything>(tree), Kind::None);
        set(7, 9);
        QCOMPARE(kindOf<Everything>(tree), Kind::TooLong);
        set(7, 8);
        set(10, 9);
        QCOMPARE(kindOf<Everything>(tree), Kind::TooLong);
    }
    void textsAreConverted()
    {
        QCOMPARE(decodeTree<Named>({{"NAME", Value::text(QByteArray("a\xFF"
                                                                    "b"))}})
                     .name,
                 u"a\uFFFDb"_s);
        QCOMPARE(decodeTree<Named>({{"NAME", Value::text(QByteArray("a\0b", 3))}}).name.size(), 3);
        // Without a NUL, and without any byte.
        const auto from = [](const char *hex) {
            const QByteArray bytes = QByteArray::fromHex(hex);
            return tdf::decode<Named>(base::asBytes(QByteArrayView(bytes)))->name;
        };
        QCOMPARE(from("ba1b650103616263"), u"abc"_s);
        QCOMPARE(from("ba1b650100"), QString());
    }
    void textsAreWrittenWithOneNul_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("hex");
        QTest::newRow("empty") << QString() << QByteArray("ba1b65010100");
        QTest::newRow("ascii") << u"Test"_s << QByteArray("ba1b6501055465737400");
        QTest::newRow("utf8") << u"Å"_s << QByteArray("ba1b650103c38500");
        QTest::newRow("trailing NULs") << QString(u"a\0\0"_s) << QByteArray("ba1b6501026100");
        QTest::newRow("only NULs") << QString(3, QChar(u'\0')) << QByteArray("ba1b65010100");
        QTest::newRow("NUL inside") << u"a\0b"_s << QByteArray("ba1b65010461006200");
        QTest::newRow("63") << QString(63, u'y') << "ba1b65018001" + QByteArray(63, 'y').toHex() + "00";
        // 63 characters of two bytes: the length is not known from the number of characters.
        QTest::newRow("63 wide") << QString(63, u'ü') << "ba1b6501bf01" + QString(63, u'ü').toUtf8().toHex() + "00";
    }
    void textsAreWrittenWithOneNul()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, hex);
        QCOMPARE(tdf::encoded(Named {text}).toHex(), hex);
        QCOMPARE(tdf::encoded(Wrap<QByteArray> {text.toUtf8()}).toHex().mid(6), hex.mid(6));
    }

    void sameTagTwiceByType()
    {
        const tdf::Fields game {{"GAME", Value::group({})},
                                {"PLYR", Value::map(tdf::Type::Integer, tdf::Type::Group,
                                                    {{5, Value::group({{"NAME", Value::text(u"x")}})}})}};
        const tdf::Fields report {{"RPRT", Value::group({{"GAME", tdf::IntList {{9}}}, {"GAME", Value::group(game)}})}};
        const auto check = [](const Report &read) {
            QCOMPARE(read.body.kind.values, QList<quint64> {9});
            QCOMPARE(read.body.game.players.size(), 1);
            QCOMPARE(read.body.game.players[0].first, 5U);
        };
        check(decodeTree<Report>(report));
        // Both must be there.
        QCOMPARE(kindOf<Report>({{"RPRT", Value::group({{"GAME", Value::group(game)}})}}), Kind::Missing);
        // A stray end behind the enclosed group closes the report early: what follows is not held against the sender.
        const QByteArray bytes = tdf::written(report) + tdf::written({{"GRID", 0}}) + QByteArray(1, '\0');
        const auto read = tdf::decode<Report>(base::asBytes(QByteArrayView(bytes)));
        QVERIFY(read.hasValue());
        check(*read);
        // But nothing is forgiven before the last required field.
        const QByteArray early = QByteArray(1, '\0') + tdf::written(report);
        QVERIFY(!tdf::decode<Report>(base::asBytes(QByteArrayView(early))));
    }
    void encodeAppends()
    {
        base::ByteBuffer out;
        out.append(std::byte {0xAA});
        tdf::encode(Named {u"x"_s}, out);
        QCOMPARE(base::toByteArray(out.view()).toHex(), QByteArray("aaba1b6501027800"));
    }
};

QTEST_GUILESS_MAIN(TstTyped)
#include "tst_typed.moc"
