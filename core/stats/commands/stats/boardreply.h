#pragma once
// The rows of a leaderboard as the game is told them: the answer of all three requests for a part of one.

#include <core/base/ids.h>
#include <core/blaze/command.h>
#include <core/blaze/context.h>
#include <core/blaze/reply.h>
#include <core/stats/boards.h>
#include <core/tdf/codec.h>

#include <QByteArray>
#include <QList>
#include <QString>

namespace stats {

// A read costs the database something, and a person who scrolls asks a few times a second at most.
inline constexpr blaze::Rate kBoardRate {.burst = 60, .perMinute = 240};

struct RowGroup
{
    QString name;
    PlayerId player {};
    qint64 rank = 0;
    QByteArray ranked; // the value in decimal
    quint32 flags = 0;
    tdf::Union<> status;
    QList<QByteArray> values; // the value once more, the one column there is
    quint32 attributes = 0;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"ENAM">(&RowGroup::name), tdf::field<"ENID">(&RowGroup::player),
                           tdf::field<"RANK">(&RowGroup::rank), tdf::field<"RSTA">(&RowGroup::ranked),
                           tdf::field<"RWFG">(&RowGroup::flags), tdf::field<"RWST">(&RowGroup::status),
                           tdf::field<"STAT">(&RowGroup::values), tdf::field<"UATT">(&RowGroup::attributes));
    }
};

struct BoardResponse
{
    QList<RowGroup> rows;

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"LDLS">(&BoardResponse::rows)); }

    [[nodiscard]] static BoardResponse of(const Boards::Rows &rows);
};

} // namespace stats
