#pragma once
// The new standings after a match, as the game worked them out: rating and challenge points of players by id.
//
// Written to the boards only for the player who reports and for those in the same game; entries of others, and numbers
// no player can have reached, are skipped. The answer is empty; then, whenever the report could be read, the
// notification GameReportSubmitted follows to the sender. What was played is not taken from here.
//
// On the wire the report stands twice under one tag: as a list of one number, its type, then as the group itself. What
// comes behind that group varies and is not looked at.

#include <core/base/clock.h>
#include <core/base/limits.h>
#include <core/base/log.h>
#include <core/blaze/command.h>
#include <core/blaze/context.h>
#include <core/blaze/reply.h>
#include <core/session/presence.h>
#include <core/stats/boards.h>
#include <core/tdf/codec.h>

#include <utility>

namespace stats::gamereporting {

struct ReportedStanding
{
    quint64 challengePoints = 0;
    quint64 n7Rating = 0;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"NCHP">(&ReportedStanding::challengePoints),
                           tdf::field<"NRAT">(&ReportedStanding::n7Rating));
    }
};

struct ReportedGame
{
    QList<std::pair<quint64, ReportedStanding>> players; // by id

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"PLYR">(&ReportedGame::players, tdf::maxCount(base::kReportPlayersMax)));
    }
};

struct ReportGroup
{
    tdf::IntList type;
    ReportedGame game;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"GAME">(&ReportGroup::type, tdf::byType),
                           tdf::field<"GAME">(&ReportGroup::game, tdf::byType));
    }
};

struct SubmitOfflineGameReportRequest
{
    ReportGroup report;

    static constexpr bool tdfIgnoreTail = true;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"RPRT">(&SubmitOfflineGameReportRequest::report));
    }
};

struct GameReportSubmitted
{
    tdf::IntList data;
    quint32 error = 0;
    quint32 final = 0;
    quint64 history = 0;
    quint64 report = 0;

    static constexpr auto tdfFields()
    {
        return tdf::fields(
            tdf::field<"DATA">(&GameReportSubmitted::data), tdf::field<"EROR">(&GameReportSubmitted::error),
            tdf::field<"FNL">(&GameReportSubmitted::final), tdf::field<"GHID">(&GameReportSubmitted::history),
            tdf::field<"GRID">(&GameReportSubmitted::report));
    }
};

inline constexpr blaze::Command<SubmitOfflineGameReportRequest, blaze::Empty> submitOfflineGameReport {
    .component = blaze::Component::GameReporting,
    .id = 0x2,
    .name = "gamereporting.submitOfflineGameReport",
    .access = blaze::Access::Player,
    .rate = {.burst = 10, .perMinute = 20}, // the game sends one after a match
};

inline constexpr blaze::Notification<GameReportSubmitted> gameReportSubmitted {
    .component = blaze::Component::GameReporting, .id = 0x72, .name = "gamereporting.gameReportSubmitted"};

class SubmitOfflineGameReportHandler
{
public:
    SubmitOfflineGameReportHandler(Boards &boards, const session::Presence &presence, const base::Clock &clock);
    void operator()(const SubmitOfflineGameReportRequest &request, blaze::Context &context,
                    blaze::Reply<blaze::Empty> reply);

private:
    // Whether `reporter` may say something about that player.
    [[nodiscard]] bool knows(const session::SignedInPlayer &reporter, base::PlayerId player) const;
    void noteSkipped(const session::SignedInPlayer &reporter, qsizetype skipped);

    Boards &m_boards;
    const session::Presence &m_presence;
    const base::Clock &m_clock;
    base::LogLimiter m_logLimiter;
};

} // namespace stats::gamereporting
