#pragma once
// The saved values that are mere numbers:
//
//     Progress, Completion, cscompletion             22,n,n,n…           a version, then counters
//     cstimestamps, cstimestamps2, cstimestamps3     n,n,n…              no version; may be empty
//     csreward                                       n                   the chosen banner, 0 = none
//     NewItem                                        20;4;n n n…         inventory indexes marked new; may be none
//
// All 32 bits, plain decimal, strict. Pure; any thread.

#include <core/playerdata/valueerror.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace playerdata {

struct CounterList
{
    quint32 version = 22;
    QList<quint32> values;

    [[nodiscard]] static Result<CounterList, ValueError> parse(QByteArrayView value);
    [[nodiscard]] QByteArray toValue() const;
};

// One counter of a list of which other parts may be unreadable; nullopt: missing or no number.
[[nodiscard]] std::optional<quint32> counterAt(QByteArrayView value, qsizetype index);

[[nodiscard]] Result<QList<quint32>, ValueError> parseTimestamps(QByteArrayView value);
[[nodiscard]] QByteArray timestampsValue(const QList<quint32> &timestamps);

[[nodiscard]] Result<quint32, ValueError> parseReward(QByteArrayView value);
[[nodiscard]] QByteArray rewardValue(quint32 reward);

struct NewItems
{
    quint32 version = 20;
    quint32 devVersion = 4;
    QList<quint32> items;

    [[nodiscard]] static Result<NewItems, ValueError> parse(QByteArrayView value);
    [[nodiscard]] QByteArray toValue() const;
};

} // namespace playerdata
