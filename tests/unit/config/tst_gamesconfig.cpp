// The members of the configuration that are about games: read, written, refused.

#include <core/server/configjson.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;

class TestGamesConfig : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void defaults()
    {
        const auto parsed = server::parseConfig("{}", u"config.json"_s);
        QVERIFY(parsed);
        const game::Settings &games = parsed->config.games;
        QCOMPARE(games.migration, game::MigrationMode::Staged);
        QCOMPARE(games.migrationTimeout, std::chrono::seconds(10));
        QCOMPARE(games.joinTimeout, std::chrono::seconds(60));
        QVERIFY(!games.strictHost && !games.tunnelRequired && !games.matchmaking.ignoreSettings);
        QVERIFY(games.matchmaking.phaseFilter);
        QCOMPARE(games.matchmaking.statusInterval, std::chrono::seconds(10));
        QCOMPARE(games.matchmaking.newGameDelay, std::chrono::seconds(0));
    }

    void everyMemberIsReadAndWritten()
    {
        const QByteArray json = "{\"migration\": {\"mode\": \"instant\", \"timeout_s\": 3}, \"join_timeout_s\": 0,"
                                "\"matchmaking\": {\"ignore_settings\": true, \"phase_filter\": false,"
                                "\"status_interval_s\": 0, \"new_game_delay_s\": 7},"
                                "\"strict_host\": true, \"tunnel_require\": true}";
        const auto parsed = server::parseConfig(json, u"config.json"_s);
        QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().toString()));
        QCOMPARE(parsed->warnings, QStringList());
        const auto again = server::parseConfig(toJson(parsed->config, server::Secrets::Include), u"config.json"_s);
        QVERIFY(again);
        for (const game::Settings &games : {parsed->config.games, again->config.games}) {
            QCOMPARE(games.migration, game::MigrationMode::Instant);
            QCOMPARE(games.migrationTimeout, std::chrono::seconds(3));
            QCOMPARE(games.joinTimeout, std::chrono::seconds(0));
            QVERIFY(games.strictHost && games.tunnelRequired && games.matchmaking.ignoreSettings);
            QVERIFY(!games.matchmaking.phaseFilter);
            QCOMPARE(games.matchmaking.statusInterval, std::chrono::seconds(0));
            QCOMPARE(games.matchmaking.newGameDelay, std::chrono::seconds(7));
        }
    }

    void wrongOnesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<bool>("fine");
        QTest::newRow("longest") << QByteArray("{\"join_timeout_s\": 3600}") << true;
        QTest::newRow("too long") << QByteArray("{\"join_timeout_s\": 3601}") << false;
        QTest::newRow("negative") << QByteArray("{\"join_timeout_s\": -1}") << false;
        QTest::newRow("no time to migrate") << QByteArray("{\"migration\": {\"timeout_s\": 0}}") << false;
        QTest::newRow("unknown mode") << QByteArray("{\"migration\": {\"mode\": \"fast\"}}") << false;
        QTest::newRow("wrong type") << QByteArray("{\"matchmaking\": {\"phase_filter\": 1}}") << false;
    }
    void wrongOnesAreRefused()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const bool, fine);
        QCOMPARE(server::parseConfig(json, u"config.json"_s).hasValue(), fine);
    }
};

QTEST_APPLESS_MAIN(TestGamesConfig)
#include "tst_gamesconfig.moc"
