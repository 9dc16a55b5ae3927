#pragma once
// Words of people for what a game says in numbers: enemies, states, paths. The numbers are the game's own
// ("map7", "enemy2", "difficulty1"). Pure; GUI thread because of tr().

#include <app/mapnames.h>
#include <app/tone.h>

#include <core/server/status.h>

#include <QString>

namespace app {

// A state or path as it is shown: icon, word and tone.
struct Badge
{
    QString icon; // empty: the tone's own
    QString text;
    tone::Tone tone = tone::Off;

    bool operator==(const Badge &) const = default;
};

[[nodiscard]] QString enemyName(const server::Choice &enemy);
[[nodiscard]] QString difficultyName(const server::Choice &difficulty);
[[nodiscard]] QString privacyName(server::GamePrivacy privacy);
[[nodiscard]] QString privacyIcon(server::GamePrivacy privacy);
[[nodiscard]] QString addOnNames(quint8 addOns); // "Resurgence, Earth"; "None"
[[nodiscard]] QString addOnCount(quint8 addOns); // "All 5", "2 of 5", "None"

[[nodiscard]] Badge phaseBadge(const server::GameRow &game, bool hostChangedLately);
[[nodiscard]] Badge pathBadge(server::PlayerPath path);
// One sentence why the traffic goes this way.
[[nodiscard]] QString pathReason(server::PlayerPath path);
[[nodiscard]] QString routerName(server::RouterType router);

// "Noveria · Geth · Gold"
[[nodiscard]] QString gameLine(const server::GameRow &game);
// Why nobody else gets in, or that they do: "Yes", "No, full".
[[nodiscard]] QString joinableText(const server::GameRow &game);

// "Glacier or White · any enemy · Gold": what a player waits for.
[[nodiscard]] QString wantedLine(const server::QueueRow &player);
// "Glacier or White"; "Any" when there is nothing that is asked for.
[[nodiscard]] QString wantedMaps(const server::QueueRow &player);
[[nodiscard]] QString wantedEnemies(const server::QueueRow &player);
[[nodiscard]] QString wantedDifficulties(const server::QueueRow &player);

} // namespace app
