#include <tests/gameclient/traffic.h>

namespace gameclient::traffic {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kTick {100};
constexpr int kPerTick = 6;
constexpr qsizetype kSmall = 60;   // most of what a game sends
constexpr qsizetype kUsual = 200;  // a state of several players
constexpr int kLargeEach = 5;      // every so many ticks one datagram of the largest size
constexpr int kRelayDeadline = 40; // s; a refused UDP tunnel is given up after 6, and all open theirs at once

base::PlayerId idOf(const GameClient &game)
{
    return base::PlayerId {game.account.playerId};
}

// The first time in this match. Who comes back goes on counting where it was.
void enter(Table &table, GameClient &game)
{
    if (!table.inTraffic.insert(&game).second)
        return;
    game.datagrams.enterMatch(base::GameId {table.match().id}, idOf(game));
    if (const GameClient &host = *table.match().host().game; &host != &game)
        game.datagrams.addPeer(idOf(host), game.local.tunnel);
}

// Calls `tick` every 100 ms until it says that it is over. Held by the table, so it ends with it.
class Ticking
{
public:
    enum class Next { Again, Over };
    using Tick = base::MoveOnlyFunction<Next(QString &problem)>;

    Ticking(Table &table, Tick tick, Done done)
        : m_tick(std::move(tick))
        , m_done(std::move(done))
        , m_timer(table.game(0).network())
    {
        m_timer.start(std::chrono::milliseconds(0), [this] { run(); });
    }

private:
    void run()
    {
        QString problem;
        if (m_tick(problem) == Next::Again)
            return m_timer.start(kTick, [this] { run(); });
        auto done = std::move(m_done);
        done(problem); // this object may be gone behind here
    }

    Tick m_tick;
    Done m_done;
    base::ScopedTimer m_timer;
};

void tickWith(Table &table, Ticking::Tick tick, Done done)
{
    table.activity = std::make_shared<Ticking>(table, std::move(tick), std::move(done));
}

// Everything the two sent each other is there.
bool isComplete(const GameClient &one, const GameClient &other)
{
    return one.datagrams.missingFrom(other.datagrams) == 0 && other.datagrams.missingFrom(one.datagrams) == 0;
}

quint64 missing(Table &table)
{
    const GameClient &host = *table.match().host().game;
    quint64 sum = 0;
    for (const GameClient *member : table.match().games()) {
        if (member != &host) {
            sum += member->datagrams.missingFrom(host.datagrams);
            sum += host.datagrams.missingFrom(member->datagrams);
        }
    }
    return sum;
}

qsizetype sizeAt(int tick)
{
    return tick % 2 == 0 ? kUsual : kSmall;
}

void sendSome(GameClient &from, const GameClient &to, int count, int tick)
{
    if (tick % kLargeEach == 0 && count > 0) {
        from.datagrams.send(idOf(to), 1, GameDatagrams::kSizeMax);
        --count;
    }
    if (count > 0)
        from.datagrams.send(idOf(to), count, sizeAt(tick));
}

} // namespace

TableStep waitForRelays(Need need)
{
    return {"relay",
            [need](Table &table, Done done) {
                tickWith(
                    table,
                    [&table, need](QString &problem) {
                        for (const GameClient *game : table.games()) {
                            if (game->relay() == GameClient::Relay::Opening)
                                return Ticking::Next::Again;
                            if (game->relay() == GameClient::Relay::None && need == Need::Relay)
                                problem = u"there is no relay"_s;
                        }
                        return Ticking::Next::Over;
                    },
                    std::move(done));
            },
            std::chrono::seconds(kRelayDeadline)};
}

TableStep hello(std::size_t seat)
{
    return {"hello", [seat](Table &table, Done done) {
                GameClient &host = *table.match().host().game;
                GameClient &joiner = table.game(seat);
                enter(table, host);
                enter(table, joiner);
                joiner.datagrams.send(idOf(host), 1, kSmall);
                tickWith(
                    table,
                    [&host, &joiner, answered = false](QString & /*problem*/) mutable {
                        if (!answered && host.datagrams.missingFrom(joiner.datagrams) == 0) {
                            answered = true;
                            host.datagrams.send(idOf(joiner), 1, kSmall);
                        }
                        return answered && isComplete(host, joiner) ? Ticking::Next::Over : Ticking::Next::Again;
                    },
                    std::move(done));
            }};
}

TableStep exchange(const char *name, int datagrams)
{
    return {name, [datagrams](Table &table, Done done) {
                tickWith(
                    table,
                    [&table, left = datagrams, tick = 0, patience = 50](QString &problem) mutable {
                        GameClient &host = *table.match().host().game;
                        const int now = std::min(left, kPerTick);
                        for (GameClient *member : table.match().games()) {
                            if (member != &host && now > 0) {
                                sendSome(*member, host, now, tick);
                                sendSome(host, *member, now, tick);
                            }
                        }
                        left -= now;
                        ++tick;
                        const quint64 open = missing(table);
                        if (left > 0 || (open > 0 && --patience > 0))
                            return Ticking::Next::Again;
                        if (open > 0)
                            problem = u"%1 datagrams are lost"_s.arg(open);
                        return Ticking::Next::Over;
                    },
                    std::move(done));
            }};
}

TableStep newHost()
{
    return {"new host", [](Table &table, Done done) {
                table.inTraffic.clear();
                for (GameClient *game : table.games())
                    game->datagrams.enterMatch(base::GameId {0}, idOf(*game)); // who left must hear nothing more
                for (GameClient *member : table.match().games())
                    enter(table, *member);
                done({});
            }};
}

TableStep count()
{
    return {"count", [](Table &table, Done done) {
                DatagramCounts sum;
                for (const GameClient *game : table.games())
                    sum += game->datagrams.totals();
                sum.lost = missing(table);
                table.datagrams += sum;
                if (sum.misdelivered + sum.malformed + sum.duplicated + sum.unsent + sum.lost > 0) {
                    return done(u"datagrams: %1 misdelivered, %2 malformed, %3 twice, %4 unsent, %5 lost"_s
                                    .arg(sum.misdelivered)
                                    .arg(sum.malformed)
                                    .arg(sum.duplicated)
                                    .arg(sum.unsent)
                                    .arg(sum.lost));
                }
                done({});
            }};
}

} // namespace gameclient::traffic
