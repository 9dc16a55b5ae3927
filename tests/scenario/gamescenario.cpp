#include <tests/scenario/gamescenario.h>

#include <core/session/commands/authentication/silentlogin.h>
#include <core/session/commands/usersessions/updatenetworkinfo.h>
#include <core/session/commands/util/postauth.h>

namespace scenario {

using namespace Qt::StringLiterals;

namespace {

// "migration.mode" and {"migration": {"mode": …}} say the same.
void flatten(const QJsonObject &object, const QString &prefix, QJsonObject &out)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.value().isObject())
            flatten(it.value().toObject(), prefix + it.key() + u'.', out);
        else
            out.insert(prefix + it.key(), it.value());
    }
}

std::chrono::seconds secondsOf(const QJsonObject &config, const QString &name, int otherwise)
{
    return std::chrono::seconds(config[name].toInteger(otherwise));
}

session::QosType qosType(const QString &word)
{
    return word == u"official"   ? session::QosType::Official
           : word == u"custom"   ? session::QosType::Custom
           : word == u"disabled" ? session::QosType::Disabled
           : word == u"hamachi"  ? session::QosType::Hamachi
                                 : session::QosType::Local;
}

quint32 ipOf(const QJsonValue &text)
{
    quint32 address = 0;
    for (const QString &part : text.toString().split(u'.'))
        address = (address << 8U) | part.toUInt();
    return address;
}

session::NetworkAddress addressOf(const QJsonValue &json)
{
    return {.ip = {ipOf(json[u"ip"_s])}, .port = static_cast<quint16>(json[u"port"_s].toInt())};
}

session::AssociationId associationOf(int number)
{
    session::AssociationId id;
    id.bytes[0] = static_cast<std::byte>(number);
    return id;
}

quint16 numberOfHex(const QJsonValue &text)
{
    bool fine = false;
    const uint number = text.toString().toUInt(&fine, 0);
    if (!fine)
        qFatal("not a number: %s", qPrintable(text.toString()));
    return static_cast<quint16>(number);
}

QString frameText(const Received &frame)
{
    return u"component 0x%1 command 0x%2 type %3 error 0x%4"_s.arg(frame.header.component, 0, 16)
        .arg(frame.header.command, 0, 16)
        .arg(static_cast<int>(frame.header.type))
        .arg(frame.header.error, 0, 16);
}

} // namespace

GameScenario::GameScenario(const QJsonObject &scenario)
    : m_scenario(scenario)
    , m_world(std::make_unique<World>(configOf(scenario[u"config"_s].toObject())))
{}

GameScenario::~GameScenario() = default;

// The timers that published servers lack are off unless the scenario names them.
WorldConfig GameScenario::configOf(const QJsonObject &given)
{
    QJsonObject config;
    flatten(given, {}, config);
    WorldConfig world;
    const QString qos = config.contains(u"qos.type"_s) ? config[u"qos.type"_s].toString() : config[u"qos"_s].toString();
    world.session.qos.type = qosType(qos);
    world.session.qos.hamachiHost = {ipOf(config[u"qos.host"_s])};
    game::Settings &games = world.games;
    const QString tunnel = config[u"tunnel"_s].toString(config[u"tunnel.mode"_s].toString());
    games.tunnel = tunnel == u"always"     ? game::TunnelMode::Always
                   : tunnel == u"disabled" ? game::TunnelMode::Disabled
                                           : game::TunnelMode::Stricter;
    games.tunnelRequired = config[u"tunnel.require"_s].toBool();
    games.migration = config[u"migration.mode"_s].toString() == u"instant" ? game::MigrationMode::Instant
                                                                           : game::MigrationMode::Staged;
    games.migrationTimeout = secondsOf(config, u"migration.timeout_s"_s, 10);
    games.joinTimeout = secondsOf(config, u"join_timeout_s"_s, 0);
    games.strictHost = config[u"strict_host"_s].toBool();
    games.matchmaking.ignoreSettings = config[u"matchmaking.ignore_settings"_s].toBool();
    games.matchmaking.phaseFilter = config[u"matchmaking.phase_filter"_s].toBool(true);
    games.matchmaking.statusInterval = secondsOf(config, u"matchmaking.status_interval_s"_s, 0);
    games.matchmaking.newGameDelay = secondsOf(config, u"matchmaking.new_game_delay_s"_s, 0);
    return world;
}

