// Sessions without sockets: logins by token, and what one that only waits holds in memory.

#include <core/blaze/client.h>
#include <core/session/commands/authentication/silentlogin.h>
#include <core/session/commands/usersessions/updatenetworkinfo.h>
#include <core/session/commands/util/ping.h>
#include <core/session/commands/util/postauth.h>
#include <tests/bench/bench.h>
#include <tests/scenario/world.h>

#include <QLoggingCategory>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace {

// A transport that takes everything and keeps nothing.
class Drain final : public session::Transport
{
public:
    void write(base::ByteView /*bytes*/) override {}
    qsizetype bytesQueued() const override { return 0; }
    void setReading(bool /*reading*/) override {}
    void finish() override {}
    void close(blaze::CloseCause /*cause*/) override {}
    void end(session::EndReason /*reason*/) override {}
};

void quiet()
{
    QLoggingCategory::setFilterRules(QStringLiteral("app.*=false"));
}

template <class Request, class Response>
void send(blaze::Connection &connection, const blaze::Command<Request, Response> &command, const Request &request = {})
{
    base::ByteBuffer out;
    blaze::appendRequest(out, command, 1, request);
    connection.feed(out.view());
}

#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 33)
// Bytes in use on the heap, the allocator's own overhead left out.
double heapBytes()
{
    const struct mallinfo2 info = mallinfo2();
    return static_cast<double>(info.uordblks) + static_cast<double>(info.hblkhd);
}

double bytesPerSession()
{
    constexpr int kSessions = 2000;
    scenario::World world;
    world.accounts().add(QStringLiteral("warm@example.com"), QStringLiteral("Warm"), "pw");
    Drain drain;
    std::vector<std::shared_ptr<blaze::Connection>> connections;
    connections.reserve(kSessions + 1);
    std::vector<session::Account> players;
    for (int i = 0; i < kSessions; ++i) {
        players.push_back(world.accounts().add(QStringLiteral("player%1@example.com").arg(i),
                                               QStringLiteral("Player number %1").arg(i), "pw"));
    }
    const double before = heapBytes();
    for (const session::Account &player : players) {
        auto connection = world.sessions().open({.source = {0x0A000001}, .association = std::nullopt}, drain);
        send(*connection, session::authentication::silentLogin, {world.tokens().issueSession(player.id)});
        send(*connection, session::util::postAuth);
        session::usersessions::UpdateNetworkInfoRequest network;
        network.address.emplace<2>();
        network.latencies = {{"ea-sjc", 156}, {"rs-iad", 40}, {"rs-lhr", 90}};
        send(*connection, session::usersessions::updateNetworkInfo, network);
        connections.push_back(std::move(connection));
    }
    const double used = (heapBytes() - before) / kSessions;
    for (const auto &connection : connections)
        world.sessions().closed(connection->id());
    return used;
}
#endif

} // namespace

BENCHMARK(session)
{
    quiet();
    scenario::World world;
    const session::Account player = world.accounts().add(QStringLiteral("a@example.com"), QStringLiteral("A"), "pw");
    const QByteArray token = world.tokens().issueSession(player.id);
    Drain drain;

    bench.rate("session.tokenLogins", "/s", 100'000, 1, [&] {
        const auto connection = world.sessions().open({.source = {0x0A000001}, .association = std::nullopt}, drain);
        send(*connection, session::authentication::silentLogin, {token});
        world.sessions().closed(connection->id());
        world.watcher().told.clear();
        world.games().gone.clear();
    });

    const auto connection = world.sessions().open({.source = {0x0A000001}, .association = std::nullopt}, drain);
    send(*connection, session::authentication::silentLogin, {token});
    bench.measure("session.ping", 500, [&] { send(*connection, session::util::ping); });
    bench.measure("session.postAuth", 5'000, [&] { send(*connection, session::util::postAuth); });
    world.sessions().closed(connection->id());

#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 33)
    std::vector<double> rounds;
    for (int i = 0; i < 3; ++i)
        rounds.push_back(bytesPerSession());
    bench.report("session.idleBytes", "B", 4096, rounds);
#endif
}

// One look at the deadlines of 10,000 idle sessions; it happens every five seconds.
BENCHMARK(session_round)
{
    quiet();
    constexpr int kSessions = 10'000;
    scenario::World world;
    Drain drain;
    std::vector<std::shared_ptr<blaze::Connection>> connections;
    for (int i = 0; i < kSessions; ++i) {
        connections.push_back(world.sessions().open({.source = {0x0A000001}, .association = std::nullopt}, drain));
        const session::Account player = world.accounts().add(QString::number(i), QString::number(i), "pw");
        send(*connections.back(), session::authentication::silentLogin, {world.tokens().issueSession(player.id)});
    }
    bench.measure("session.roundOf10000", 2'000'000, [&] {
        for (const auto &connection : connections)
            session::Session::of(*connection).liveness().lastHeard = world.time().now();
        world.time().advance(base::kSessionRoundPeriod);
    });
    for (const auto &connection : connections)
        world.sessions().closed(connection->id());
}
