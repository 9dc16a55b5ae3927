#include <tests/scenario/placeholders.h>

#include <core/content/introduction.h>
#include <core/content/shop.h>
#include <core/content/tables.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

namespace scenario {

using namespace Qt::StringLiterals;

namespace {
constexpr auto kPassword = "a password of A";
constexpr auto kNewPassword = "something new";
constexpr base::PlayerId kDeletedPlayer {4711};
} // namespace

Placeholders::Placeholders(World &world, const QJsonObject &constants)
    : m_world(world)
    , m_constants(constants)
{
    for (const QString &letter : {u"A"_s, u"B"_s, u"C"_s, u"D"_s, u"E"_s})
        m_players[letter] =
            world.accounts().add(letter.toLower() + u"@example.com"_s, u"Player "_s + letter, kPassword);
    m_players[u"F"_s] = world.accounts().add(u"f@example.com"_s, u"{v} {n}"_s, kPassword);
    m_players[u"O"_s] = world.accounts().add(u"o@example.com"_s, u"Player O"_s, QByteArray());
}

session::Account Placeholders::player(const QString &letter) const
{
    if (letter == u"N"_s)
        return m_world.accounts().newest()->account;
    if (!m_players.contains(letter))
        qFatal("no fixture player %s", qPrintable(letter));
    return m_players.value(letter);
}

QString Placeholders::token(const QString &letter)
{
    // From an hour ago: it must be told from a fresh one.
    QString &token = m_tokens[letter];
    if (token.isEmpty()) {
        const auto before = m_world.time().wall() - std::chrono::hours(1);
        token = QString::fromLatin1(m_world.tokens().issueSession(player(letter).id, before));
    }
    return token;
}

std::optional<QString> Placeholders::ofPlayer(const QString &letter, const QString &what)
{
    const session::Account account = player(letter);
    if (what == u"ID")
        return QString::number(base::number(account.id));
    if (what == u"NAME")
        return account.displayName;
    if (what == u"EMAIL")
        return account.email;
    if (what == u"PASSWORD")
        return QString::fromLatin1(kPassword);
    // Time stands still during a case, so a fresh token and the key of a login are one text.
    if (what == u"SESSION_KEY")
        return QString::fromLatin1(m_world.tokens().issueSession(account.id));
    return std::nullopt;
}

QString Placeholders::value(const QString &name)
{
    static const QRegularExpression ofOne(u"^([A-FON])_([A-Z_]+)$"_s);
    static const QRegularExpression aToken(u"^(NEW_)?TOKEN_([A-FON])(_TAMPERED|_EXPIRED)?$"_s);
    if (const auto match = aToken.match(name); match.hasMatch()) {
        const QString letter = match.captured(2);
        if (match.capturedLength(1) > 0)
            return QString::fromLatin1(m_world.tokens().issueSession(player(letter).id));
        if (match.captured(3) == u"_EXPIRED") {
            const auto longAgo = m_world.time().wall() - session::Tokens::kLifetime - std::chrono::seconds(1);
            return QString::fromLatin1(m_world.tokens().issueSession(player(letter).id, longAgo));
        }
        QString text = token(letter);
        if (match.captured(3) == u"_TAMPERED")
            text[30] = text.at(30) == u'A' ? u'B' : u'A';
        return text;
    }
    if (const auto match = ofOne.match(name); match.hasMatch()) {
        if (const auto text = ofPlayer(match.captured(1), match.captured(2)))
            return *text;
    }
    if (name == u"NEW_PASSWORD")
        return QString::fromLatin1(kNewPassword);
    if (name == u"DELETED_ID")
        return QString::number(base::number(kDeletedPlayer));
    if (name == u"TOKEN_DELETED")
        return QString::fromLatin1(m_world.tokens().issueSession(kDeletedPlayer));
    if (name == u"ORIGIN_TOKEN")
        return u"opaque origin token"_s;
    if (name == u"NOW")
        return QString::number(m_world.time().unixSeconds());
    if (name == u"CLIENT_MAC")
        return u"00:00:5e:00:53:01"_s;
    if (name == u"SERVER_VERSION")
        return m_world.config().session.serverVersion;
    if (name == u"TEL_DISABLE")
        return m_constants[u"TEL_DISABLE"_s].toString();
    if (name == u"TELEMETRY_KEY")
        return QString::fromUtf8(QByteArray::fromHex(m_constants[u"TELEMETRY_KEY_HEX"_s].toString().toLatin1()));
    if (name == u"TOS_HTML")
        return QString::fromUtf8(m_world.content().termsOfService());
    if (name == u"PRIVACY_HTML")
        return QString::fromUtf8(m_world.content().privacyPolicy());
    if (name == u"INTRO_TITLE")
        return content::introduction(m_world.config().content.serverVersion).title;
    if (name == u"INTRO_MESSAGE")
        return content::introduction(m_world.config().content.serverVersion).text;
    if (name == u"DIME_XML")
        return QString::fromUtf8(content::shopDocument(content::loadTables().consumables));
    if (name == u"BASE64_LENGTH" && m_base64Length >= 0)
        return QString::number(m_base64Length);
    if (name == u"REPORT_TYPE_ID")
        return u"85"_s;
    if (name == u"GAME_ID")
        return QString::number(base::number(m_game));
    qFatal("unknown placeholder $%s", qPrintable(name));
}

QString Placeholders::fill(const QString &text)
{
    static const QRegularExpression placeholder(u"\\$([A-Z][A-Z0-9_]*)"_s);
    QString filled;
    qsizetype at = 0;
    for (auto it = placeholder.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        filled += QStringView(text).sliced(at, match.capturedStart() - at);
        filled += value(match.captured(1));
        at = match.capturedEnd();
    }
    return filled + text.sliced(at);
}

QJsonValue Placeholders::fill(const QJsonValue &json)
{
    if (json.isString())
        return fill(json.toString());
    if (json.isArray()) {
        QJsonArray filled;
        for (const QJsonValue &item : json.toArray())
            filled.append(fill(item));
        return filled;
    }
    if (json.isObject()) {
        QJsonObject filled;
        const QJsonObject object = json.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            filled.insert(it.key(), fill(it.value()));
        return filled;
    }
    return json;
}

} // namespace scenario
