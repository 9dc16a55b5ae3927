#pragma once
// What tests of the simulated game against a scripted server share: time, network, server and game of one test.

#include <core/connector/redirectoridentity.h>
#include <core/net/memorynetwork.h>

#include <tests/gameclient/scriptedserver.h>
#include <tests/gameclient/scriptrunner.h>
#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>

#include <QTest>

class ScriptedGame : public test::QuietTest
{
protected:
    // Once; takes a while.
    void makeIdentity()
    {
        auto identity = connector::RedirectorIdentity::open({}, m_random);
        QVERIFY2(identity.hasValue(), identity.hasValue() ? "" : qPrintable(identity.error()));
        m_identity = *identity;
    }
    // A game that goes straight to the server, without a connector.
    void open()
    {
        test::failOnWarnings();
        m_time = std::make_unique<test::ManualTime>();
        m_network = std::make_unique<net::MemoryNetwork>(*m_time, *m_time);
        m_server = std::make_unique<gameclient::ScriptedServer>(*m_network, quint16(80));
        gameclient::GameClientOptions options;
        options.direct = QUrl(QStringLiteral("http://10.0.0.5/"));
        m_game = std::make_unique<gameclient::GameClient>(*m_network, *m_time, m_random, m_identity->crypto(), options);
    }
    void close()
    {
        m_game.reset();
        m_server.reset();
        m_time->advance(std::chrono::minutes(1));
        QCOMPARE(m_network->streamsOpen(), 0);
        m_network.reset();
        m_time.reset();
    }
    // The problem; empty when all steps were done.
    QString play(gameclient::Script script)
    {
        std::optional<QString> result;
        gameclient::ScriptRunner runner(*m_game, std::move(script), std::chrono::seconds(30),
                                        [&result](const QString &problem) { result = problem; });
        m_time->runUntil([&result] { return result.has_value(); }, std::chrono::minutes(5));
        return result.value_or(QStringLiteral("the script did not end"));
    }

    std::shared_ptr<const connector::RedirectorIdentity> m_identity;
    base::SystemRandom m_random;
    std::unique_ptr<test::ManualTime> m_time;
    std::unique_ptr<net::MemoryNetwork> m_network;
    std::unique_ptr<gameclient::ScriptedServer> m_server;
    std::unique_ptr<gameclient::GameClient> m_game;
};
