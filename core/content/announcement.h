#pragma once
// What the operator says to players while they play: to whom, what, how it looks, and, for one that waits, when.
// Values.

#include <core/base/clock.h>
#include <core/base/ids.h>

#include <QList>
#include <QString>

#include <chrono>

namespace content {

struct AnnouncementTarget
{
    enum class Kind {
        All,    // everybody who is logged in
        Game,   // the members of one game
        Player, // one player
    };
    Kind kind = Kind::All;
    base::GameId game {};     // Kind::Game
    base::PlayerId player {}; // Kind::Player

    [[nodiscard]] static AnnouncementTarget all() { return {}; }
    [[nodiscard]] static AnnouncementTarget of(base::GameId game) { return {.kind = Kind::Game, .game = game}; }
    [[nodiscard]] static AnnouncementTarget of(base::PlayerId player)
    {
        return {.kind = Kind::Player, .player = player};
    }
    bool operator==(const AnnouncementTarget &) const = default;
};

enum class AnnouncementKind {
    Line,     // the notification line of the game
    Terminal, // the same line, and a terminal message for players with the published plugin
};

enum class AnnouncementId : std::uint32_t {}; // counts from 1, never used twice for one schedule

// One that waits. A countdown tells the time left in `text`, where {t} stands, at each of its marks.
struct ScheduledAnnouncement
{
    AnnouncementId id {};
    AnnouncementTarget target; // All or Player: a game does not outlive a restart
    // {n} the player's name, {v} the server's version, {t} the time left of a countdown ("5 minutes", "now").
    // <font color='#RRGGBB'> is understood.
    QString text;
    AnnouncementKind kind = AnnouncementKind::Line;
    base::WallTime at; // when it is told; of a countdown: its zero
    // Told again and again; zero: once. Not together with marks.
    std::chrono::seconds repeatEvery {0};
    // Before `at`, longest first; empty: no countdown. Zero itself is always told.
    QList<std::chrono::seconds> marks;

    bool operator==(const ScheduledAnnouncement &) const = default;
};

enum class ScheduleError {
    TextEmpty,
    TextTooLong, // over base::kAnnouncementTextMax
    TimePast,
    TimeTooFar,     // over base::kAnnouncementAheadMax
    RepeatTooShort, // under base::kAnnouncementRepeatMin
    GameTarget,     // games do not outlive a restart
    MarksWrong,     // none below zero, at most kAnnouncementMarksMax, not with repeatEvery
    TooMany,        // over base::kAnnouncementsMax
    NotStored,      // the file could not be written; nothing was changed
};

} // namespace content
