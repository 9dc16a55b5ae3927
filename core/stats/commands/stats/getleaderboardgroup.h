#pragma once
// How a leaderboard looks: its titles and its one column. Names are "N7Rating" or "ChallengePoints" with a place behind
// it that only changes the title; any other name gets an empty answer. Login is not needed.

#include <core/stats/commands/stats/boardreply.h>

#include <optional>
#include <utility>

namespace stats {

struct LeaderboardGroupRequest
{
    QByteArray name;

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"NAME">(&LeaderboardGroupRequest::name)); }
};

struct LeaderboardColumn
{
    QByteArray category;
    QByteArray initial;
    quint32 derived = 0;
    QByteArray format;
    QByteArray kind;
    QByteArray longTitle;
    QByteArray layout;
    QByteArray name;
    QByteArray title;
    quint32 type = 0;

    static constexpr auto tdfFields()
    {
        return tdf::fields(
            tdf::field<"CATG">(&LeaderboardColumn::category), tdf::field<"DFLT">(&LeaderboardColumn::initial),
            tdf::field<"DRVD">(&LeaderboardColumn::derived), tdf::field<"FRMT">(&LeaderboardColumn::format),
            tdf::field<"KIND">(&LeaderboardColumn::kind), tdf::field<"LDSC">(&LeaderboardColumn::longTitle),
            tdf::field<"META">(&LeaderboardColumn::layout), tdf::field<"NAME">(&LeaderboardColumn::name),
            tdf::field<"SDSC">(&LeaderboardColumn::title), tdf::field<"TYPE">(&LeaderboardColumn::type));
    }
};

struct KeyScope
{
    QList<std::pair<quint32, quint32>> values;

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"KSVL">(&KeyScope::values)); }
};

// All members or none.
struct LeaderboardGroupResponse
{
    // The game looks for ASCD here, does not find it and takes the board for a descending one, which it is.
    std::optional<quint32> ascending;
    std::optional<QByteArray> boardName;
    std::optional<QString> description;
    std::optional<tdf::ObjectType> entityType;
    std::optional<QList<std::pair<QByteArray, KeyScope>>> keyScopes;
    std::optional<quint32> size;
    std::optional<QList<LeaderboardColumn>> columns;
    std::optional<QByteArray> layout;
    std::optional<QByteArray> name;
    std::optional<QByteArray> shortName;

    static constexpr auto tdfFields()
    {
        return tdf::fields(
            tdf::field<"ACSD">(&LeaderboardGroupResponse::ascending),
            tdf::field<"BNAM">(&LeaderboardGroupResponse::boardName),
            tdf::field<"DESC">(&LeaderboardGroupResponse::description),
            tdf::field<"ETYP">(&LeaderboardGroupResponse::entityType),
            tdf::field<"KSUM">(&LeaderboardGroupResponse::keyScopes),
            tdf::field<"LBSZ">(&LeaderboardGroupResponse::size), tdf::field<"LIST">(&LeaderboardGroupResponse::columns),
            tdf::field<"META">(&LeaderboardGroupResponse::layout), tdf::field<"NAME">(&LeaderboardGroupResponse::name),
            tdf::field<"SNAM">(&LeaderboardGroupResponse::shortName));
    }
};

inline constexpr blaze::Command<LeaderboardGroupRequest, LeaderboardGroupResponse> getLeaderboardGroup {
    .component = blaze::Component::Stats,
    .id = 0xA,
    .name = "stats.getLeaderboardGroup",
};

// What is shown for the place behind a board's name, which is compared in lower case; unknown ones are shown so.
[[nodiscard]] QString placeShown(const QString &place);

class GetLeaderboardGroupHandler
{
public:
    void operator()(const LeaderboardGroupRequest &request, blaze::Context &context,
                    blaze::Reply<LeaderboardGroupResponse> reply) const;
};

} // namespace stats
