#include <app/gametexts.h>

#include <QCoreApplication>
#include <QStringList>

#include <bit>

using namespace Qt::StringLiterals;

namespace app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(app::GameTexts)
};

using server::Choice;

QString anyOf(const QList<Choice> &choices, QString (*name)(const Choice &))
{
    QStringList names;
    for (const Choice &choice : choices) {
        const QString text = name(choice);
        if (!names.contains(text))
            names.append(text);
    }
    if (names.isEmpty())
        return Text::tr("Any");
    QString all = names.takeFirst();
    for (const QString &text : std::as_const(names))
        all = Text::tr("%1 or %2").arg(all, text);
    return all;
}

constexpr const char *kAddOns[server::kAddOnCount] {
    QT_TRANSLATE_NOOP("app::GameTexts", "Resurgence"), QT_TRANSLATE_NOOP("app::GameTexts", "Rebellion"),
    QT_TRANSLATE_NOOP("app::GameTexts", "Earth"), QT_TRANSLATE_NOOP("app::GameTexts", "Retaliation"),
    QT_TRANSLATE_NOOP("app::GameTexts", "Reckoning")};

} // namespace

QString enemyName(const Choice &enemy)
{
    switch (enemy.kind) {
    case Choice::Kind::Unset:
        return u"–"_s;
    case Choice::Kind::Any:
        return Text::tr("Any enemy");
    case Choice::Kind::Other:
        return Text::tr("Unknown enemy");
    case Choice::Kind::Number:
        break;
    }
    switch (enemy.number) {
    case 1:
        return Text::tr("Cerberus");
    case 2:
        return Text::tr("Geth");
    case 3:
        return Text::tr("Reapers");
    case 4:
        return Text::tr("Collectors");
    default:
        return Text::tr("Enemy %1").arg(enemy.number);
    }
}

QString difficultyName(const Choice &difficulty)
{
    switch (difficulty.kind) {
    case Choice::Kind::Unset:
        return u"–"_s;
    case Choice::Kind::Any:
        return Text::tr("Any difficulty");
    case Choice::Kind::Other:
        return Text::tr("Unknown difficulty");
    case Choice::Kind::Number:
        break;
    }
    switch (difficulty.number) {
    case 0:
        return Text::tr("Bronze");
    case 1:
        return Text::tr("Silver");
    case 2:
        return Text::tr("Gold");
    case 3:
        return Text::tr("Platinum");
    default:
        return Text::tr("Difficulty %1").arg(difficulty.number);
    }
}

QString privacyName(server::GamePrivacy privacy)
{
    switch (privacy) {
    case server::GamePrivacy::Public:
        return Text::tr("Public");
    case server::GamePrivacy::Friends:
        return Text::tr("Friends");
    case server::GamePrivacy::Private:
        break;
    }
    return Text::tr("Private");
}

QString privacyIcon(server::GamePrivacy privacy)
{
    switch (privacy) {
    case server::GamePrivacy::Public:
        return u"globe"_s;
    case server::GamePrivacy::Friends:
        return u"users"_s;
    case server::GamePrivacy::Private:
        break;
    }
    return u"lock"_s;
}

QString addOnNames(quint8 addOns)
{
    QStringList names;
    for (int i = 0; i < server::kAddOnCount; ++i) {
        if ((addOns & (1U << unsigned(i))) != 0)
            names.append(Text::tr(kAddOns[i]));
    }
    return names.isEmpty() ? Text::tr("None", "add-ons") : names.join(u", "_s);
}

QString addOnCount(quint8 addOns)
{
    const int count = std::popcount(addOns);
    if (count == 0)
        return Text::tr("None", "add-ons");
    return count == server::kAddOnCount ? Text::tr("All %1").arg(count)
                                        : Text::tr("%1 of %2").arg(count).arg(server::kAddOnCount);
}

