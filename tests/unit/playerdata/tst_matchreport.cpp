// Match reports: what the counters before and after a match say.

#include <core/base/limits.h>
#include <core/playerdata/kits.h>
#include <core/playerdata/matchreport.h>
#include <tests/support/quiet.h>

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace playerdata;

namespace {

// A Progress value of 812 counters, all `base` but those named.
QByteArray progress(const QMap<qsizetype, quint32> &counters, quint32 base = 3)
{
    QByteArray value = "22";
    for (qsizetype i = 0; i < 812; ++i)
        value += ',' + QByteArray::number(counters.value(i, base));
    return value;
}

QByteArray character(const QByteArray &kit, const QByteArray &weapons = "7,136")
{
    return "20;4;" + kit + ";Name;0;45;0;47;45;9;9;0;0;0;0;0;Warp 185 6.0000 0 1 0 2 0 3 1 True;;" + weapons +
           ";136 36 37;True;False";
}

QJsonObject reportOf(const Rows &before, const Rows &after)
{
    MatchReport report;
    report.players.append({.id = base::PlayerId {7}, .name = u"Ann"_s, .before = before, .after = after});
    return report.toJson();
}

QJsonObject playerOf(const QJsonObject &report)
{
    return report[u"players"_s].toArray().first().toObject();
}

} // namespace

class MatchReportTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void whole()
    {
        MatchReport report;
        report.seed = 4'000'000'000U;
        report.attributes = {{"ME3map", "map2"}, {"ME3gameState", "IN_GAME_FINISHING"}};
        report.players.append({.id = base::PlayerId {4'000'000'000U},
                               .name = u"Ann"_s,
                               .before = {{"Progress", progress({})},
                                          {"char0", "broken"},
                                          {"char1", character("SoldierHumanMale", "1")},
                                          {"char2", character("AdeptHumanFemale")},
                                          {"char3", character("AdeptHumanFemale", "9")}},
                               .after = {{"Progress", progress({{745, 4}, {747, 4}})}}});
        report.players.append({.id = base::PlayerId {2}, .name = u"Bob"_s, .before = {}, .after = {}});
        const QJsonObject json = report.toJson();
        QCOMPARE(json[u"seed"_s].toInteger(), qint64 {4'000'000'000});
        QCOMPARE(json[u"extracted"_s], QJsonValue(true));
        QCOMPARE(json[u"attributes"_s],
                 QJsonValue(QJsonObject {{u"ME3map"_s, u"map2"_s}, {u"ME3gameState"_s, u"IN_GAME_FINISHING"_s}}));
        const QJsonObject ann = playerOf(json);
        QCOMPARE(ann[u"player_id"_s].toInteger(), qint64 {4'000'000'000});
        QCOMPARE(ann[u"player_name"_s], QJsonValue(u"Ann"_s));
        QCOMPARE(ann[u"kit_name"_s], QJsonValue(u"AdeptHumanFemale"_s));
        QCOMPARE(ann[u"weapons"_s], QJsonValue(QJsonArray {7, 136})); // of the first one that can be read
        QCOMPARE(
            ann[u"weapon_mods"_s],
            QJsonValue(QJsonArray {QJsonObject {{u"weapon_id"_s, 136}, {u"weapon_mod_ids"_s, QJsonArray {36, 37}}}}));
        const QJsonObject power = ann[u"powers"_s].toArray().first().toObject();
        QCOMPARE(power[u"power_name"_s], QJsonValue(u"Warp"_s));
        QCOMPARE(power[u"power_progress"_s], QJsonValue(6.0));
        QCOMPARE(power[u"power_selections"_s].toArray().first(),
                 QJsonValue(QJsonObject {{u"a"_s, false}, {u"b"_s, true}}));
        QCOMPARE(power[u"wheel_display_index"_s], QJsonValue(1));
        const QJsonObject bob = json[u"players"_s].toArray().last().toObject();
        for (const QString &name : {u"kit_name"_s, u"weapons"_s, u"weapon_mods"_s, u"powers"_s})
            QVERIFY2(bob[name].isNull(), qPrintable(name));
    }

    void lastKitWins()
    {
        const QJsonObject report =
            reportOf({{"Progress", progress({})}}, {{"Progress", progress({{746, 4}, {800, 9}, {811, 3}})}});
        QCOMPARE(playerOf(report)[u"kit_name"_s], QJsonValue(u"InfiltratorFembot"_s));
        QVERIFY(playerOf(report)[u"weapons"_s].isNull()); // no character of that kit
        QCOMPARE(report[u"extracted"_s], QJsonValue(false));
    }

    void grew_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<bool>("grew");
        QTest::newRow("larger") << "22,5"_ba
                                << "22,6"_ba << true;
        QTest::newRow("equal") << "22,5"_ba
                               << "22,5"_ba << false;
        QTest::newRow("smaller") << "22,6"_ba
                                 << "22,5"_ba << false;
        QTest::newRow("not there before") << "22"_ba
                                          << "22,1"_ba << true;
        QTest::newRow("not there before, nought now") << "22"_ba
                                                      << "22,0"_ba << false;
        QTest::newRow("no row before") << ""_ba
                                       << "22,1"_ba << true;
        QTest::newRow("no number before") << "22,x"_ba
                                          << "22,1"_ba << true;
        QTest::newRow("not there now") << "22,1"_ba
                                       << "22"_ba << false;
        QTest::newRow("no number now") << "22,1"_ba
                                       << "22,-2"_ba << false;
        QTest::newRow("too large now") << "22,1"_ba
                                       << "22,4294967296"_ba << false;
        QTest::newRow("largest") << "22,4294967294"_ba
                                 << "22,4294967295"_ba << true;
    }

    void grew()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, after);
        QFETCH(const bool, grew);
        QCOMPARE(counterGrew(before, after, 0), grew);
    }

    // A player whose data did not come, or is rubbish, does not spoil the report.
    void rubbish()
    {
        const QJsonObject report =
            reportOf({{"Progress", QByteArray(100'000, ',')}, {"char0", QByteArray(100'000, ';')}},
                     {{"Progress", "\xFF\xFE,,,"}});
        QVERIFY(playerOf(report)[u"kit_name"_s].isNull());
    }

    void longListsAreLeftOut()
    {
        const auto weapons = [](qsizetype count) { return QByteArray("1,").repeated(count); };
        for (const qsizetype more : {0, 1}) {
            const Rows before {{"char0", character("AdeptHumanMale", weapons(base::kReportListMax + more))}};
            const QJsonObject player = playerOf(reportOf(before, {{"Progress", progress({}, 1)}, {"x", {}}}));
            // All counters grew from nothing, so the kit is the last one.
            QCOMPARE(player[u"kit_name"_s], QJsonValue(u"VanguardTurianFemale"_s));
            const QJsonObject other = playerOf(reportOf(before, {{"Progress", progress({{746, 1}}, 0)}}));
            QCOMPARE(other[u"kit_name"_s], QJsonValue(u"AdeptHumanMale"_s));
            QCOMPARE(other[u"weapons"_s].isNull(), more == 1);
            QVERIFY(!other[u"powers"_s].isNull());
        }
    }
};

QTEST_APPLESS_MAIN(MatchReportTest)
#include "tst_matchreport.moc"
