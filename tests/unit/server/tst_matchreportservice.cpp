// Reports of matches: when they are written, and what of. Real storage, manual time.

#include <core/base/limits.h>
#include <core/server/matchreportservice.h>
#include <core/server/playerdataservice.h>

#include <tests/support/manualtime.h>
#include <tests/support/openstorage.h>
#include <tests/support/quiet.h>

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using server::MatchReportService;

namespace {

using Rows = game::PlayerRows::Rows;

// "Progress" with one counter for extractions and one for the first kit.
QByteArray progress(int extractions, int matches)
{
    return "22," + QByteArray("0,").repeated(745) + QByteArray::number(extractions) + ',' + QByteArray::number(matches);
}

} // namespace

class MatchReportServiceTest : public test::QuietTest
{
    Q_OBJECT

private:
    struct Scene
    {
        test::OpenStorage open;
        test::ManualTime time;
        server::PlayerDataService data {open.playerData};
        MatchReportService service {open.playerData, open.reports, time, time};
        base::PlayerId ann = open.addPlayer(u"ann@example.com"_s, u"Ann"_s).id;
        base::PlayerId bob = open.addPlayer(u"bob@example.com"_s, u"Bob"_s).id;

        Scene()
        {
            data.setSavedObserver(
                [this](base::PlayerId player, QByteArrayView key) { service.playerSaved(player, key); });
        }
        void save(base::PlayerId player, const QByteArray &key, const QByteArray &value)
        {
            const auto saved = test::answerOf<session::Result<void, session::StoreError>>(
                [&](auto done) { data.save(player, key, value, std::move(done)); });
            if (!saved)
                qFatal("not saved");
        }
        [[nodiscard]] game::MatchOutcome outcome(std::optional<Rows> before) const
        {
            game::MatchOutcome outcome;
            outcome.game = base::GameId {1};
            outcome.attributes = {{"ME3map", "map2"}};
            outcome.seed = 77;
            outcome.createdAt = time.wall() - std::chrono::minutes(20);
            outcome.finishedAt = time.wall();
            outcome.players = {{.id = ann, .name = u"Ann"_s, .rowsBefore = before},
                               {.id = bob, .name = u"Bob"_s, .rowsBefore = before}};
            return outcome;
        }
        [[nodiscard]] qint64 reports()
        {
            using Page = test::OpenStorage::Answer<storage::GameReportPage>;
            return test::answerOf<Page>([&](auto done) { open.reports.page(0, 10, std::move(done)); })->total;
        }
        // The newest one, once all work is done.
        [[nodiscard]] QJsonObject report()
        {
            test::waitUntil([this] { return service.isQuiet(); });
            using Page = test::OpenStorage::Answer<storage::GameReportPage>;
            const auto page = test::answerOf<Page>([&](auto done) { open.reports.page(0, 10, std::move(done)); });
            return page->rows.isEmpty() ? QJsonObject() : QJsonDocument::fromJson(page->rows.last().data).object();
        }
    };
    static QJsonValue kitOf(const QJsonObject &report, qsizetype player)
    {
        return report[u"players"_s].toArray().at(player).toObject()[u"kit_name"_s];
    }

private Q_SLOTS:
    void waitsForEverybodysProgress()
    {
        Scene scene;
        scene.service.matchFinished(scene.outcome(Rows {{"Progress", progress(1, 1)}}));
        scene.save(scene.ann, "Base", "x");
        scene.save(scene.ann, "Progress", progress(2, 2));
        scene.save(scene.ann, "Progress", progress(2, 2)); // once more does not stand for the other one
        QCOMPARE(scene.service.waiting(), 1);
        QCOMPARE(scene.reports(), qint64 {0});
        scene.save(scene.bob, "Progress", progress(1, 1));
        QCOMPARE(scene.service.waiting(), 0);
        const QJsonObject report = scene.report();
        QCOMPARE(scene.reports(), qint64 {1});
        QCOMPARE(report[u"extracted"_s], QJsonValue(true));
        QCOMPARE(report[u"seed"_s], QJsonValue(77));
        QCOMPARE(report[u"attributes"_s][u"ME3map"_s], QJsonValue(u"map2"_s));
        QCOMPARE(kitOf(report, 0), QJsonValue(u"AdeptHumanMale"_s));
        QVERIFY(kitOf(report, 1).isNull());
    }

