#include <core/base/limits.h>
#include <core/storage/connection.h>
#include <tests/support/openstorage.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using namespace storage;
using base::PlayerId;
using base::Result;

namespace {

using Saved = Result<void, StoreError>;
using Loaded = Result<QList<PlayerDataRow>, StoreError>;

Saved save(test::OpenStorage &open, PlayerId id, const QByteArray &key, const QByteArray &value)
{
    return test::answerOf<Saved>([&](auto done) { open.playerData.save(id, key, value, std::move(done)); });
}

Loaded loadAll(test::OpenStorage &open, PlayerId id)
{
    return test::answerOf<Loaded>([&](auto done) { open.playerData.loadAll(id, std::move(done)); });
}

} // namespace

class TestPlayerData : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void everyByteComesBack_data();
    void everyByteComesBack();
    void rowsAreOrderedByKeyBytes();
    void savingReplaces();
    void unknownPlayer();
    void rowsAreBounded();
    void bytesAreBounded();
    void oneRowAndRemoving();
    void shortRowsOfAPrefix();
    void sample();
};

void TestPlayerData::everyByteComesBack_data()
{
    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all.append(static_cast<char>(i));
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("plain") << QByteArray("Base") << QByteArray("20;4;5;-1;0;6;0;7;8;0;01ff0a");
    QTest::newRow("empty value") << QByteArray("Base") << QByteArray("");
    QTest::newRow("null value") << QByteArray("Base") << QByteArray();
    QTest::newRow("empty key") << QByteArray() << QByteArray("x");
    QTest::newRow("nul inside") << QByteArray("a\0b", 3) << QByteArray("x\0y\0", 4);
    QTest::newRow("only nul") << QByteArray("\0", 1) << QByteArray("\0", 1);
    QTest::newRow("utf-8") << QByteArray("zoë") << QByteArray("Żółw \xF0\x9F\x90\xA2");
    QTest::newRow("no utf-8") << QByteArray("\xFF\xFE", 2) << all;
    QTest::newRow("looks like a number") << QByteArray("1") << QByteArray("007");
    QTest::newRow("looks like SQL") << QByteArray("'; DROP TABLE players; --") << QByteArray("\"'`");
    QTest::newRow("large") << QByteArray("k") << QByteArray(base::kPlayerDataValueMax, 'v');
}

void TestPlayerData::everyByteComesBack()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, value);
    test::OpenStorage open;
    const PlayerId id = open.addPlayer(u"a@example.test"_s).id;
    QVERIFY(save(open, id, key, "before"));
    QVERIFY(save(open, id, key, value)); // and replaced under the same key
    const auto rows = loadAll(open, id);
    QVERIFY(rows);
    QCOMPARE(*rows, (QList<PlayerDataRow> {{key, value}}));
    const auto one = test::answerOf<Result<std::optional<QByteArray>, StoreError>>(
        [&](auto done) { open.playerData.load(id, key, std::move(done)); });
    QVERIFY(one && *one);
    QCOMPARE(**one, value);
    // Text, as other programs expect it.
    Connection file(open.file, Connection::Access::ReadOnly);
    QCOMPARE(file.single(u"SELECT typeof(key) || typeof(value) FROM player_data"_s).toString(), u"texttext"_s);
}

void TestPlayerData::rowsAreOrderedByKeyBytes()
{
    test::OpenStorage open;
    const PlayerId id = open.addPlayer(u"a@example.test"_s).id;
    const QList<QByteArray> inOrder {
        "",    QByteArray("\0", 1), "Base", QByteArray("Base\0", 5), "Base1", "char0", "char10", "char2", "class1", "é",
        "\xFF"};
    for (qsizetype i = inOrder.size(); i-- > 0;)
        QVERIFY(save(open, id, inOrder[i], "x"));
    const auto rows = loadAll(open, id);
    QVERIFY(rows);
    QList<QByteArray> keys;
    for (const PlayerDataRow &row : *rows)
        keys.append(row.key);
    QCOMPARE(keys, inOrder);
}

void TestPlayerData::savingReplaces()
{
    test::OpenStorage open;
    const PlayerId id = open.addPlayer(u"a@example.test"_s).id;
    const PlayerId other = open.addPlayer(u"b@example.test"_s).id;
    QVERIFY(save(open, id, "Base", "1"));
    QVERIFY(save(open, other, "Base", "2"));
    QVERIFY(save(open, id, "Base", "3"));
    QVERIFY(save(open, id, "base", "4")); // keys differ in case
    QCOMPARE(*loadAll(open, id), (QList<PlayerDataRow> {{"Base", "3"}, {"base", "4"}}));
    QCOMPARE(*loadAll(open, other), (QList<PlayerDataRow> {{"Base", "2"}}));
}

