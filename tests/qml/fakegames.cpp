#include "fakegames.h"

#include "fakebackend.h"

using namespace Qt::StringLiterals;

namespace fakes {

namespace {

using server::Choice;
using server::GamePhase;
using server::PlayerPath;
using server::RouterType;

constexpr Choice kAny {.kind = Choice::Kind::Any};
constexpr quint8 kAllAddOns = 0x1F;

QDateTime secondsAgo(qint64 seconds)
{
    const StillClock clock;
    return QDateTime::fromSecsSinceEpoch(clock.unixSeconds() - seconds, Qt::UTC);
}

server::GameRow white()
{
    server::GameRow game;
    game.id = base::GameId {3};
    game.phase = GamePhase::InMatch;
    game.phaseSince = secondsAgo(872);
    game.createdAt = secondsAgo(1240);
    game.map = numbered(8);
    game.enemy = numbered(2);
    game.difficulty = numbered(2);
    game.addOns = kAllAddOns;
    game.relayed = true;
    game.members = {member(4, u"Anna"_s, 0, PlayerPath::ThisPc),
                    member(7, u"Jon"_s, 1, PlayerPath::HttpRelay, RouterType::Strict),
                    member(20, u"Mirela"_s, 2, PlayerPath::UdpRelay),
                    member(21, u"Tobias_W"_s, 3, PlayerPath::UdpRelay, RouterType::Strict)};
    return game;
}

server::GameRow glacier()
{
    server::GameRow game;
    game.id = base::GameId {4};
    game.phase = GamePhase::Lobby;
    game.phaseSince = secondsAgo(125);
    game.createdAt = secondsAgo(131);
    game.map = numbered(7);
    game.enemy = kAny;
    game.difficulty = numbered(1);
    game.addOns = kAllAddOns;
    game.privacy = server::GamePrivacy::Private;
    game.members = {member(12, u"Kit Rowan"_s, 0, PlayerPath::Direct, RouterType::Open)};
    return game;
}

server::GameRow hydra()
{
    server::GameRow game;
    game.id = base::GameId {6};
    game.phase = GamePhase::InMatch;
    game.phaseSince = secondsAgo(1300);
    game.createdAt = secondsAgo(1500);
    game.map = numbered(10);
    game.enemy = numbered(4);
    game.difficulty = numbered(3);
    game.addOns = kAllAddOns;
    game.privacy = server::GamePrivacy::Friends;
    game.hostChangedAt = secondsAgo(70);
    game.members = {member(31, u"Sana K."_s, 1, PlayerPath::Direct, RouterType::Open),
                    member(32, u"Old Pete"_s, 2, PlayerPath::Direct)};
    return game;
}

server::GameRow anyMap()
{
    server::GameRow game;
    game.id = base::GameId {7};
    game.phase = GamePhase::Lobby;
    game.phaseSince = secondsAgo(48);
    game.createdAt = secondsAgo(48);
    game.map = kAny;
    game.enemy = numbered(3);
    game.difficulty = numbered(0);
    game.addOns = server::kAddOnResurgence | server::kAddOnEarth;
    game.members = {member(40, u"quiet-comet-0412"_s, 0, PlayerPath::Direct),
                    member(41, u"amber-falcon-2207"_s, 1, PlayerPath::Direct),
                    member(42, u"Lena"_s, 2, PlayerPath::Relay, RouterType::Unknown),
                    member(43, u"R7"_s, 3, PlayerPath::Connecting, RouterType::Unknown)};
    return game;
}

server::GameRow withHost(server::GameRow game)
{
    game.members.first().host = true;
    return game;
}

} // namespace

server::GameMember member(quint32 id, const QString &name, int slot, PlayerPath path, RouterType router)
{
    return {.id = base::PlayerId {id},
            .name = name,
            .slot = slot,
            .host = false,
            .path = path,
            .router = router,
            .since = secondsAgo(path == PlayerPath::Connecting ? 6 : 900 - 60 * slot)};
}

Choice numbered(int number)
{
    return {.kind = Choice::Kind::Number, .number = quint16(number)};
}

server::GamesDelta fourGames()
{
    return {.upserted = {withHost(white()), withHost(glacier()), withHost(hydra()), withHost(anyMap())}, .reset = true};
}

server::GamesDelta manyGames(int count)
{
    const auto four = fourGames().upserted;
    server::GamesDelta delta {.reset = true};
    constexpr int maps[] {2, 3, 4, 5, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 20};
    for (int i = 0; i < count; ++i) {
        server::GameRow game = four[i % four.size()];
        game.id = base::GameId {100 + quint32(i)};
        game.map = numbered(maps[size_t(i) % std::size(maps)]);
        for (auto &member : game.members)
            member.id = base::PlayerId {base::number(member.id) + 1000 * quint32(i)};
        delta.upserted.append(game);
    }
    return delta;
}

server::QueueDelta twoWaiting()
{
    server::QueueRow dara {.id = base::PlayerId {50}, .name = u"Dara"_s, .since = secondsAgo(84)};
    dara.maps = {numbered(7)};
    dara.difficulties = {numbered(2)};
    dara.addOns = kAllAddOns;
    server::QueueRow osk {.id = base::PlayerId {51}, .name = u"Osk_17"_s, .since = secondsAgo(12)};
    osk.enemies = {numbered(3)};
    osk.difficulties = {numbered(1)};
    osk.addOns = kAllAddOns;
    return {.upserted = {dara, osk}, .reset = true};
}

server::PlayersDelta playersOf(const server::GamesDelta &games, const server::QueueDelta &queue)
{
    server::PlayersDelta delta {.reset = true};
    for (const auto &game : games.upserted) {
        for (const auto &member : game.members) {
            delta.upserted.append(
                {member.id, member.name, server::Activity::InGame, member.since, member.path == PlayerPath::ThisPc});
        }
    }
    for (const auto &player : queue.upserted)
        delta.upserted.append({player.id, player.name, server::Activity::InMenu, player.since, false});
    return delta;
}

server::QueueExplanation firstExplained()
{
    using server::Misfit;
    return {.player = base::PlayerId {50},
            .games = {{base::GameId {4}, {Misfit::NotPublic, Misfit::Difficulty}},
                      {base::GameId {3}, {Misfit::Full, Misfit::InMatch, Misfit::Map}},
                      {base::GameId {6}, {Misfit::NotPublic, Misfit::InMatch, Misfit::Map, Misfit::Difficulty}},
                      {base::GameId {7}, {Misfit::Full, Misfit::Map, Misfit::Difficulty, Misfit::AddOns}}}};
}

} // namespace fakes
