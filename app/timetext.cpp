#include <app/timetext.h>

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(app::TimeText)
};

} // namespace

QString durationText(std::chrono::seconds duration)
{
    const qint64 seconds = std::max<qint64>(0, duration.count());
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    if (minutes == 0)
        return Text::tr("%1 s", "seconds").arg(seconds);
    if (hours == 0)
        return Text::tr("%1 min").arg(minutes);
    if (hours < 24) {
        return minutes % 60 == 0 ? Text::tr("%1 h", "hours").arg(hours)
                                 : Text::tr("%1 h %2 min").arg(hours).arg(minutes % 60);
    }
    return hours % 24 == 0 ? Text::tr("%1 d", "days").arg(hours / 24)
                           : Text::tr("%1 d %2 h").arg(hours / 24).arg(hours % 24);
}

QString clockText(std::chrono::seconds duration)
{
    const qint64 seconds = std::max<qint64>(0, duration.count());
    const auto two = [](qint64 number) { return u"%1"_s.arg(number, 2, 10, QChar(u'0')); };
    const qint64 minutes = seconds / 60;
    if (minutes < 60)
        return QString::number(minutes) + u':' + two(seconds % 60);
    return QString::number(minutes / 60) + u':' + two(minutes % 60) + u':' + two(seconds % 60);
}

QString agoText(const QDateTime &when, const QDateTime &now)
{
    const qint64 seconds = when.secsTo(now);
    if (seconds < 60)
        return Text::tr("Just now");
    if (seconds < 3600)
        return Text::tr("%1 min ago").arg(seconds / 60);
    if (seconds < 24 * 3600)
        return Text::tr("%1 h ago").arg(seconds / 3600);
    const QDate date = when.toLocalTime().date();
    const bool sameYear = date.year() == now.toLocalTime().date().year();
    return QLocale().toString(date, sameYear ? Text::tr("d MMM", "date this year") : Text::tr("d MMM yyyy", "date"));
}

} // namespace app
