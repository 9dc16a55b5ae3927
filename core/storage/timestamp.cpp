#include <core/storage/timestamp.h>

#include <QDateTime>

#include <cmath>
#include <limits>

namespace storage {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

constexpr qint64 kSecondsMin = -9'214'646'400; // 1678-01-01
constexpr qint64 kSecondsMax = 9'214'646'399;  // 2261-12-31
constexpr double kJulianDayOfEpoch = 2'440'587.5;
constexpr int kDaySeconds = 86'400;

std::optional<Timestamp> fromUnix(qint64 unixSeconds, int nanos = 0)
{
    if (unixSeconds < kSecondsMin || unixSeconds > kSecondsMax)
        return std::nullopt;
    return Timestamp(seconds(unixSeconds) + nanoseconds(nanos));
}

std::optional<Timestamp> fromJulianDay(double day)
{
    const double unixMs = std::round((day - kJulianDayOfEpoch) * kDaySeconds * 1000.0);
    if (!(std::abs(unixMs) < 1e15)) // also when not a number
        return std::nullopt;
    const auto whole = static_cast<qint64>(unixMs);
    const qint64 secondsOfIt = whole >= 0 ? whole / 1000 : -((-whole + 999) / 1000);
    return fromUnix(secondsOfIt, static_cast<int>(whole - secondsOfIt * 1000) * 1'000'000);
}

// Reads a text from the front; stays where it is when the next part is another.
class Reader
{
public:
    explicit Reader(QStringView text)
        : m_rest(text)
    {}
    [[nodiscard]] std::optional<int> digits(qsizetype count)
    {
        if (m_rest.size() < count)
            return std::nullopt;
        int value = 0;
        for (const QChar c : m_rest.first(count)) {
            if (c < u'0' || c > u'9')
                return std::nullopt;
            value = value * 10 + (c.unicode() - u'0');
        }
        m_rest = m_rest.sliced(count);
        return value;
    }
    [[nodiscard]] bool oneOf(QStringView characters)
    {
        if (m_rest.isEmpty() || !characters.contains(m_rest.front()))
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }
    [[nodiscard]] QStringView rest() const { return m_rest; }

private:
    QStringView m_rest;
};

std::optional<int> readFraction(Reader &reader)
{
    if (!reader.oneOf(u"."))
        return 0;
    int value = 0;
    int count = 0;
    while (const auto digit = reader.digits(1)) {
        if (count < 9)
            value = value * 10 + *digit;
        count += 1;
    }
    for (int i = count; i < 9; ++i)
        value *= 10;
    return count == 0 ? std::nullopt : std::optional(value);
}

struct Zone
{
    bool given = false;
    int offsetSeconds = 0;
};

std::optional<Zone> readZone(Reader &reader)
{
    if (reader.rest().isEmpty())
        return Zone {};
    if (reader.oneOf(u"Zz"))
        return reader.rest().isEmpty() ? std::optional(Zone {.given = true}) : std::nullopt;
    const bool west = reader.rest().startsWith(u'-');
    if (!reader.oneOf(u"+-"))
        return std::nullopt;
    const auto hours = reader.digits(2);
    std::ignore = reader.oneOf(u":"); // both +01:00 and +0100 are in use, and +01
    const auto minutes = reader.rest().isEmpty() ? std::optional(0) : reader.digits(2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59 || !reader.rest().isEmpty())
        return std::nullopt;
    const int offset = *hours * 3600 + *minutes * 60;
    return Zone {.given = true, .offsetSeconds = west ? -offset : offset};
}

std::optional<qint64> toUnix(QDate date, int secondOfDay, Zone zone, NoZone noZone)
{
    if (zone.given && noZone != NoZone::LocalDropZone)
        return QDateTime(date, QTime(0, 0), Qt::UTC).toSecsSinceEpoch() + secondOfDay - zone.offsetSeconds;
    const auto spec = noZone == NoZone::Utc ? Qt::UTC : Qt::LocalTime;
    const QTime time(secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60);
    const QDateTime moment(date, time, spec);
    // Not valid: an hour that daylight saving left out. Take it as if the clock had not been changed yet.
    if (moment.isValid())
        return moment.toSecsSinceEpoch();
    return QDateTime(date, QTime(0, 0), spec).toSecsSinceEpoch() + secondOfDay;
}

std::optional<Timestamp> fromText(QStringView text, NoZone noZone)
{
    Reader reader(text);
    const auto year = reader.digits(4);
    if (!year || !reader.oneOf(u"-"))
        return std::nullopt;
    const auto month = reader.digits(2);
    if (!month || !reader.oneOf(u"-"))
        return std::nullopt;
    const auto day = reader.digits(2);
    if (!day || !reader.oneOf(u"T t"))
        return std::nullopt;
    const auto hour = reader.digits(2);
    if (!hour || !reader.oneOf(u":"))
        return std::nullopt;
    const auto minute = reader.digits(2);
    if (!minute || !reader.oneOf(u":"))
        return std::nullopt;
    const auto second = reader.digits(2);
    const auto fraction = readFraction(reader);
    const auto zone = readZone(reader);
    const QDate date(*year, *month, *day);
    if (!second || !fraction || !zone || !date.isValid() || *hour > 23 || *minute > 59 || *second > 59)
        return std::nullopt;
    const auto unixSeconds = toUnix(date, *hour * 3600 + *minute * 60 + *second, *zone, noZone);
    return unixSeconds ? fromUnix(*unixSeconds, *fraction) : std::nullopt;
}

// A column declared as text turns numbers into text when they are stored.
std::optional<Timestamp> fromNumericText(const QString &text)
{
    bool ok = false;
    if (const qint64 whole = text.toLongLong(&ok); ok)
        return fromUnix(whole);
    if (const double day = text.toDouble(&ok); ok)
        return fromJulianDay(day);
    return std::nullopt;
}

struct Parts
{
    qint64 unixSeconds = 0;
    int nanoseconds = 0;
};

Parts split(Timestamp time)
{
    const auto whole = floor<seconds>(time);
    return {.unixSeconds = whole.time_since_epoch().count(), .nanoseconds = static_cast<int>((time - whole).count())};
}

QString fractionText(int nanos)
{
    if (nanos == 0)
        return {};
    const QString digits = QString::number(nanos).rightJustified(9, u'0');
    const qsizetype length = nanos % 1'000'000 == 0 ? 3 : nanos % 1000 == 0 ? 6 : 9;
    return u'.' + digits.first(length);
}

QString format(Timestamp time, Qt::TimeSpec spec, const QString &pattern)
{
    const Parts parts = split(time);
    return QDateTime::fromSecsSinceEpoch(parts.unixSeconds, spec).toString(pattern) + fractionText(parts.nanoseconds);
}

} // namespace

std::optional<Timestamp> timestampFrom(const QVariant &stored, NoZone noZone)
{
    switch (stored.typeId()) {
    case QMetaType::Int:
    case QMetaType::LongLong:
        return fromUnix(stored.toLongLong());
    case QMetaType::Double:
        return fromJulianDay(stored.toDouble());
    case QMetaType::QString:
    case QMetaType::QByteArray: {
        const QString text = stored.toString().trimmed();
        const auto time = fromText(text, noZone);
        return time ? time : fromNumericText(text);
    }
    default:
        return std::nullopt;
    }
}

QString toStoredText(Timestamp time)
{
    return format(time, Qt::UTC, u"yyyy-MM-ddTHH:mm:ss"_s) + u"+00:00"_s;
}

QString toStoredNaiveText(Timestamp time)
{
    return format(time, Qt::UTC, u"yyyy-MM-dd HH:mm:ss"_s);
}

QString toZuluText(Timestamp time)
{
    return format(time, Qt::UTC, u"yyyy-MM-ddTHH:mm:ss"_s) + u'Z';
}

QString toLocalText(Timestamp time)
{
    return format(time, Qt::LocalTime, u"yyyy-MM-ddTHH:mm:ss"_s);
}

} // namespace storage
