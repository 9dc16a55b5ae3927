// Players who spend an evening on a whole server, on loopback sockets: they find each other, play over the relay, lose
// their host and play on, hand in results and look at what became of them.

#include <tests/gameclient/simulation.h>
#include <tests/scenario/wholeserver.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;

namespace {

gameclient::SimulationResult play(test::WholeServer &server, const QString &script, int clients)
{
    gameclient::SimulationOptions options;
    options.server = server.address();
    options.script = script;
    options.clients = clients;
    options.stepDeadline = std::chrono::seconds(120); // sanitizers on a busy machine
    std::optional<gameclient::SimulationResult> result;
    const gameclient::Simulation simulation(
        server.network, server.clock, server.random, *connector::RedirectorIdentity::open({}, server.random), options,
        {}, [&result](const gameclient::SimulationResult &outcome) { result = outcome; });
    test::waitUntil([&result] { return result.has_value(); });
    return *result;
}

QStringList problems(const gameclient::SimulationResult &result)
{
    QStringList lines;
    for (const auto &failure : result.failures)
        lines.append(u"game %1: %2"_s.arg(failure.client).arg(failure.problem));
    return lines;
}

} // namespace

class Evening : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void otherCommands();
    void lobbies();
    void twoTables();
};

void Evening::otherCommands()
{
    test::WholeServer server;
    QCOMPARE(server.start().phase, server::Phase::Running);
    QCOMPARE(problems(play(server, u"other-commands"_s, 2)), QStringList());
}

void Evening::lobbies()
{
    test::WholeServer server;
    QCOMPARE(server.start().phase, server::Phase::Running);
    const auto result = play(server, u"lobby"_s, 2);
    QCOMPARE(problems(result), QStringList());
    QCOMPARE(result.tables, 2);
}

void Evening::twoTables()
{
    // One that is found by searching, one by invitation; one relayed by datagrams, one over HTTP.
    test::WholeServer server;
    QCOMPARE(server.start().phase, server::Phase::Running);
    const auto result = play(server, u"evening"_s, 8);
    QCOMPARE(problems(result), QStringList());
    QCOMPARE(result.ok, 8);
    QCOMPARE(result.tables, 2);
    // Twice 200 each way between the host and each of three, then of two, and the hellos.
    QVERIFY(result.datagrams.sent >= 2 * (2 * 3 * 200 + 2 * 2 * 200));
    QCOMPARE(result.datagrams.received, result.datagrams.sent);
    QCOMPARE(result.datagrams.lost, 0U);
    QCOMPARE(result.datagrams.misdelivered, 0U);
}

QTEST_GUILESS_MAIN(Evening)

#include "tst_evening.moc"
