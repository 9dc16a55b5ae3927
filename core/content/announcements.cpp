#include <core/content/announcements.h>

#include <core/base/limits.h>

#include <algorithm>

namespace content {

using namespace Qt::StringLiterals;
using base::failure;
using base::WallTime;
using std::chrono::seconds;

namespace {

// A mark that is told on time says its own round number, a late one what is really left.
constexpr seconds kOnTime {2};

WallTime inMilliseconds(WallTime time)
{
    return std::chrono::floor<std::chrono::milliseconds>(time);
}

QString unit(std::chrono::seconds::rep count, const QString &name)
{
    return u"%1 %2%3"_s.arg(count).arg(name, count == 1 ? QString() : u"s"_s);
}

} // namespace

QString timeLeft(seconds left)
{
    if (left <= seconds(0))
        return u"now"_s;
    const auto hours = left.count() / 3600;
    const auto minutes = left.count() / 60 % 60;
    const auto rest = left.count() % 60;
    QStringList parts;
    if (hours > 0)
        parts << unit(hours, u"hour"_s);
    if (minutes > 0)
        parts << unit(minutes, u"minute"_s);
    if (rest > 0 && hours == 0)
        parts << unit(rest, u"second"_s);
    return parts.join(u' ');
}

std::optional<ScheduleError> Announcements::problemOf(const ScheduledAnnouncement &announcement)
{
    if (announcement.text.trimmed().isEmpty())
        return ScheduleError::TextEmpty;
    if (announcement.text.size() > base::kAnnouncementTextMax)
        return ScheduleError::TextTooLong;
    if (announcement.target.kind == AnnouncementTarget::Kind::Game)
        return ScheduleError::GameTarget;
    const auto &marks = announcement.marks;
    const bool repeats = announcement.repeatEvery != seconds(0);
    if (repeats && announcement.repeatEvery < base::kAnnouncementRepeatMin)
        return ScheduleError::RepeatTooShort;
    if (repeats && announcement.repeatEvery > base::kAnnouncementAheadMax)
        return ScheduleError::TimeTooFar;
    if (marks.size() > base::kAnnouncementMarksMax || (repeats && !marks.isEmpty()))
        return ScheduleError::MarksWrong;
    const bool inRange = std::all_of(marks.begin(), marks.end(), [](seconds mark) {
        return mark > seconds(0) && mark <= base::kAnnouncementAheadMax;
    });
    return inRange ? std::nullopt : std::optional(ScheduleError::MarksWrong);
}

std::optional<WallTime> Announcements::nextOf(const ScheduledAnnouncement &announcement, WallTime after)
{
    if (after < announcement.at) {
        WallTime next = announcement.at;
        for (const seconds mark : announcement.marks) {
            if (announcement.at - mark > after)
                next = std::min(next, announcement.at - mark);
        }
        return next;
    }
    if (announcement.repeatEvery == seconds(0))
        return std::nullopt;
    const auto rounds = (after - announcement.at) / announcement.repeatEvery + 1;
    return announcement.at + rounds * announcement.repeatEvery;
}

WallTime Announcements::lastOf(const ScheduledAnnouncement &announcement, WallTime by)
{
    if (by >= announcement.at) {
        if (announcement.repeatEvery == seconds(0))
            return announcement.at;
        return announcement.at + (by - announcement.at) / announcement.repeatEvery * announcement.repeatEvery;
    }
    WallTime last = WallTime::min();
    for (const seconds mark : announcement.marks) {
        if (announcement.at - mark <= by)
            last = std::max(last, announcement.at - mark);
    }
    return last;
}

base::Result<AnnouncementId, ScheduleError> Announcements::add(ScheduledAnnouncement announcement, WallTime now)
{
    if (const auto problem = problemOf(announcement))
        return failure(*problem);
    if (announcement.at <= now)
        return failure(ScheduleError::TimePast);
    // Compared this way round nothing overflows.
    if (announcement.at > now + base::kAnnouncementAheadMax)
        return failure(ScheduleError::TimeTooFar);
    if (m_waiting.size() >= base::kAnnouncementsMax)
        return failure(ScheduleError::TooMany);
    announcement.id = AnnouncementId {++m_lastId};
    announcement.at = inMilliseconds(announcement.at);
    std::sort(announcement.marks.begin(), announcement.marks.end(), std::greater<>());
    announcement.marks.erase(std::unique(announcement.marks.begin(), announcement.marks.end()),
                             announcement.marks.end());
    const AnnouncementId id = announcement.id;
    const WallTime next = nextOf(announcement, now).value_or(announcement.at);
    m_waiting.append({std::move(announcement), next});
    return id;
}

bool Announcements::remove(AnnouncementId id)
{
    return m_waiting.removeIf([id](const Waiting &waiting) { return waiting.announcement.id == id; }) > 0;
}

std::optional<WallTime> Announcements::nextDue() const
{
    const auto first = std::min_element(m_waiting.begin(), m_waiting.end(),
                                        [](const Waiting &a, const Waiting &b) { return a.next < b.next; });
    return first == m_waiting.end() ? std::nullopt : std::optional(first->next);
}

QList<DueAnnouncement> Announcements::takeDue(WallTime now)
{
    QList<std::pair<WallTime, DueAnnouncement>> due;
    for (Waiting &waiting : m_waiting) {
        const ScheduledAnnouncement &announcement = waiting.announcement;
        if (waiting.next > now)
            continue;
        const WallTime last = lastOf(announcement, now);
        if (now - last <= base::kAnnouncementLateMax) {
            const WallTime told = now - last > kOnTime ? now : last;
            QString text = announcement.text;
            text.replace(u"{t}"_s, timeLeft(std::chrono::round<seconds>(announcement.at - told)));
            due.append({last, {announcement.target, text, announcement.kind}});
        }
        // Over: marked for removal by a time that nothing else has.
        waiting.next = nextOf(announcement, now).value_or(WallTime::max());
    }
    m_waiting.removeIf([](const Waiting &waiting) { return waiting.next == WallTime::max(); });
    std::stable_sort(due.begin(), due.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    QList<DueAnnouncement> texts;
    for (auto &[time, announcement] : due)
        texts.append(std::move(announcement));
    return texts;
}

QList<ScheduledAnnouncement> Announcements::all() const
{
    QList<Waiting> sorted = m_waiting;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Waiting &a, const Waiting &b) { return a.next < b.next; });
    QList<ScheduledAnnouncement> list;
    for (const Waiting &waiting : std::as_const(sorted))
        list.append(waiting.announcement);
    return list;
}

} // namespace content
