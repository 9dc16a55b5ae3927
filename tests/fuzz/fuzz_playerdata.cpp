// Saved values of players, which anybody may have written: what can be read is written as a value that reads the same.

#include "require.h"

#include <core/base/bytes.h>
#include <core/playerdata/baserecord.h>
#include <core/playerdata/characterrecord.h>
#include <core/playerdata/classrecord.h>
#include <core/playerdata/matchreport.h>
#include <core/playerdata/n7estimate.h>
#include <core/playerdata/numberlists.h>

using fuzz::require;

namespace {

template <class Record>
void checkRecord(const QByteArray &value)
{
    const auto record = Record::parse(value);
    if (!record)
        return;
    const QByteArray written = record->toValue();
    const auto again = Record::parse(written);
    require(again.hasValue());
    require(again->toValue() == written);
}

void checkRepair(const QByteArray &value)
{
    const auto repaired = playerdata::repairedCharacter(value);
    if (!repaired)
        return;
    require(playerdata::CharacterRecord::parse(*repaired).hasValue());
    require(!playerdata::repairedCharacter(*repaired));
}

void checkReport(const QByteArray &value)
{
    // The two halves are the data before and after a match.
    const qsizetype half = value.size() / 2;
    playerdata::MatchReport report;
    report.players.append({.id = base::PlayerId {1},
                           .name = {},
                           .before = {{"Progress", value.first(half)}, {"char0", value.sliced(half)}},
                           .after = {{"Progress", value.sliced(half)}}});
    require(report.toJson().size() == 4);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray value = base::toByteArray(base::asBytes(data + 1, size - 1));
    switch (data[0] % 7) {
    case 0:
        checkRecord<playerdata::BaseRecord>(value);
        break;
    case 1:
        checkRecord<playerdata::ClassRecord>(value);
        require(playerdata::ClassSums::of({{"class1", value}}).promotions() <= 0xFFFF'FFFFU);
        break;
    case 2:
        checkRecord<playerdata::CharacterRecord>(value);
        checkRepair(value);
        break;
    case 3:
        checkRecord<playerdata::CounterList>(value);
        break;
    case 4:
        checkRecord<playerdata::NewItems>(value);
        break;
    case 5:
        if (const auto list = playerdata::parseTimestamps(value))
            require(*playerdata::parseTimestamps(playerdata::timestampsValue(*list)) == *list);
        break;
    default:
        checkReport(value);
        break;
    }
    return 0;
}
