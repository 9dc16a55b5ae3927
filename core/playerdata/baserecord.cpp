#include <core/playerdata/baserecord.h>

#include <core/base/limits.h>
#include <core/playerdata/fields.h>

#include <algorithm>

namespace playerdata {

using base::failure;

namespace {

constexpr qsizetype kFields = 11;
constexpr qsizetype kItemsNow = 671; // of the game's last version

// −1: no digit.
int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

QByteArray inventoryFrom(QByteArrayView text)
{
    QByteArray items;
    items.reserve((text.size() + 1) / 2);
    for (qsizetype at = 0; at < text.size(); at += 2) {
        const int high = hexDigit(text[at]);
        const bool single = at + 1 == text.size();
        const int low = single ? 0 : hexDigit(text[at + 1]);
        const int value = high < 0 || low < 0 ? 0 : single ? high : high * 16 + low;
        items.append(static_cast<char>(value));
    }
    return items;
}

} // namespace

Result<BaseRecord, ValueError> BaseRecord::parse(QByteArrayView value)
{
    const QList<QByteArrayView> fields = split(value, ';');
    if (fields.size() < kFields)
        return failure(ValueError {ValueErrorKind::TooFewFields, static_cast<int>(fields.size())});
    BaseRecord record;
    int wrong = -1;
    const auto signedField = [&](int field, qint32 &member) {
        const auto read = toI32(fields[field]);
        member = read.value_or(0);
        if (!read && wrong < 0)
            wrong = field;
    };
    const auto unsignedField = [&](int field, quint32 &member) {
        const auto read = toU32(fields[field]);
        member = read.value_or(0);
        if (!read && wrong < 0)
            wrong = field;
    };
    signedField(0, record.version);
    signedField(1, record.devVersion);
    unsignedField(2, record.credits);
    signedField(3, record.nextPackToConsume);
    signedField(4, record.copiesToConsume);
    unsignedField(5, record.creditsSpent);
    signedField(6, record.platformCurrencySpent);
    unsignedField(7, record.gamesPlayed);
    unsignedField(8, record.secondsPlayed);
    signedField(9, record.lastLevelUpTime);
    if (wrong >= 0)
        return failure(ValueError {ValueErrorKind::NotANumber, wrong});
    record.inventory = inventoryFrom(fields[10]);
    for (qsizetype i = kFields; i < fields.size(); ++i)
        record.more += ';' + fields[i].toByteArray();
    return record;
}

QByteArray BaseRecord::toValue() const
{
    const auto number = [](auto value) { return QByteArray::number(value) + ';'; };
    return number(version) + number(devVersion) + number(credits) + number(nextPackToConsume) +
           number(copiesToConsume) + number(creditsSpent) + number(platformCurrencySpent) + number(gamesPlayed) +
           number(secondsPlayed) + number(lastLevelUpTime) + inventory.toHex() + more;
}

int BaseRecord::item(qsizetype index) const
{
    return index >= 0 && index < inventory.size() ? static_cast<quint8>(inventory[index]) : 0;
}

bool BaseRecord::setItem(qsizetype index, int value)
{
    if (index < 0 || index >= base::kInventoryItemsMax || value < 0)
        return false;
    if (index >= inventory.size())
        inventory.append(index + 1 - inventory.size(), '\0');
    inventory[index] = static_cast<char>(std::min(value, 255));
    return true;
}

BaseRecord starterBase()
{
    BaseRecord record;
    record.inventory = QByteArray(kItemsNow, '\0');
    const auto set = [&record](qsizetype from, qsizetype to, int value) {
        for (qsizetype index = from; index <= to; ++index)
            record.setItem(index, value);
    };
    for (const qsizetype weapon : {0, 9, 17, 25, 29}) // Avenger, Mantis, Katana, Predator, Shuriken
        set(weapon, weapon, 1);
    set(242, 245, 2); // how much of each can be carried
    set(247, 258, 1); // the human kits
    set(270, 270, 1); // the welcome screen has been seen
    return record;
}

} // namespace playerdata
