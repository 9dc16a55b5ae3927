// The members of the configuration that concern tunnels.

#include <core/server/configjson.h>

#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;

class TestTunnelConfig : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void defaults()
    {
        const auto parsed = server::parseConfig("{}", u"config.json"_s);
        QVERIFY(parsed);
        QCOMPARE(parsed->config.limits.tunnelPacketsPerSecond, 400);
        QCOMPARE(parsed->config.limits.tunnelBitsPerSecond, 1'000'000);
        QCOMPARE(parsed->config.limits.tunnels, 1000);
        QCOMPARE(parsed->config.connector.gamePort, 3659);
    }

    void valuesReadBack()
    {
        const QByteArray json = "{\"connector\": {\"game_port\": 3660}, \"limits\": {\"tunnel_packets_per_second\": 0, "
                                "\"tunnel_bits_per_second\": 2147483647, \"tunnels\": 1}}";
        const auto first = server::parseConfig(json, u"config.json"_s);
        QVERIFY2(first, qPrintable(first ? QString() : first.error().toString()));
        QCOMPARE(first->warnings, QStringList());
        const auto again =
            server::parseConfig(server::toJson(first->config, server::Secrets::Include), u"config.json"_s);
        QVERIFY2(again, qPrintable(again ? QString() : again.error().toString()));
        for (const server::Config *config : {&first->config, &again->config}) {
            QCOMPARE(config->limits.tunnelPacketsPerSecond, 0); // no limit
            QCOMPARE(config->limits.tunnelBitsPerSecond, 2'147'483'647);
            QCOMPARE(config->limits.tunnels, 1);
            QCOMPARE(config->connector.gamePort, 3660);
        }
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("no tunnels") << QByteArray("{\"limits\": {\"tunnels\": 0}}");
        QTest::newRow("negative rate") << QByteArray("{\"limits\": {\"tunnel_packets_per_second\": -1}}");
        QTest::newRow("huge rate") << QByteArray("{\"limits\": {\"tunnel_bits_per_second\": 2147483648}}");
        QTest::newRow("no port of the game") << QByteArray("{\"connector\": {\"game_port\": 0}}");
        QTest::newRow("port too high") << QByteArray("{\"connector\": {\"game_port\": 65536}}");
    }
    void refused()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!server::parseConfig(json, u"config.json"_s));
    }
};

QTEST_GUILESS_MAIN(TestTunnelConfig)
#include "tst_tunnelconfig.moc"
