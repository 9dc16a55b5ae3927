#pragma once
// Speaks to players in their games: at once, at a time, or counting down. Each gets the notification of the Messaging
// component that the menu line uses too. Network thread.
//
// What waits is kept in announcements.json of the data folder, written whole at each change, so that a restart keeps
// it. What became due while the server was down is told when it is at most base::kAnnouncementLateMax late.

#include <core/base/clock.h>
#include <core/base/result.h>
#include <core/base/scheduler.h>
#include <core/content/announcements.h>
#include <core/session/presence.h>

#include <QString>

#include <functional>

namespace server {

class Announcer
{
public:
    // Clock, scheduler and presence outlive it. `file`: where the schedule is kept; empty: nowhere.
    Announcer(session::Presence &presence, const base::Clock &clock, base::Scheduler &scheduler, QString version,
              QString file);
    Announcer(const Announcer &) = delete;
    Announcer &operator=(const Announcer &) = delete;

    // Reads what was scheduled before; until then nothing scheduled is told. A damaged file is put aside and named in
    // the log.
    void load();

    // How many players got it. {n} and {v} in `text` are filled in; over base::kAnnouncementTextMax it is cut.
    int announce(const content::AnnouncementTarget &target, const QString &text,
                 content::AnnouncementKind kind = content::AnnouncementKind::Line);

    // The id of `announcement` is given here.
    [[nodiscard]] base::Result<content::AnnouncementId, content::ScheduleError>
    schedule(content::ScheduledAnnouncement announcement);
    // false: there is none of that id, or the file could not be written.
    bool cancel(content::AnnouncementId id);
    // By the time of what comes next.
    [[nodiscard]] QList<content::ScheduledAnnouncement> scheduled() const;

    // Called after each change of the schedule, also when one was told. Nothing by default.
    void setChangedCallback(std::function<void()> changed) { m_changed = std::move(changed); }

private:
    void arm();
    void tellDue();
    [[nodiscard]] bool store(const content::Announcements &announcements);
    void commit(content::Announcements announcements);
    void tell(session::Session &session, const QString &text, content::AnnouncementKind kind) const;

    session::Presence &m_presence;
    const base::Clock &m_clock;
    QString m_version;
    QString m_file;
    content::Announcements m_announcements;
    std::function<void()> m_changed;
    base::ScopedTimer m_timer;
};

} // namespace server
