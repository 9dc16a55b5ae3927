#include <core/playerdata/n7estimate.h>

#include <core/playerdata/classrecord.h>

#include <algorithm>
#include <limits>

namespace playerdata {

void ClassSums::add(QByteArrayView key, QByteArrayView value)
{
    if (!key.startsWith("class"))
        return;
    const auto record = ClassRecord::parse(value);
    if (!record)
        return;
    levels += record->level;
    promotionsTotal += record->promotions; // rows are bounded, so 64 bits hold every sum
}

ClassSums ClassSums::of(const QList<std::pair<QByteArray, QByteArray>> &rows)
{
    ClassSums sums;
    for (const auto &[key, value] : rows)
        sums.add(key, value);
    return sums;
}

quint32 ClassSums::promotions() const noexcept
{
    return static_cast<quint32>(std::min<quint64>(promotionsTotal, std::numeric_limits<quint32>::max()));
}

} // namespace playerdata
