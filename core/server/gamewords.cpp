#include <core/server/gamewords.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace server {

namespace {

constexpr QByteArrayView kMap("ME3map");
constexpr QByteArrayView kEnemy("ME3gameEnemyType");
constexpr QByteArrayView kDifficulty("ME3gameDifficulty");
constexpr QByteArrayView kPrivacy("ME3privacy");
constexpr QByteArrayView kPhase("ME3gameState");
constexpr QByteArrayView kAddOns[kAddOnCount] {"ME3_dlc2300", "ME3_dlc2500", "ME3_dlc2700", "ME3_dlc3050",
                                               "ME3_dlc3225"};
constexpr int kNumberMax = 999; // the known ones end at 29

QByteArray value(const game::Attributes &attributes, QByteArrayView key)
{
    return attributes.value(QByteArray::fromRawData(key.data(), key.size()));
}

Choice choice(QByteArrayView word, QByteArrayView value)
{
    if (value.isEmpty())
        return {};
    if (value == "random" || value == "abstain")
        return {.kind = Choice::Kind::Any};
    if (value.startsWith(word)) {
        bool isNumber = false;
        const QByteArrayView digits = value.sliced(word.size());
        const int number = digits.toByteArray().toInt(&isNumber);
        if (isNumber && number >= 0 && number <= kNumberMax)
            return {.kind = Choice::Kind::Number, .number = quint16(number)};
    }
    return {.kind = Choice::Kind::Other};
}

Misfit misfitOf(const game::Verdict &verdict)
{
    switch (verdict.requirement) {
    case game::Requirement::Running:
        return Misfit::Ending;
    case game::Requirement::SeatFree:
        return Misfit::Full;
    case game::Requirement::NotBanned:
        return Misfit::Banned;
    case game::Requirement::OpenToMatchmaking:
        return Misfit::ClosedToMatchmaking;
    case game::Requirement::SetUp:
        return Misfit::SettingUp;
    case game::Requirement::PublicGame:
        return Misfit::NotPublic;
    case game::Requirement::Phase:
        return Misfit::InMatch;
    case game::Requirement::Dlc:
        return Misfit::AddOns;
    case game::Requirement::Attribute:
        break;
    }
    if (verdict.attribute == kMap)
        return Misfit::Map;
    if (verdict.attribute == kEnemy)
        return Misfit::Enemy;
    if (verdict.attribute == kDifficulty)
        return Misfit::Difficulty;
    return addOnBit(verdict.attribute) != 0 ? Misfit::AddOns : Misfit::Other;
}

QDateTime toDateTime(base::WallTime time)
{
    using namespace std::chrono;
    return QDateTime::fromMSecsSinceEpoch(duration_cast<milliseconds>(time.time_since_epoch()).count(), Qt::UTC);
}

} // namespace

Choice mapChoice(QByteArrayView value)
{
    const Choice map = choice("map", value);
    return map.kind == Choice::Kind::Number && map.number == 0 ? Choice {.kind = Choice::Kind::Any} : map;
}

Choice enemyChoice(QByteArrayView value)
{
    return choice("enemy", value);
}

Choice difficultyChoice(QByteArrayView value)
{
    return choice("difficulty", value);
}

quint8 addOnBit(QByteArrayView attribute)
{
    for (int i = 0; i < kAddOnCount; ++i) {
        if (attribute == kAddOns[i])
            return quint8(1U << unsigned(i));
    }
    return 0;
}

quint8 addOnsOf(const game::Attributes &attributes)
{
    quint8 bits = 0;
    for (const QByteArrayView addOn : kAddOns) {
        const QByteArray wanted = value(attributes, addOn);
        if (!wanted.isEmpty() && wanted != "abstain")
            bits = quint8(bits | addOnBit(addOn));
    }
    return bits;
}

GamePrivacy privacyOf(const game::Attributes &attributes)
{
    const QByteArray privacy = value(attributes, kPrivacy);
    if (privacy.isEmpty() || privacy == "PUBLIC")
        return GamePrivacy::Public;
    return privacy == "FRIENDS" ? GamePrivacy::Friends : GamePrivacy::Private;
}

GamePhase phaseOf(game::GameState state, const game::Attributes &attributes)
{
    const QByteArray phase = value(attributes, kPhase);
    switch (state) {
    case game::GameState::PreGame:
        return phase == "IN_GAME_STARTING" ? GamePhase::Starting : GamePhase::Lobby;
    case game::GameState::InGame:
        return phase == "IN_GAME_FINISHING" ? GamePhase::Finishing : GamePhase::InMatch;
    case game::GameState::PostGame:
        return GamePhase::AfterMatch;
    case game::GameState::Migrating:
        return GamePhase::ChoosingHost;
    case game::GameState::Destructing:
        return GamePhase::Ending;
    default:
        return GamePhase::SettingUp; // also numbers nobody knows: the game goes on as it was
    }
}

RouterType routerOf(const std::optional<session::NetworkData> &network)
{
    if (!network)
        return RouterType::Unknown;
    switch (session::NatType(session::knownNatType(network->qos.natType))) {
    case session::NatType::Open:
        return RouterType::Open;
    case session::NatType::Moderate:
        return RouterType::Moderate;
    case session::NatType::StrictSequential:
    case session::NatType::Strict:
        return RouterType::Strict;
    case session::NatType::Unknown:
        break;
    }
    return RouterType::Unknown;
}

bool isRelayed(const game::GameView &game)
{
    return game.topology == game::Topology::Relayed ||
           std::any_of(game.players.cbegin(), game.players.cend(),
                       [](const game::GamePlayerView &player) { return !player.host && player.relayed; });
}

GameRow describeGame(const game::GameView &game)
{
    GameRow row;
    row.id = game.id;
    row.phase = phaseOf(game.state, game.attributes);
    row.createdAt = toDateTime(game.createdAt);
    row.map = mapChoice(value(game.attributes, kMap));
    row.enemy = enemyChoice(value(game.attributes, kEnemy));
    row.difficulty = difficultyChoice(value(game.attributes, kDifficulty));
    row.addOns = addOnsOf(game.attributes);
    row.privacy = privacyOf(game.attributes);
    row.openToMatchmaking = (game.settings & game::kOpenToMatchmaking) != 0;
    row.relayed = isRelayed(game);
    return row;
}

QueueRow describeWaiting(const game::WaitingView &waiting)
{
    QueueRow row {.id = waiting.id, .name = waiting.name, .since = toDateTime(waiting.since)};
    for (const game::WantedRule &rule : waiting.rules) {
        row.addOns = quint8(row.addOns | addOnBit(rule.attribute));
        for (const QByteArray &wanted : rule.values) {
            if (rule.attribute == kMap)
                row.maps.append(mapChoice(wanted));
            else if (rule.attribute == kEnemy)
                row.enemies.append(enemyChoice(wanted));
            else if (rule.attribute == kDifficulty)
                row.difficulties.append(difficultyChoice(wanted));
        }
    }
    return row;
}

QList<Misfit> misfitsOf(const game::Explanation &explanation)
{
    QList<Misfit> misfits;
    for (const game::Verdict &verdict : explanation.verdicts) {
        const Misfit misfit = misfitOf(verdict);
        if (!verdict.fits && !misfits.contains(misfit))
            misfits.append(misfit);
    }
    return misfits;
}

} // namespace server