    void notForEver()
    {
        Scene scene;
        scene.service.matchFinished(scene.outcome(Rows {}));
        scene.save(scene.bob, "Progress", progress(0, 1));
        scene.time.advance(base::kMatchReportWait - std::chrono::milliseconds(1));
        QCOMPARE(scene.service.waiting(), 1);
        scene.time.advance(std::chrono::milliseconds(1));
        QCOMPARE(scene.service.waiting(), 0);
        const QJsonObject report = scene.report();
        QVERIFY(kitOf(report, 0).isNull());
        QCOMPARE(kitOf(report, 1), QJsonValue(u"AdeptHumanMale"_s));
        QCOMPARE(report[u"extracted"_s], QJsonValue(false));
        // Nothing of it is left to be written a second time.
        scene.save(scene.ann, "Progress", progress(9, 9));
        scene.time.advance(base::kMatchReportWait);
        QCOMPARE(scene.reports(), qint64 {1});
    }

    void timesOfTheMatch()
    {
        Scene scene;
        const game::MatchOutcome outcome = scene.outcome(Rows {});
        scene.service.matchFinished(outcome);
        scene.time.advance(base::kMatchReportWait);
        std::ignore = scene.report();
        using One = test::OpenStorage::Answer<std::optional<storage::GameReportRecord>>;
        const auto stored = test::answerOf<One>([&](auto done) { scene.open.reports.byId(1, std::move(done)); });
        QVERIFY(stored && *stored);
        QVERIFY((*stored)->createdAt == storage::timestampFromWall(outcome.createdAt));
        QVERIFY((*stored)->finishedAt == storage::timestampFromWall(outcome.finishedAt));
    }

    // Of players whose data was not there at the beginning nothing can be said, so nobody waits for them.
    void unknownBeginning()
    {
        Scene scene;
        scene.save(scene.ann, "Progress", progress(5, 5));
        scene.service.matchFinished(scene.outcome(std::nullopt));
        QCOMPARE(scene.service.waiting(), 0);
        const QJsonObject report = scene.report();
        QCOMPARE(report[u"players"_s].toArray().size(), 2);
        QVERIFY(kitOf(report, 0).isNull());
    }

    void twoMatchesAtOnce()
    {
        Scene scene;
        scene.service.matchFinished(scene.outcome(Rows {}));
        scene.service.matchFinished(scene.outcome(Rows {}));
        scene.save(scene.ann, "Progress", progress(1, 1));
        scene.save(scene.bob, "Progress", progress(1, 1));
        std::ignore = scene.report();
        QCOMPARE(scene.reports(), qint64 {2});
    }

    void waitingOnesAreBounded()
    {
        Scene scene;
        game::MatchOutcome outcome = scene.outcome(Rows {});
        outcome.players.removeLast();
        for (int i = 0; i < base::kMatchReportsWaitingMax; ++i)
            scene.service.matchFinished(outcome);
        QCOMPARE(scene.service.waiting(), base::kMatchReportsWaitingMax);
        QVERIFY(!scene.service.isQuiet());
        scene.service.matchFinished(outcome); // written at once
        QCOMPARE(scene.service.waiting(), base::kMatchReportsWaitingMax);
        test::waitUntil([&scene] { return scene.reports() == 1; });
    }

    void stopping()
    {
        Scene scene;
        scene.service.matchFinished(scene.outcome(Rows {}));
        scene.save(scene.ann, "Progress", progress(0, 1));
        bool quiet = false;
        scene.service.flush([&quiet] { quiet = true; });
        QCOMPARE(scene.service.waiting(), 0);
        test::waitUntil([&quiet] { return quiet; });
        QCOMPARE(kitOf(scene.report(), 0), QJsonValue(u"AdeptHumanMale"_s));
    }

    void storageThatFails()
    {
        Scene scene;
        scene.service.matchFinished(scene.outcome(Rows {}));
        scene.open.storage.close();
        QTest::ignoreMessage(QtWarningMsg, "the report of a match could not be written");
        scene.time.advance(base::kMatchReportWait);
        test::waitUntil([&scene] { return scene.service.isQuiet(); });
    }
};

QTEST_GUILESS_MAIN(MatchReportServiceTest)
#include "tst_matchreportservice.moc"
