// Every scenario of game-scenarios.json against the real game service: one row each.

#include <tests/scenario/gamescenario.h>
#include <tests/support/envvectors.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;

class GameScenarios : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        QTest::addColumn<QJsonObject>("scenario");
        const QJsonArray scenarios = test::readVectorJson(u"game-scenarios.json"_s)[u"scenarios"_s].toArray();
        QVERIFY(!scenarios.isEmpty());
        for (const QJsonValue &scenario : scenarios)
            QTest::newRow(qPrintable(scenario[u"id"_s].toString())) << scenario.toObject();
    }
    void plays()
    {
        QFETCH(const QJsonObject, scenario);
        scenario::GameScenario player(scenario);
        const QString wrong = player.run();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
};

QTEST_APPLESS_MAIN(GameScenarios)
#include "tst_gamescenarios.moc"
