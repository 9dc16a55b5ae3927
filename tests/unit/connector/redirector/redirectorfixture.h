#pragma once
// A redirector on an in-memory network under manual time, and those who connect to it.

#include "collector.h"

#include <core/base/limits.h>
#include <core/blaze/framewriter.h>
#include <core/connector/redirector.h>
#include <core/connector/ssl3stream.h>
#include <core/net/memorynetwork.h>
#include <core/ssl3/clientengine.h>

#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>

#include <vector>

namespace test {

// Bytes of the answer to sequence 0 with the usual target, as every connector gives it.
inline const QByteArray kLocalAnswer =
    QByteArray::fromHex("0024000500010000100000008649320600da1b3503a7000000818080f00fc2fcb40090920500ce58f50000"
                        "e24bb30000");

inline QByteArray frame(quint16 component, quint16 command, quint32 sequence, const QByteArray &body = {},
                        blaze::FrameType type = blaze::FrameType::Request)
{
    base::ByteBuffer out;
    blaze::FrameHeader header;
    header.component = component;
    header.command = command;
    header.type = type;
    header.sequence = sequence;
    blaze::appendFrame(out, header, base::asBytes(body));
    return base::toByteArray(out.view());
}

inline const QByteArray kRequest = frame(5, 1, 0);

// A game, or something else that connects.
struct Caller
{
    Collector side;
    net::StreamPtr stream;

    void write(const QByteArray &bytes) { stream->write(base::asBytes(bytes)); }
};

struct GameCounter final : connector::RedirectorObserver
{
    void onGameSeen(const net::Endpoint &) override { ++games; }
    void onRedirectorProblem(connector::RedirectorProblem problem) override { problems.append(problem); }
    int games = 0;
    QList<connector::RedirectorProblem> problems;
};

class RedirectorFixture : public QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto loaded = ssl3::Crypto::load();
        QVERIFY2(loaded, loaded ? "" : qUtf8Printable(ssl3::describe(loaded.error())));
        m_crypto = *std::move(loaded);
        auto identity = ssl3::ServerIdentity::generate(*m_crypto, m_random);
        QVERIFY(identity);
        m_identity.emplace(*std::move(identity));
    }
    void init()
    {
        failOnWarnings();
        m_time = std::make_unique<ManualTime>();
        start({});
    }
    void cleanup()
    {
        m_redirector.reset();
        m_callers.clear();
        m_time->settle();
        QCOMPARE(m_network->streamsOpen(), 0);
    }

protected:
    static void ways()
    {
        QTest::addColumn<bool>("ssl");
        QTest::newRow("ssl") << true;
        QTest::newRow("plain") << false;
    }
    void start(const net::MemoryNetworkOptions &options)
    {
        m_redirector.reset();
        m_callers.clear();
        m_network = std::make_unique<net::MemoryNetwork>(*m_time, *m_time, options);
        m_observer.games = 0;
        m_observer.problems.clear();
        m_redirector =
            std::make_unique<connector::Redirector>(*m_network, *m_time, m_random, *m_crypto, *m_identity, &m_observer);
        QVERIFY(m_redirector->start({.port = 42127}));
        QCOMPARE(m_redirector->port(), quint16(42127));
    }
    Caller &callRaw(const QHostAddress &from = QHostAddress(QHostAddress::LocalHost))
    {
        m_callers.push_back(std::make_unique<Caller>());
        Caller &caller = *m_callers.back();
        caller.stream = m_network->connectFrom(from, m_redirector->port());
        if (!caller.stream)
            qFatal("Nobody listens.");
        caller.stream->setHandler(&caller.side);
        return caller;
    }
    Caller &callPlain() { return callRaw(); }
    Caller &callSsl()
    {
        Caller &caller = callRaw();
        caller.stream = std::make_unique<connector::Ssl3Stream>(
            std::move(caller.stream), std::make_unique<ssl3::ClientEngine>(*m_crypto, m_random), *m_network,
            connector::Ssl3StreamOptions {});
        caller.stream->setHandler(&caller.side);
        return caller;
    }
    Caller &call()
    {
        QFETCH(bool, ssl);
        return ssl ? callSsl() : callPlain();
    }

    base::SystemRandom m_random;
    std::unique_ptr<const ssl3::Crypto> m_crypto;
    std::optional<ssl3::ServerIdentity> m_identity;
    std::unique_ptr<ManualTime> m_time;
    std::unique_ptr<net::MemoryNetwork> m_network;
    GameCounter m_observer;
    std::unique_ptr<connector::Redirector> m_redirector;
    std::vector<std::unique_ptr<Caller>> m_callers;
};

} // namespace test