void GameScenario::prepare()
{
    const QJsonObject clients = m_scenario[u"clients"_s].toObject();
    for (auto it = clients.begin(); it != clients.end(); ++it)
        prepareClient(it.key(), it.value().toObject());
    for (const auto &[name, player] : m_players)
        player.client->clear();
}

void GameScenario::prepareClient(const QString &name, const QJsonObject &described)
{
    Player &player = m_players[name];
    const QString shown = described[u"name"_s].toString();
    player.account = m_world->accounts().add(name + u"@example.org"_s, shown, "password");
    const session::AssociationId association = associationOf(static_cast<int>(m_players.size()));
    if (described[u"has_tunnel"_s].toBool())
        m_world->tunnels().live.insert(association.bytes);
    player.client = &m_world->connect(std::nullopt, association);
    m_variables.insert(name + u".id"_s, static_cast<qint64>(base::number(player.account.id)));
    m_variables.insert(name + u".name"_s, shown);
    const QJsonValue net = described[u"net"_s];
    const session::AddressPair pair {addressOf(net[u"external"_s]), addressOf(net[u"internal"_s])};
    const session::QosData qos {static_cast<quint32>(net[u"qos"_s][u"dbps"_s].toInteger()),
                                static_cast<quint32>(net[u"qos"_s][u"natt"_s].toInteger()),
                                static_cast<quint32>(net[u"qos"_s][u"ubps"_s].toInteger())};
    m_variables.insert(name + u".exip"_s, static_cast<qint64>(pair.external.ip.value));
    m_variables.insert(name + u".export"_s, pair.external.port);
    m_variables.insert(name + u".inip"_s, static_cast<qint64>(pair.internal.ip.value));
    m_variables.insert(name + u".inport"_s, pair.internal.port);
    m_variables.insert(name + u".dbps"_s, static_cast<qint64>(qos.downstreamBps));
    m_variables.insert(name + u".natt"_s, static_cast<qint64>(qos.natType));
    m_variables.insert(name + u".ubps"_s, static_cast<qint64>(qos.upstreamBps));
    if (!described[u"logged_in"_s].toBool())
        return;
    player.client->call(session::authentication::silentLogin, {m_world->tokens().issueSession(player.account.id)});
    player.client->call(session::util::postAuth);
    if (net.isObject())
        player.client->call(session::usersessions::updateNetworkInfo,
                            {.address = session::AddressUnion::of<2>(session::AddressPair(pair)), .qos = qos});
}

QString GameScenario::run()
{
    prepare();
    int number = 0;
    for (const QJsonValue &value : m_scenario[u"steps"_s].toArray()) {
        ++number;
        const QJsonObject described = value.toObject();
        QString wrong = step(described);
        if (wrong.isEmpty())
            wrong = m_world->brokenInvariant();
        if (!wrong.isEmpty()) {
            return u"step %1 (%2 %3 %4): %5"_s.arg(number).arg(described[u"do"_s].toString(),
                                                               described[u"client"_s].toString(),
                                                               described[u"command"_s].toString(), wrong);
        }
    }
    return {};
}

QString GameScenario::step(const QJsonObject &described)
{
    const QString what = described[u"do"_s].toString();
    if (what == u"send")
        return checkAnswer(described, send(described), false);
    if (what == u"expect")
        return expect(described);
    if (what == u"expect_nothing")
        return expectNothing(described);
    if (what == u"wait_until")
        return waitUntil(described);
    if (what == u"parallel")
        return parallel(described);
    if (what == u"check_server")
        return checkServer(described);
    if (what != u"disconnect" && what != u"disconnect_all")
        qFatal("not a step: %s", qPrintable(what));
    disconnect(described);
    return {};
}

std::uint32_t GameScenario::send(const QJsonObject &described)
{
    const tdf::Fields fields = fieldsOf(described[u"fields"_s].toArray(), m_variables);
    return client(described[u"client"_s].toString())
        .send(numberOfHex(described[u"component"_s]), numberOfHex(described[u"id"_s]), tdf::written(fields));
}