Badge phaseBadge(const server::GameRow &game, bool hostChangedLately)
{
    using server::GamePhase;
    if (game.phase == GamePhase::ChoosingHost)
        return {{}, Text::tr("Choosing a new host"), tone::Working};
    if (game.phase == GamePhase::Ending)
        return {u"circle-pause"_s, Text::tr("Ending"), tone::Off};
    if (hostChangedLately)
        return {u"triangle-alert"_s, Text::tr("Host changed"), tone::Attention};
    switch (game.phase) {
    case GamePhase::SettingUp:
        return {u"hourglass"_s, Text::tr("Setting up"), tone::Working};
    case GamePhase::Lobby:
        return {u"hourglass"_s, Text::tr("In lobby"), tone::Working};
    case GamePhase::Starting:
        return {u"hourglass"_s, Text::tr("Starting"), tone::Working};
    case GamePhase::Finishing:
        return {u"flag"_s, Text::tr("Finishing"), tone::Ok};
    case GamePhase::AfterMatch:
        return {u"flag"_s, Text::tr("Match over"), tone::Working};
    case GamePhase::InMatch:
    case GamePhase::ChoosingHost:
    case GamePhase::Ending:
        break;
    }
    return {u"swords"_s, Text::tr("In match"), tone::Ok};
}

Badge pathBadge(server::PlayerPath path)
{
    using server::PlayerPath;
    switch (path) {
    case PlayerPath::Connecting:
        return {{}, Text::tr("Connecting"), tone::Working};
    case PlayerPath::ThisPc:
        return {u"monitor"_s, Text::tr("This PC"), tone::Ok};
    case PlayerPath::Direct:
        return {u"move-horizontal"_s, Text::tr("Direct"), tone::Ok};
    case PlayerPath::Relay:
        return {u"waypoints"_s, Text::tr("Relay"), tone::Off};
    case PlayerPath::UdpRelay:
        return {u"waypoints"_s, Text::tr("UDP relay"), tone::Off};
    case PlayerPath::HttpRelay:
        break;
    }
    return {u"route"_s, Text::tr("HTTP relay"), tone::Attention};
}

QString pathReason(server::PlayerPath path)
{
    using server::PlayerPath;
    switch (path) {
    case PlayerPath::Connecting:
        return Text::tr("The games do not see each other yet.");
    case PlayerPath::ThisPc:
        return Text::tr("Plays on the PC that runs this server.");
    case PlayerPath::Direct:
        return Text::tr("Packets go straight to the host.");
    case PlayerPath::Relay:
        return Text::tr("Packets go through this server.");
    case PlayerPath::UdpRelay:
        return Text::tr("Packets go through this server, over UDP.");
    case PlayerPath::HttpRelay:
        break;
    }
    return Text::tr("Packets go through this server over HTTP, which is slower than UDP.");
}

QString routerName(server::RouterType router)
{
    switch (router) {
    case server::RouterType::Unknown:
        break;
    case server::RouterType::Open:
        return Text::tr("Open", "router type");
    case server::RouterType::Moderate:
        return Text::tr("Moderate", "router type");
    case server::RouterType::Strict:
        return Text::tr("Strict", "router type");
    }
    return u"–"_s;
}

QString gameLine(const server::GameRow &game)
{
    QStringList parts;
    if (const QString place = placeName(game.map); !place.isEmpty())
        parts.append(place);
    if (game.enemy.kind != Choice::Kind::Unset)
        parts.append(enemyName(game.enemy));
    if (game.difficulty.kind != Choice::Kind::Unset)
        parts.append(difficultyName(game.difficulty));
    return parts.isEmpty() ? Text::tr("The host is choosing a map") : parts.join(u" · "_s);
}

QString joinableText(const server::GameRow &game)
{
    using server::GamePhase;
    if (game.phase == GamePhase::Ending)
        return Text::tr("No, it is ending");
    if (game.phase == GamePhase::ChoosingHost)
        return Text::tr("Not now, a new host is chosen");
    if (game.members.size() >= server::kGameSeats)
        return Text::tr("No, full");
    if (game.privacy != server::GamePrivacy::Public)
        return Text::tr("By invitation");
    return game.openToMatchmaking ? Text::tr("Yes") : Text::tr("By invitation, closed to matchmaking");
}

QString wantedMaps(const server::QueueRow &player)
{
    return anyOf(player.maps, mapShort);
}

QString wantedEnemies(const server::QueueRow &player)
{
    return anyOf(player.enemies, enemyName);
}

QString wantedDifficulties(const server::QueueRow &player)
{
    return anyOf(player.difficulties, difficultyName);
}

QString wantedLine(const server::QueueRow &player)
{
    return Text::tr("%1 · %2 · %3", "map, enemy, difficulty somebody waits for")
        .arg(player.maps.isEmpty() ? Text::tr("Any map") : wantedMaps(player),
             player.enemies.isEmpty() ? Text::tr("any enemy") : wantedEnemies(player),
             player.difficulties.isEmpty() ? Text::tr("any difficulty") : wantedDifficulties(player));
}

} // namespace app
