// Tags, integers and limits of the reader.

#include <core/tdf/value.h>
#include <tests/support/quiet.h>

using tdf::DecodeError;
using tdf::Tag;
using Kind = DecodeError::Kind;

Q_DECLARE_METATYPE(tdf::DecodeError::Kind)

namespace {

std::optional<std::uint64_t> readInteger(const QByteArray &hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex);
    tdf::Reader reader(base::asBytes(QByteArrayView(bytes)));
    std::uint64_t value = 0;
    if (!reader.integer(value) || !reader.atEnd())
        return std::nullopt;
    return value;
}

Kind parseKind(const QByteArray &bytes)
{
    const auto parsed = tdf::parse(base::asBytes(QByteArrayView(bytes)));
    return parsed ? Kind::None : parsed.error().kind;
}

// `levels` groups inside each other.
QByteArray nestedGroups(int levels)
{
    QByteArray body;
    for (int i = 0; i < levels; ++i)
        body += QByteArray::fromHex("ba5cf403");
    return body + QByteArray(levels, '\0');
}

} // namespace

class TstReader : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void tags_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<quint32>("value");
        QTest::newRow("TEST") << QByteArray("TEST") << 0xD25CF4U;
        QTest::newRow("1234") << QByteArray("1234") << 0x4524D4U;
        QTest::newRow("AB12") << QByteArray("AB12") << 0x862452U;
        QTest::newRow("AB") << QByteArray("AB") << 0x862000U;
        QTest::newRow("GID") << QByteArray("GID") << 0x9E9900U;
        QTest::newRow("IP") << QByteArray("IP") << 0xA70000U;
        QTest::newRow("VALU") << QByteArray("VALU") << 0xDA1B35U;
        QTest::newRow("____") << QByteArray("____") << 0xFFFFFFU;
    }
    void tags()
    {
        QFETCH(QByteArray, text);
        QFETCH(quint32, value);
        const auto tag = Tag::fromText(text);
        QVERIFY(tag.has_value());
        QCOMPARE(tag->value(), value);
        QCOMPARE(tag->toText(), text);
    }
    void tagLiterals()
    {
        static_assert(Tag("TEST").value() == 0xD25CF4);
        static_assert(Tag("IP").value() == 0xA70000);
        static_assert(Tag("GID") < Tag("GIDX") && Tag("9") < Tag("A") && Tag("Z") < Tag("_"));
        QVERIFY(!Tag::fromText("").has_value());
        QVERIFY(!Tag::fromText("ABCDE").has_value());
        QVERIFY(!Tag::fromText("ab").has_value());
        QVERIFY(!Tag::fromText("A B").has_value());
    }

    void integers_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<quint64>("value");
        const auto negative = [](qint64 number) { return static_cast<quint64>(number); };
        QTest::newRow("0") << QByteArray("00") << quint64(0);
        QTest::newRow("63") << QByteArray("3f") << quint64(63);
        QTest::newRow("64") << QByteArray("8001") << quint64(64);
        QTest::newRow("4632") << QByteArray("9848") << quint64(4632);
        QTest::newRow("2^32") << QByteArray("8080808020") << (quint64(1) << 32U);
        QTest::newRow("2^63-1") << QByteArray("bfffffffffffffffff01") << ~quint64(0) / 2;
        QTest::newRow("2^63") << QByteArray("80808080808080808002") << ~quint64(0) / 2 + 1;
        QTest::newRow("2^64-1") << QByteArray("bfffffffffffffffff03") << ~quint64(0);
        QTest::newRow("-1 flag") << QByteArray("41") << negative(-1);
        QTest::newRow("-4632 flag") << QByteArray("d848") << negative(-4632);
        QTest::newRow("-2^63 flag") << QByteArray("40") << (quint64(1) << 63U);
        QTest::newRow("-2^63 flag, long") << QByteArray("c0808080808080808002") << (quint64(1) << 63U);
        QTest::newRow("5, long") << QByteArray("8500") << quint64(5);
    }
    void integers()
    {
        QFETCH(QByteArray, hex);
        QFETCH(quint64, value);
        QCOMPARE(readInteger(hex), std::optional<std::uint64_t>(value));
    }
    void integersRefused()
    {
        QVERIFY(!readInteger("bfffffffffffffffff04"));   // tenth byte over 03
        QVERIFY(!readInteger("8080808080808080808001")); // eleven bytes
        QVERIFY(!readInteger("c1808080808080808002"));   // magnitude 2^63 + 1 with the flag
        QVERIFY(!readInteger("80"));
        QVERIFY(!readInteger(""));
    }

    void nestingLimit()
    {
        QCOMPARE(parseKind(nestedGroups(base::kTdfNestingMax)), Kind::None);
        QCOMPARE(parseKind(nestedGroups(base::kTdfNestingMax + 1)), Kind::TooDeep);
    }
    void itemsLimit()
    {
        // One field, and the rest of the budget as elements of its list.
        const auto list = [](int count) {
            base::ByteBuffer out;
            {
                tdf::Writer writer(out);
                writer.header(Tag("LIST"), tdf::Type::List);
                writer.type(tdf::Type::Integer);
                writer.integer(static_cast<std::uint64_t>(count));
                for (int i = 0; i < count; ++i)
                    writer.integer(1);
            }
            return base::toByteArray(out.view());
        };
        QCOMPARE(parseKind(list(base::kTdfItemsMax - 1)), Kind::None);
        QCOMPARE(parseKind(list(base::kTdfItemsMax)), Kind::TooManyItems);
        const QByteArray field = QByteArray::fromHex("d25cf40001");
        QCOMPARE(parseKind(field.repeated(base::kTdfItemsMax)), Kind::None);
        QCOMPARE(parseKind(field.repeated(base::kTdfItemsMax + 1)), Kind::TooManyItems);
    }
    void kinds_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<DecodeError::Kind>("kind");
        QTest::newRow("length over the rest") << QByteArray("d25cf4020201") << Kind::BadLength;
        QTest::newRow("negative length") << QByteArray("d25cf4014561626300") << Kind::BadLength;
        QTest::newRow("minus zero as a length") << QByteArray("d25cf40140") << Kind::BadLength;
        QTest::newRow("count over the rest") << QByteArray("d25cf40400030102") << Kind::TooManyItems;
        QTest::newRow("negative count") << QByteArray("d25cf4040041") << Kind::BadLength;
        QTest::newRow("7F begins no tag") << QByteArray("7f00000001") << Kind::BadTag;
        QTest::newRow("3F begins no tag") << QByteArray("3f00000001") << Kind::BadTag;
        QTest::newRow("component over 16 bits") << QByteArray("d25cf40880800801") << Kind::OutOfRange;
        QTest::newRow("object type at the limit") << QByteArray("d25cf408bfff07bfff07") << Kind::None;
        QTest::newRow("object type past the limit") << QByteArray("d25cf408bfff07808008") << Kind::OutOfRange;
        QTest::newRow("generic present") << QByteArray("d25cf40c01") << Kind::Unsupported;
        QTest::newRow("type 0B") << QByteArray("d25cf40b00") << Kind::BadType;
    }
    void kinds()
    {
        QFETCH(QByteArray, hex);
        QFETCH(DecodeError::Kind, kind);
        QCOMPARE(parseKind(QByteArray::fromHex(hex)), kind);
    }
    void errorNamesTheInnermostField()
    {
        // OUTR group { INNR generic present }
        const QByteArray bytes = QByteArray::fromHex("bf5d3203a6ebb20c0100");
        const auto parsed = tdf::parse(base::asBytes(QByteArrayView(bytes)));
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().tag, Tag("INNR"));
        QVERIFY(parsed.error().toText().contains(QLatin1String("INNR")));
    }
};

QTEST_GUILESS_MAIN(TstReader)
#include "tst_reader.moc"