void TestPlayerData::unknownPlayer()
{
    test::OpenStorage open;
    const auto saved = save(open, PlayerId {5}, "Base", "1");
    QVERIFY(!saved);
    QCOMPARE(saved.error(), StoreError::NotFound);
    const auto rows = loadAll(open, PlayerId {5});
    QVERIFY(rows);
    QVERIFY(rows->isEmpty());
}

void TestPlayerData::rowsAreBounded()
{
    test::OpenStorage open;
    const PlayerId id = open.addPlayer(u"a@example.test"_s).id;
    int saved = 0;
    int refused = 0;
    for (int i = 0; i < base::kPlayerDataRowsMax + 1; ++i) {
        open.playerData.save(id, QByteArray::number(i), "x", [&](const auto &outcome) {
            saved += outcome ? 1 : 0;
            refused += !outcome && outcome.error() == StoreError::TooMany ? 1 : 0;
        });
    }
    test::waitUntil([&] { return saved + refused == base::kPlayerDataRowsMax + 1; });
    QCOMPARE(saved, base::kPlayerDataRowsMax);
    QCOMPARE(refused, 1);
    QVERIFY(save(open, id, "0", "known keys can still be saved"));
}

void TestPlayerData::bytesAreBounded()
{
    test::OpenStorage open;
    const PlayerId id = open.addPlayer(u"a@example.test"_s).id;
    const qsizetype rows = base::kPlayerDataBytesMax / base::kPlayerDataValueMax;
    for (qsizetype i = 0; i < rows; ++i)
        QVERIFY(save(open, id, QByteArray::number(i), QByteArray(base::kPlayerDataValueMax, 'x')));
    const QByteArray large(base::kPlayerDataValueMax, 'y');
    QVERIFY(!save(open, id, "one more", large));
    const auto loaded = test::answerOf<Result<std::optional<QByteArray>, StoreError>>(
        [&](auto done) { open.playerData.load(id, "one more", std::move(done)); });
    QVERIFY(loaded);
    QVERIFY(!*loaded);                   // nothing of it stayed
    QVERIFY(save(open, id, "0", large)); // as large as before
}

void TestPlayerData::oneRowAndRemoving()
{
    test::OpenStorage open;
    const PlayerId id = open.addPlayer(u"a@example.test"_s).id;
    QVERIFY(save(open, id, "Base", "1"));
    const auto load = [&] {
        return test::answerOf<Result<std::optional<QByteArray>, StoreError>>(
            [&](auto done) { open.playerData.load(id, "Base", std::move(done)); });
    };
    QCOMPARE(*load(), std::optional<QByteArray>("1"));
    for (int i = 0; i < 2; ++i)
        QVERIFY(test::answerOf<Saved>([&](auto done) { open.playerData.remove(id, "Base", std::move(done)); }));
    QCOMPARE(*load(), std::optional<QByteArray>());
}

void TestPlayerData::shortRowsOfAPrefix()
{
    test::OpenStorage open;
    const PlayerId id = open.addPlayer(u"a@example.com"_s).id;
    const PlayerId other = open.addPlayer(u"b@example.com"_s).id;
    QVERIFY(save(open, other, "class1", "of another"));
    for (const char *key : {"class2", "class1", "class", "Class1", "clas", "xclass1", "classified"})
        QVERIFY(save(open, id, key, "four"));
    QVERIFY(save(open, id, "class3", "fives"));
    const auto rows =
        test::answerOf<Loaded>([&](auto done) { open.playerData.loadShort(id, "class", 4, std::move(done)); });
    QVERIFY(rows);
    QByteArrayList keys;
    for (const PlayerDataRow &row : *rows)
        keys.append(row.key);
    QCOMPARE(keys, (QByteArrayList {"class", "class1", "class2", "classified"}));
}

void TestPlayerData::sample()
{
    test::OpenStorage open(test::sampleDatabase());
    const auto ada = loadAll(open, PlayerId {1});
    QVERIFY(ada);
    QCOMPARE(ada->size(), 19);
    QCOMPARE(ada->first().key, QByteArray("Base"));
    QVERIFY(ada->contains(PlayerDataRow {"madeUpKey", "kept as is; even = this"}));
    QVERIFY(loadAll(open, PlayerId {5})->isEmpty());
}

QTEST_GUILESS_MAIN(TestPlayerData)
#include "tst_playerdata.moc"
