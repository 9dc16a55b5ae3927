#include <core/playerdata/classrecord.h>

#include <core/playerdata/fields.h>

#include <algorithm>
#include <array>
#include <limits>

namespace playerdata {

using base::failure;

Result<ClassRecord, ValueError> ClassRecord::parse(QByteArrayView value)
{
    const QList<QByteArrayView> fields = split(value, ';');
    if (fields.size() < 6)
        return failure(ValueError {ValueErrorKind::TooFewFields, static_cast<int>(fields.size())});
    const auto level = toU32(fields[3]);
    if (!level || *level > std::numeric_limits<quint8>::max())
        return failure(ValueError {ValueErrorKind::NotANumber, 3});
    const auto promotions = toU32(fields[5]);
    if (!promotions)
        return failure(ValueError {ValueErrorKind::NotANumber, 5});
    ClassRecord record;
    record.version = fields[0].toByteArray();
    record.devVersion = fields[1].toByteArray();
    record.name = fields[2].toByteArray();
    record.level = static_cast<quint8>(*level);
    record.xpText = fields[4].toByteArray();
    record.promotions = *promotions;
    for (qsizetype i = 6; i < fields.size(); ++i)
        record.more += ';' + fields[i].toByteArray();
    return record;
}

QByteArray ClassRecord::toValue() const
{
    const auto number = xp();
    const QByteArray experience = number ? fromNumber(*number) : xpText;
    return version + ';' + devVersion + ';' + name + ';' + QByteArray::number(level) + ';' + experience + ';' +
           QByteArray::number(promotions) + more;
}

std::optional<double> ClassRecord::xp() const
{
    return toNumber(xpText);
}

void ClassRecord::setXp(double xp)
{
    xpText = fromNumber(xp);
}

QByteArrayView className(int number)
{
    static constexpr std::array<const char *, 6> names {"Adept",    "Soldier",     "Engineer",
                                                        "Sentinel", "Infiltrator", "Vanguard"};
    return number >= 1 && number <= 6 ? QByteArrayView(names[static_cast<std::size_t>(number - 1)]) : QByteArrayView();
}

int skillPoints(int level)
{
    static constexpr std::array<int, 21> points {0,  2,  5,  8,  11, 14, 17, 20, 24, 28, 32,
                                                 36, 40, 45, 50, 55, 60, 66, 72, 78, 84};
    return points[static_cast<std::size_t>(std::clamp(level, 0, 20))];
}

} // namespace playerdata
