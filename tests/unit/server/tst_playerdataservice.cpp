#include <core/base/limits.h>
#include <core/server/playerdataservice.h>
#include <tests/support/openstorage.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using base::PlayerId;
using base::Result;
using session::StoreError;
using Rows = session::PlayerDataStore::Rows;

class TestPlayerDataService : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void savesAndLoads();
    void sizes_data();
    void sizes();
    void rows();
    void nobody();
    void closed();
};

namespace {

Result<void, StoreError> save(server::PlayerDataService &service, PlayerId id, const QByteArray &key,
                              const QByteArray &value)
{
    return test::answerOf<Result<void, StoreError>>([&](auto done) { service.save(id, key, value, std::move(done)); });
}

Result<Rows, StoreError> loadAll(server::PlayerDataService &service, PlayerId id)
{
    return test::answerOf<Result<Rows, StoreError>>([&](auto done) { service.loadAll(id, std::move(done)); });
}

} // namespace

void TestPlayerDataService::savesAndLoads()
{
    test::OpenStorage open;
    server::PlayerDataService service(open.playerData);
    const PlayerId id = open.addPlayer(u"a@example.test"_s).id;
    QVERIFY(save(service, id, "class1", "20;4;Adept;20;0.0000;50"));
    QVERIFY(save(service, id, "Base", QByteArray("a\0b", 3)));
    const auto rows = loadAll(service, id);
    QVERIFY(rows);
    QCOMPARE(*rows, (Rows {{"Base", QByteArray("a\0b", 3)}, {"class1", "20;4;Adept;20;0.0000;50"}}));
}

void TestPlayerDataService::sizes_data()
{
    QTest::addColumn<qsizetype>("key");
    QTest::addColumn<qsizetype>("value");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("both empty") << qsizetype(0) << qsizetype(0) << true;
    QTest::newRow("both longest") << base::kPlayerDataKeyMax << base::kPlayerDataValueMax << true;
    QTest::newRow("key + 1") << base::kPlayerDataKeyMax + 1 << qsizetype(1) << false;
    QTest::newRow("value + 1") << qsizetype(1) << base::kPlayerDataValueMax + 1 << false;
}

void TestPlayerDataService::sizes()
{
    QFETCH(qsizetype, key);
    QFETCH(qsizetype, value);
    QFETCH(bool, accepted);
    test::OpenStorage open;
    server::PlayerDataService service(open.playerData);
    const PlayerId id = open.addPlayer(u"a@example.test"_s).id;
    const auto saved = save(service, id, QByteArray(key, 'k'), QByteArray(value, 'v'));
    QCOMPARE(saved.hasValue(), accepted);
    if (!accepted)
        QCOMPARE(saved.error(), StoreError::TooLarge);
    QCOMPARE(loadAll(service, id)->size(), accepted ? 1 : 0);
}

void TestPlayerDataService::rows()
{
    test::OpenStorage open;
    server::PlayerDataService service(open.playerData);
    const PlayerId id = open.addPlayer(u"a@example.test"_s).id;
    int saved = 0;
    for (int i = 0; i < base::kPlayerDataRowsMax; ++i)
        service.save(id, QByteArray::number(i), "v", [&](const auto &outcome) { saved += outcome ? 1 : 0; });
    test::waitUntil([&] { return saved == base::kPlayerDataRowsMax; });
    const auto more = save(service, id, "one more", "v");
    QVERIFY(!more);
    QCOMPARE(more.error(), StoreError::TooLarge);
}

void TestPlayerDataService::nobody()
{
    test::OpenStorage open;
    server::PlayerDataService service(open.playerData);
    const auto saved = save(service, PlayerId {9}, "k", "v");
    QVERIFY(!saved);
    QCOMPARE(saved.error(), StoreError::NoPlayer);
    QVERIFY(loadAll(service, PlayerId {9})->isEmpty());
}

void TestPlayerDataService::closed()
{
    test::OpenStorage open;
    server::PlayerDataService service(open.playerData);
    open.storage.close();
    const auto saved = save(service, PlayerId {1}, "k", "v");
    QVERIFY(!saved);
    QCOMPARE(saved.error(), StoreError::Database);
    const auto loaded = loadAll(service, PlayerId {1});
    QVERIFY(!loaded);
    QCOMPARE(loaded.error(), StoreError::Database);
}

QTEST_GUILESS_MAIN(TestPlayerDataService)
#include "tst_playerdataservice.moc"