QString GameScenario::checkAnswer(const QJsonObject &described, std::uint32_t sequence, bool besideOthers)
{
    Client &sender = client(described[u"client"_s].toString());
    const auto frame = besideOthers        ? sender.takeAnswer()
                       : sender.hasFrame() ? std::optional(sender.take())
                                           : std::nullopt;
    if (!frame)
        return u"no answer"_s;
    const blaze::FrameHeader &header = frame->header;
    if (header.component != numberOfHex(described[u"component"_s]) ||
        header.command != numberOfHex(described[u"id"_s]) || header.sequence != sequence)
        return u"instead of the answer: "_s + frameText(*frame);
    if (header.type == blaze::FrameType::Error) {
        const QJsonValue expected = described[u"expect_error"_s];
        if (expected.isUndefined() || !matchesNumber(expected, header.error, m_variables))
            return u"error 0x%1"_s.arg(header.error, 0, 16);
        return frame->body.isEmpty() ? QString() : u"an error with a body"_s;
    }
    if (header.type != blaze::FrameType::Response || !described.contains(u"expect_response"_s))
        return u"no error"_s;
    const tdf::Fields fields = frame->fields();
    // What is bound here stands in the expected response itself.
    const QJsonObject bind = described[u"bind"_s].toObject();
    for (auto it = bind.begin(); it != bind.end(); ++it) {
        const tdf::Value *value = fields.find(*tdf::Tag::fromText(it.value().toString().toLatin1()));
        if (value == nullptr)
            return u"nothing to bind to "_s + it.key();
        m_variables.insert(it.key(), static_cast<qint64>(value->toInteger()));
    }
    return difference(described[u"expect_response"_s].toArray(), fields, m_variables);
}

QString GameScenario::expect(const QJsonObject &described)
{
    Client &receiver = client(described[u"client"_s].toString());
    for (const QJsonValue &expected : described[u"notifications"_s].toArray()) {
        const QString name = expected[u"name"_s].toString();
        if (!receiver.hasFrame())
            return u"no "_s + name;
        const Received frame = receiver.take();
        if (frame.header.type != blaze::FrameType::Notify || frame.header.sequence != 0 ||
            frame.header.component != numberOfHex(expected[u"component"_s]) ||
            frame.header.command != numberOfHex(expected[u"id"_s]))
            return u"instead of "_s + name + u": "_s + frameText(frame);
        const QString wrong = difference(expected[u"fields"_s].toArray(), frame.fields(), m_variables);
        if (!wrong.isEmpty())
            return name + u": "_s + wrong;
    }
    return {};
}

QString GameScenario::expectNothing(const QJsonObject &described)
{
    m_world->time().advance(std::chrono::milliseconds(described[u"within_ms"_s].toInteger()));
    for (const QJsonValue &name : described[u"clients"_s].toArray()) {
        Client &receiver = client(name.toString());
        if (receiver.hasFrame())
            return u"to "_s + name.toString() + u": "_s + frameText(receiver.take());
    }
    return {};
}

QString GameScenario::waitUntil(const QJsonObject &described)
{
    const std::chrono::milliseconds limit(described[u"within_ms"_s].toInteger(10'000));
    const bool fits = m_world->time().runUntil([&] { return checkServer(described).isEmpty(); }, limit);
    return fits ? QString() : checkServer(described);
}

QString GameScenario::parallel(const QJsonObject &described)
{
    std::vector<std::pair<QJsonObject, std::uint32_t>> sent;
    for (const QString &name : {u"steps"_s, u"sends"_s}) {
        for (const QJsonValue &inner : described[name].toArray()) {
            const QJsonObject each = inner.toObject();
            sent.emplace_back(each, send(each));
        }
    }
    if (sent.empty())
        qFatal("nothing to send in parallel");
    for (const auto &[each, sequence] : sent) {
        if (const QString wrong = checkAnswer(each, sequence, true); !wrong.isEmpty())
            return each[u"client"_s].toString() + u": "_s + wrong;
    }
    return {};
}

void GameScenario::disconnect(const QJsonObject &described)
{
    QJsonArray names = described[u"clients"_s].toArray();
    if (described.contains(u"client"_s))
        names.append(described[u"client"_s]);
    for (const QJsonValue &name : names)
        client(name.toString()).disconnect();
}

Client &GameScenario::client(const QString &name) const
{
    const auto player = m_players.find(name);
    if (player == m_players.end())
        qFatal("no client %s", qPrintable(name));
    return *player->second.client;
}

base::PlayerId GameScenario::playerId(const QJsonValue &name) const
{
    const auto player = m_players.find(name.toString());
    if (player == m_players.end())
        qFatal("no client %s", qPrintable(name.toString()));
    return player->second.account.id;
}

} // namespace scenario
