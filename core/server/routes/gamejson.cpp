#include <core/server/routes/gamejson.h>

#include <core/server/routes/jsontext.h>
#include <core/storage/timestamp.h>

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace server {

using namespace Qt::StringLiterals;
using game::GameState;

namespace {

QString stateWord(GameState state)
{
    switch (state) {
    case GameState::NewState:
        return u"NewState"_s;
    case GameState::Initializing:
        return u"Initializing"_s;
    case GameState::InactiveVirtual:
        return u"InactiveVirtual"_s;
    case GameState::ConnectionVerification:
        return u"ConnectionVerification"_s;
    case GameState::PostGame:
        return u"PostGame"_s;
    case GameState::Migrating:
        return u"Migrating"_s;
    case GameState::Destructing:
        return u"Destructing"_s;
    case GameState::Resettable:
        return u"Resettable"_s;
    case GameState::Unresponsive:
        return u"Unresponsive"_s;
    case GameState::GameGroupInitialized:
        return u"GameGroupInitialized"_s;
    case GameState::PreGame:
        return u"PreGame"_s;
    case GameState::InGame:
        return u"InGame"_s;
    case GameState::ReplaySetup: // no word of the published interface
        break;
    }
    return u"NewState"_s;
}

QString natWord(quint32 type)
{
    switch (static_cast<session::NatType>(type)) {
    case session::NatType::Open:
        return u"Open"_s;
    case session::NatType::Moderate:
        return u"Moderate"_s;
    case session::NatType::StrictSequential:
        return u"StrictSequential"_s;
    case session::NatType::Strict:
        return u"Strict"_s;
    case session::NatType::Unknown:
        break;
    }
    return u"Unknown"_s;
}

// Names of the bits joined by " | "; unknown bits together as one hexadecimal number.
QString hardwareFlags(quint8 flags)
{
    constexpr quint8 kHeadset = 0x1;
    QStringList names;
    if ((flags & kHeadset) != 0)
        names.append(u"VOIP_HEADSET_STATUS"_s);
    if (const int unknown = flags & ~kHeadset; unknown != 0)
        names.append(u"0x"_s + QString::number(unknown, 16));
    return names.join(u" | "_s);
}

QJsonObject addressJson(const session::NetworkAddress &address)
{
    return {{u"address"_s, QHostAddress(address.ip.value).toString()}, {u"port"_s, address.port}};
}

QJsonValue networkJson(const std::optional<session::NetworkData> &network)
{
    if (!network)
        return QJsonValue(QJsonValue::Null);
    QJsonValue addresses(QJsonValue::Null);
    if (const auto *pair = network->address.get<2>())
        addresses =
            QJsonObject {{u"external"_s, addressJson(pair->external)}, {u"internal"_s, addressJson(pair->internal)}};
    QJsonArray latencies;
    for (const quint32 latency : network->latencies)
        latencies.append(static_cast<qint64>(latency));
    return QJsonObject {{u"addr"_s, addresses},
                        {u"qos"_s, QJsonObject {{u"dbps"_s, static_cast<qint64>(network->qos.downstreamBps)},
                                                {u"natt"_s, natWord(network->qos.natType)},
                                                {u"ubps"_s, static_cast<qint64>(network->qos.upstreamBps)}}},
                        {u"hardware_flags"_s, hardwareFlags(network->hardwareFlags)},
                        {u"ping_site_latency"_s, latencies}};
}

QByteArray playersJson(const QList<game::GamePlayerView> &players, GamePlayers shown)
{
    if (shown == GamePlayers::Hidden)
        return "null";
    QJsonArray list;
    for (const game::GamePlayerView &player : players) {
        list.append(QJsonObject {{u"player_id"_s, static_cast<qint64>(base::number(player.id))},
                                 {u"display_name"_s, player.name},
                                 {u"net"_s, shown == GamePlayers::WithNetwork ? networkJson(player.network)
                                                                              : QJsonValue(QJsonValue::Null)}});
    }
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

QByteArray attributesJson(const game::Attributes &attributes)
{
    QByteArray json = "{";
    for (auto it = attributes.begin(); it != attributes.end(); ++it)
        json += (json.size() > 1 ? "," : "") + jsonString(it.key()) + ':' + jsonString(it.value());
    return json + '}';
}

} // namespace

QByteArray gameJson(const game::GameView &game, GamePlayers players)
{
    const QString created = storage::toZuluText(storage::timestampFromWall(game.createdAt));
    return R"({"id":)" + QByteArray::number(base::number(game.id)) + R"(,"state":")" +
           stateWord(game.state).toLatin1() + R"(","setting":)" + QByteArray::number(game.settings) +
           R"(,"attributes":)" + attributesJson(game.attributes) + R"(,"players":)" +
           playersJson(game.players, players) + R"(,"total_players":)" + QByteArray::number(game.players.size()) +
           R"(,"created_at":)" + jsonString(created.toLatin1()) + '}';
}

} // namespace server
