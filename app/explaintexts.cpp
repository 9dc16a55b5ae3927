#include <app/explaintexts.h>

#include <app/gametexts.h>

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(app::ExplainTexts)
};

using server::Misfit;

QString addOnsText(const server::QueueRow &player, const server::GameRow &game)
{
    const auto missing = quint8(game.addOns & ~player.addOns);
    return missing != 0 ? Text::tr("Needs %1").arg(addOnNames(missing))
                        : Text::tr("Without %1").arg(addOnNames(quint8(player.addOns & ~game.addOns)));
}

QString misfitText(Misfit misfit, const server::QueueRow &player, const server::GameRow &game)
{
    switch (misfit) {
    case Misfit::Ending:
        return game.phase == server::GamePhase::ChoosingHost ? Text::tr("Choosing a new host") : Text::tr("Ending");
    case Misfit::Full:
        return Text::tr("Full");
    case Misfit::Banned:
        return Text::tr("They were thrown out of it");
    case Misfit::ClosedToMatchmaking:
        return Text::tr("Closed to matchmaking");
    case Misfit::SettingUp:
        return Text::tr("Still being set up");
    case Misfit::NotPublic:
        return game.privacy == server::GamePrivacy::Friends ? Text::tr("Friends only") : Text::tr("Private");
    case Misfit::InMatch:
        return Text::tr("Match is running");
    case Misfit::Map:
        return Text::tr("%1, not %2", "what it is, what is wanted").arg(mapShort(game.map), wantedMaps(player));
    case Misfit::Enemy:
        return Text::tr("%1, not %2", "what it is, what is wanted").arg(enemyName(game.enemy), wantedEnemies(player));
    case Misfit::Difficulty:
        return Text::tr("%1, not %2", "what it is, what is wanted")
            .arg(difficultyName(game.difficulty), wantedDifficulties(player));
    case Misfit::AddOns:
        return addOnsText(player, game);
    case Misfit::Other:
        break;
    }
    return Text::tr("Another rule of the search");
}

// The sentence when every game fails at the same thing; what a person can do something about comes first.
QString commonTitle(Misfit misfit, const server::QueueRow &player)
{
    switch (misfit) {
    case Misfit::Difficulty:
        return Text::tr("%1 waits because no game is %2").arg(player.name, wantedDifficulties(player));
    case Misfit::Map:
        return Text::tr("%1 waits because no game is on %2").arg(player.name, wantedMaps(player));
    case Misfit::Enemy:
        return Text::tr("%1 waits because no game is against %2").arg(player.name, wantedEnemies(player));
    case Misfit::NotPublic:
        return Text::tr("%1 waits because no game is public").arg(player.name);
    case Misfit::Full:
        return Text::tr("%1 waits because every game is full").arg(player.name);
    case Misfit::AddOns:
        return Text::tr("%1 waits because no game has the same add-ons").arg(player.name);
    case Misfit::InMatch:
        return Text::tr("%1 waits because every match is running already").arg(player.name);
    case Misfit::ClosedToMatchmaking:
        return Text::tr("%1 waits because no game is open to matchmaking").arg(player.name);
    case Misfit::SettingUp:
        return Text::tr("%1 waits because every game is still being set up").arg(player.name);
    case Misfit::Ending:
    case Misfit::Banned:
    case Misfit::Other:
        break;
    }
    return Text::tr("%1 waits because no game fits").arg(player.name);
}

constexpr Misfit kTitleOrder[] {
    Misfit::Difficulty,          Misfit::Map,     Misfit::Enemy,    Misfit::AddOns, Misfit::NotPublic, Misfit::Full,
    Misfit::ClosedToMatchmaking, Misfit::InMatch, Misfit::SettingUp};

} // namespace

QString misfitsText(const server::QueueRow &player, const ComparedGame &compared)
{
    QStringList parts;
    for (const Misfit misfit : compared.misfits)
        parts.append(misfitText(misfit, player, *compared.game));
    return parts.join(u" · "_s);
}

Explanation explain(const server::QueueRow &player, const QList<ComparedGame> &games)
{
    if (games.isEmpty()) {
        return {Text::tr("%1 waits because there is no game yet").arg(player.name),
                Text::tr("Somebody has to create one. It appears here, and those who fit are placed at once."), false};
    }
    const ComparedGame &closest = games.constFirst();
    if (closest.misfits.isEmpty()) {
        return {Text::tr("%1 fits into %2").arg(player.name, mapName(closest.game->map)),
                Text::tr("They are placed in a moment."), true};
    }
    QString title = Text::tr("%1 waits because no game fits everything they want").arg(player.name);
    for (const Misfit misfit : kTitleOrder) {
        if (std::all_of(games.cbegin(), games.cend(),
                        [misfit](const ComparedGame &game) { return game.misfits.contains(misfit); })) {
            title = commonTitle(misfit, player);
            break;
        }
    }
    return {title, Text::tr("Closest is %1: %2.").arg(mapName(closest.game->map), misfitsText(player, closest)), false};
}

} // namespace app
