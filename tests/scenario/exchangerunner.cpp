#include <tests/scenario/exchangerunner.h>

#include <core/game/commands/creategame.h>
#include <core/session/commands/authentication/silentlogin.h>
#include <core/session/commands/util/ping.h>
#include <core/session/commands/util/postauth.h>
#include <tests/scenario/expectedbody.h>
#include <tests/support/tdfjson.h>

#include <QRegularExpression>

namespace scenario {

using namespace Qt::StringLiterals;

namespace {

blaze::FrameType frameType(const QString &kind)
{
    if (kind == u"response")
        return blaze::FrameType::Response;
    if (kind == u"notify")
        return blaze::FrameType::Notify;
    if (kind == u"error")
        return blaze::FrameType::Error;
    return blaze::FrameType::Request;
}

base::Ipv4 ipv4Of(const QString &text)
{
    base::Ipv4 address;
    const QStringList parts = text.split(u'.');
    for (const QString &part : parts)
        address.value = (address.value << 8U) | part.toUInt();
    if (parts.size() != 4)
        qFatal("not an IPv4 address: %s", qPrintable(text));
    return address;
}

session::QosSettings qosOf(const QJsonObject &json)
{
    session::QosSettings qos;
    const QString type = json[u"type"_s].toString();
    qos.type = type == u"official"   ? session::QosType::Official
               : type == u"custom"   ? session::QosType::Custom
               : type == u"disabled" ? session::QosType::Disabled
               : type == u"hamachi"  ? session::QosType::Hamachi
                                     : session::QosType::Local;
    qos.host = json[u"host"_s].toString();
    qos.port = static_cast<quint16>(json[u"port"_s].toInt());
    if (qos.type == session::QosType::Hamachi)
        qos.hamachiHost = ipv4Of(qos.host);
    return qos;
}

QList<content::Message> messagesOf(const QJsonArray &json)
{
    QList<content::Message> messages;
    for (const QJsonValue &item : json) {
        content::Message message;
        message.title = item[u"title"_s].toString();
        message.text = item[u"message"_s].toString();
        message.priority = item[u"priority"_s].toInt();
        message.trackingId = item[u"trackingId"_s].toInt();
        message.type = item[u"type"_s].toInt();
        message.endDate = item[u"endDate"_s].toString();
        message.image = item[u"image"_s].toString();
        messages.append(message);
    }
    return messages;
}

QString frameText(const Received &frame)
{
    return u"component 0x%1 command 0x%2 type %3 error 0x%4"_s.arg(frame.header.component, 0, 16)
        .arg(frame.header.command, 0, 16)
        .arg(static_cast<int>(frame.header.type))
        .arg(frame.header.error, 0, 16);
}

} // namespace

ExchangeRunner::ExchangeRunner(const QJsonObject &exchange, const QJsonObject &constants)
    : m_exchange(exchange)
    , m_given(exchange[u"given"_s].toObject())
    , m_world(std::make_unique<World>(configOf(m_given)))
    , m_placeholders(std::make_unique<Placeholders>(*m_world, constants))
{}

ExchangeRunner::~ExchangeRunner() = default;

bool ExchangeRunner::isForRedirector(const QJsonObject &exchange)
{
    return exchange[u"given"_s][u"listener"_s].toString().startsWith(u"redirector"_s);
}

WorldConfig ExchangeRunner::configOf(const QJsonObject &given)
{
    WorldConfig world;
    const QJsonObject config = given[u"config"_s].toObject();
    if (config.contains(u"qos"_s))
        world.session.qos = qosOf(config[u"qos"_s].toObject());
    if (config.contains(u"menu_message"_s))
        world.session.menuMessage = config[u"menu_message"_s].toString();
    if (given.contains(u"messages"_s))
        world.content.messages = messagesOf(given[u"messages"_s].toArray());
    if (given.contains(u"source_address"_s))
        world.source = ipv4Of(given[u"source_address"_s].toString());
    world.origin = given.contains(u"retriever"_s) && config[u"retriever"_s][u"enabled"_s].toBool(true);
    return world;
}

void ExchangeRunner::prepare()
{
    const QJsonObject config = m_given[u"config"_s].toObject();
    m_world->accounts().setSuperEmail(config[u"dashboard"_s][u"super_email"_s].toString());
    const QJsonObject files = m_given[u"files"_s].toObject();
    for (auto it = files.begin(); it != files.end(); ++it) {
        QByteArray bytes = it.value()[u"text"_s].toString().toUtf8();
        if (it.value().toObject().contains(u"hex"_s))
            bytes = QByteArray::fromHex(it.value()[u"hex"_s].toString().toLatin1());
        const int count = it.value()[u"count"_s].toInt(1);
        m_world->files().put(it.key().section(u'/', -1), bytes.repeated(count));
    }
    const QJsonObject playerData = m_given[u"player_data"_s].toObject();
    for (auto it = playerData.begin(); it != playerData.end(); ++it) {
        const QJsonObject values = it.value().toObject();
        for (auto pair = values.begin(); pair != values.end(); ++pair) {
            m_world->playerData().put(m_placeholders->player(it.key()).id, pair.key().toUtf8(),
                                      pair.value().toString().toUtf8());
        }
    }
    prepareBoards();
    prepareOrigin();
    const QJsonObject sessions = m_given[u"sessions"_s].toObject();
    for (auto it = sessions.begin(); it != sessions.end(); ++it)
        prepareSession(it.key(), it.value().toString());
    prepareSession(u"requester"_s, m_given[u"session"_s].toString());
    for (const QJsonValue &packet : m_given[u"before"_s].toArray())
        send(client(u"requester"_s), packet.toObject());
    clearAll();
}

void ExchangeRunner::prepareBoards()
{
    const QJsonObject boards = m_given[u"leaderboards"_s].toObject();
    for (auto it = boards.begin(); it != boards.end(); ++it) {
        const QJsonObject values = it.value().toObject();
        for (auto row = values.begin(); row != values.end(); ++row)
            m_world->boards().put(stats::boardNamed(it.key().toUtf8()), m_placeholders->player(row.key()).id,
                                  static_cast<quint32>(row.value().toInteger()));
    }
}

void ExchangeRunner::prepareOrigin()
{
    static const QRegularExpression person(u"^enabled; official login returns MAIL (\\S+) and DSNM (\\S+)$"_s);
    const auto match = person.match(m_given[u"retriever"_s].toString());
    if (match.hasMatch())
        m_world->origin().knows(m_placeholders->fill(match.captured(1)), m_placeholders->fill(match.captured(2)));
}

void ExchangeRunner::prepareSession(const QString &name, const QString &state)
{
    static const QRegularExpression authenticated(u"^authenticated as player ([A-Z])(.*)$"_s);
    Client &made = client(name);
    if (state.isEmpty() || state == u"not authenticated")
        return;
    const auto match = authenticated.match(state);
    if (!match.hasMatch())
        qFatal("cannot prepare a session: %s", qPrintable(state));
    const session::Account account = m_placeholders->player(match.captured(1));
    made.call(session::authentication::silentLogin, {m_world->tokens().issueSession(account.id)});
    for (const QString &more : match.captured(2).split(u',', Qt::SkipEmptyParts)) {
        if (more.trimmed() == u"PostAuth already answered") {
            made.call(session::util::postAuth);
        } else if (more.trimmed() == u"in a game") {
            m_placeholders->setGame(made.call(game::createGame).game);
        } else {
            qFatal("cannot prepare a session: %s", qPrintable(more));
        }
    }
}

Client &ExchangeRunner::client(const QString &name)
{
    Client *&entry = m_clients[name];
    if (entry == nullptr)
        entry = &m_world->connect();
    return *entry;
}

std::uint32_t ExchangeRunner::send(Client &client, const QJsonObject &packet)
{
    const std::uint32_t sequence =
        packet.contains(u"seq"_s) ? static_cast<std::uint32_t>(packet[u"seq"_s].toInteger()) : ++m_sequence;
    QByteArray body;
    if (packet.contains(u"hex"_s)) {
        body = QByteArray::fromHex(packet[u"hex"_s].toString().toLatin1());
    } else {
        const QJsonArray fields = packet[u"tdf"_s].toObject()[u"fields"_s].toArray();
        body = tdf::written(test::fieldsFromJson(m_placeholders->fill(fields).toArray()));
    }
    client.sendFrame({.component = static_cast<std::uint16_t>(packet[u"component_id"_s].toInt()),
                      .command = static_cast<std::uint16_t>(packet[u"command_id"_s].toInt()),
                      .type = frameType(packet[u"kind"_s].toString()),
                      .sequence = sequence},
                     body);
    return sequence;
}

void ExchangeRunner::clearAll()
{
    for (const auto &[name, each] : m_clients)
        each->clear();
}

QString ExchangeRunner::run()
{
    prepare();
    for (const QString &letter : {u"A"_s, u"B"_s, u"O"_s}) {
        const base::PlayerId id = m_placeholders->player(letter).id;
        m_loginsBefore[id] = m_world->accounts().stored(id)->logins;
    }
    if (const QString wrong = runStep(m_exchange); !wrong.isEmpty())
        return wrong;
    if (const QString wrong = checkEnd(); !wrong.isEmpty())
        return wrong;
    if (const QString wrong = checkEffects(); !wrong.isEmpty())
        return wrong;
    return m_world->brokenInvariant();
}

QString ExchangeRunner::runStep(const QJsonObject &step)
{
    const QString from = step[u"from"_s].toString(u"requester"_s);
    const QJsonObject request = step[u"request"_s].toObject();
    Client &sender = client(from);
    const std::uint32_t sequence = send(sender, request);
    if (const QString wrong = checkResponse(sender, request, step[u"response"_s].toObject(), sequence);
        !wrong.isEmpty())
        return request[u"command"_s].toString() + u": "_s + wrong;
    if (const QString wrong = checkNotifications(step[u"notifications_after_response"_s].toArray(), from);
        !wrong.isEmpty())
        return u"after "_s + request[u"command"_s].toString() + u": "_s + wrong;
    m_world->time().settle();
    for (const QJsonValue &next : step[u"then"_s].toArray()) {
        if (const QString wrong = runStep(next.toObject()); !wrong.isEmpty())
            return u"then "_s + wrong;
    }
    return {};
}

QString ExchangeRunner::checkResponse(Client &client, const QJsonObject &request, const QJsonObject &response,
                                      std::uint32_t sequence)
{
    const QString kind = response[u"kind"_s].toString();
    if (kind == u"none")
        return client.hasFrame() ? u"a frame came: "_s + frameText(client.take()) : QString();
    if (!client.hasFrame())
        return u"no answer"_s;
    const Received frame = client.take();
    const blaze::FrameHeader &header = frame.header;
    if (header.type != frameType(kind) || header.error != response[u"error"_s].toInt() ||
        header.component != request[u"component_id"_s].toInt() || header.command != request[u"command_id"_s].toInt() ||
        header.sequence != sequence)
        return u"another answer: "_s + frameText(frame);
    return compareBody(response, frame.body, *m_placeholders);
}

QString ExchangeRunner::checkNotifications(const QJsonArray &notifications, const QString &requester)
{
    for (const QJsonValue &value : notifications) {
        const QJsonObject expected = value.toObject();
        const QString command = expected[u"command"_s].toString();
        const QString to = expected[u"to"_s].toString(requester);
        Client &receiver = client(to);
        if (!receiver.hasFrame())
            return u"no notification "_s + command + u" to "_s + to;
        const Received frame = receiver.take();
        const blaze::FrameHeader &header = frame.header;
        if (header.type != blaze::FrameType::Notify || header.error != 0 || header.sequence != 0 ||
            header.component != expected[u"component_id"_s].toInt() ||
            header.command != expected[u"command_id"_s].toInt())
            return u"instead of notification "_s + command + u": "_s + frameText(frame);
        if (const QString wrong = compareBody(expected, frame.body, *m_placeholders); !wrong.isEmpty())
            return u"notification "_s + command + u": "_s + wrong;
    }
    const QJsonArray closes = m_exchange[u"closes"_s].toArray();
    for (const auto &[name, each] : m_clients) {
        // What still went to a connection that ends does not matter.
        if (each->hasFrame() && !closes.contains(name))
            return u"more than expected to "_s + name + u": "_s + frameText(each->take());
    }
    return {};
}

QString ExchangeRunner::checkEnd()
{
    m_world->time().settle();
    const QJsonArray closes = m_exchange[u"closes"_s].toArray();
    for (const auto &[name, each] : m_clients) {
        // A player who logs in elsewhere leaves this connection, whether or not the case goes on to say so.
        const bool leftByPlayer = each->endReason() == session::EndReason::DuplicateLogin;
        if (closes.contains(name) != each->isClosed() && !leftByPlayer)
            return name + (each->isClosed() ? u" was closed"_s : u" was not closed"_s);
        if (each->isClosed())
            continue;
        each->clear();
        const std::uint32_t sequence = each->send(session::util::ping);
        if (!each->hasFrame() || !each->take().as(session::util::ping, sequence))
            return name + u" does not answer Ping"_s;
    }
    return {};
}

QString ExchangeRunner::checkEffects()
{
    static const QRegularExpression lastLogin(u"^last login time of ([A-Z]) is set$"_s);
    static const QRegularExpression created(u"^player ([A-Z]) is created: role ([A-Za-z]+)$"_s);
    for (const QJsonValue &value : m_exchange[u"effects"_s].toArray()) {
        const QString effect = value.toString();
        if (const auto match = lastLogin.match(effect); match.hasMatch()) {
            const base::PlayerId id = m_placeholders->player(match.captured(1)).id;
            if (m_world->accounts().stored(id)->logins <= m_loginsBefore[id])
                return u"the login was not noted"_s;
        } else if (const auto role = created.match(effect); role.hasMatch()) {
            const bool isSuper = role.captured(2).compare(u"SuperAdmin", Qt::CaseInsensitive) == 0;
            if (m_placeholders->player(role.captured(1)).role !=
                (isSuper ? session::Role::SuperAdmin : session::Role::Default))
                return u"another role"_s;
        }
    }
    return {};
}

} // namespace scenario
