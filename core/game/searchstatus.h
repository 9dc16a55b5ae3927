#pragma once
// What a searching player is told: how the search goes, at least once before it is placed, and that it has ended
// without a game. Most of the status describes what official servers searched by; it has the values they sent.

#include <core/blaze/command.h>
#include <core/game/gamesetup.h>

namespace game {

struct CreateStatus
{
    quint8 evaluation = 6; // 2 acceptable host, 4 team sizes
    quint32 matchedNow = 1;
    quint32 players = 0;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"EVST">(&CreateStatus::evaluation), tdf::field<"MMSN">(&CreateStatus::matchedNow),
                           tdf::field<"NOMP">(&CreateStatus::players));
    }
};

struct EmptyStatus
{
    static constexpr auto tdfFields() { return tdf::fields(); }
};

struct DropOutStatus
{
    quint32 least = 0;
    quint32 most = 0;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"MDNF">(&DropOutStatus::least), tdf::field<"XDNF">(&DropOutStatus::most));
    }
};

struct FindStatus
{
    quint32 games = 0;
    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"GNUM">(&FindStatus::games)); }
};

struct DistanceStatus
{
    quint32 distance = 0;
    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"DIST">(&DistanceStatus::distance)); }
};

struct SizeStatus
{
    quint32 most = base::kGamePlayersMax;
    quint32 least = 2;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"PMAX">(&SizeStatus::most), tdf::field<"PMIN">(&SizeStatus::least));
    }
};

struct BalanceStatus
{
    quint32 value = 1;
    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"BVAL">(&BalanceStatus::value)); }
};

struct ViabilityStatus
{
    quint32 value = 0; // assured
    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"VVAL">(&ViabilityStatus::value)); }
};

struct RankStatus
{
    quint32 value = 0;
    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"RVAL">(&RankStatus::value)); }
};

struct TeamStatus
{
    quint32 most = 0;
    quint32 least = 0;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"TMAX">(&TeamStatus::most), tdf::field<"TMIN">(&TeamStatus::least));
    }
};

struct SearchStatus
{
    CreateStatus create;
    EmptyStatus custom;
    DropOutStatus dropOuts;
    FindStatus find;
    DistanceStatus distance;
    QList<std::pair<QByteArray, EmptyStatus>> rules;
    SizeStatus size;
    BalanceStatus balance;
    ViabilityStatus viability;
    EmptyStatus pingSites;
    RankStatus rank;
    TeamStatus teams;
    QList<std::pair<QByteArray, EmptyStatus>> skills;
    ViabilityStatus virtualGame;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"CGS">(&SearchStatus::create), tdf::field<"CUST">(&SearchStatus::custom),
                           tdf::field<"DNFS">(&SearchStatus::dropOuts), tdf::field<"FGS">(&SearchStatus::find),
                           tdf::field<"GEOS">(&SearchStatus::distance), tdf::field<"GRDA">(&SearchStatus::rules),
                           tdf::field<"GSRD">(&SearchStatus::size), tdf::field<"HBRD">(&SearchStatus::balance),
                           tdf::field<"HVRD">(&SearchStatus::viability), tdf::field<"PSRS">(&SearchStatus::pingSites),
                           tdf::field<"RRDA">(&SearchStatus::rank), tdf::field<"TSRS">(&SearchStatus::teams),
                           tdf::field<"UEDS">(&SearchStatus::skills), tdf::field<"VGRS">(&SearchStatus::virtualGame));
    }
};

struct MatchmakingAsyncStatus
{
    QList<SearchStatus> statuses;
    PlayerId search {};
    PlayerId session {};
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"ASIL">(&MatchmakingAsyncStatus::statuses),
                           tdf::field<"MSID">(&MatchmakingAsyncStatus::search),
                           tdf::field<"USID">(&MatchmakingAsyncStatus::session));
    }
    // `games`: candidates.
    [[nodiscard]] static MatchmakingAsyncStatus of(PlayerId player, quint32 games)
    {
        return {.statuses = {SearchStatus {.find = {.games = games}}}, .search = player, .session = player};
    }
};

struct MatchmakingFailed
{
    quint32 fitMax = kFitScoreMax;
    PlayerId search {};
    quint8 result = 3; // timed out
    PlayerId session {};
    static constexpr auto tdfFields()
    {
        return tdf::fields(
            tdf::field<"MAXF">(&MatchmakingFailed::fitMax), tdf::field<"MSID">(&MatchmakingFailed::search),
            tdf::field<"RSLT">(&MatchmakingFailed::result), tdf::field<"USID">(&MatchmakingFailed::session));
    }
};

inline constexpr blaze::Notification<MatchmakingFailed> matchmakingFailed {
    .component = blaze::Component::GameManager, .id = 0xA, .name = "gamemanager.matchmakingFailed"};
inline constexpr blaze::Notification<MatchmakingAsyncStatus> matchmakingAsyncStatus {
    .component = blaze::Component::GameManager, .id = 0xC, .name = "gamemanager.matchmakingAsyncStatus"};

} // namespace game
