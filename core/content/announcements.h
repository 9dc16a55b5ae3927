#pragma once
// The schedule of announcements: which wait, which are due, what each says at its time. Pure: time is handed in, and
// the whole turns into JSON and back. A value.

#include <core/base/result.h>
#include <core/content/announcement.h>

#include <QByteArray>

#include <optional>

namespace content {

// What is to be told now.
struct DueAnnouncement
{
    AnnouncementTarget target;
    QString text; // {t} is filled in, {n} and {v} are not
    AnnouncementKind kind = AnnouncementKind::Line;
    bool operator==(const DueAnnouncement &) const = default;
};

class Announcements
{
public:
    [[nodiscard]] base::Result<AnnouncementId, ScheduleError> add(ScheduledAnnouncement announcement,
                                                                  base::WallTime now);
    bool remove(AnnouncementId id);

    // The next time at which takeDue() has something; nullopt: nothing waits.
    [[nodiscard]] std::optional<base::WallTime> nextDue() const;
    // What is due by `now`, oldest first; what is over is removed. Of several marks of one countdown only the last,
    // of several repeats only one; what is later than kAnnouncementLateMax is left out.
    [[nodiscard]] QList<DueAnnouncement> takeDue(base::WallTime now);

    [[nodiscard]] QList<ScheduledAnnouncement> all() const; // by what comes next
    [[nodiscard]] bool isEmpty() const noexcept { return m_waiting.isEmpty(); }

    [[nodiscard]] QByteArray toJson() const;
    // Repeated ones go on with their first time after `now`; the others may be late. The error says what is wrong, for
    // the log.
    [[nodiscard]] static base::Result<Announcements, QString> fromJson(const QByteArray &text, base::WallTime now);

private:
    struct Waiting
    {
        ScheduledAnnouncement announcement;
        base::WallTime next; // the mark, repeat or time that is told next
    };
    [[nodiscard]] static std::optional<ScheduleError> problemOf(const ScheduledAnnouncement &announcement);
    // The first time to tell it after `after`, and the last one until `by`.
    [[nodiscard]] static std::optional<base::WallTime> nextOf(const ScheduledAnnouncement &announcement,
                                                              base::WallTime after);
    [[nodiscard]] static base::WallTime lastOf(const ScheduledAnnouncement &announcement, base::WallTime by);

    QList<Waiting> m_waiting;
    quint32 m_lastId = 0;
};

// "2 hours", "5 minutes", "1 minute 30 seconds", "now": at most the two largest units.
[[nodiscard]] QString timeLeft(std::chrono::seconds left);

} // namespace content
