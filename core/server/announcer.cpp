#include <core/server/announcer.h>

#include <core/base/limits.h>
#include <core/base/savefile.h>
#include <core/content/terminalmessage.h>
#include <core/session/commands/messaging/fetchmessages.h>

#include <QFile>
#include <QLoggingCategory>

namespace server {

using namespace Qt::StringLiterals;
using base::failure;

namespace {

Q_LOGGING_CATEGORY(logAnnounce, "app.server", QtInfoMsg)

// The timer is monotonic and the schedule is not: a clock that is set meanwhile is noticed within this time.
constexpr std::chrono::milliseconds kLookAgain {60'000};

// What a player chose as a name must not end the line.
QString flattened(const QString &name)
{
    QString flat = content::notificationLine(name);
    flat.chop(1);
    return flat;
}

} // namespace

Announcer::Announcer(session::Presence &presence, const base::Clock &clock, base::Scheduler &scheduler, QString version,
                     QString file)
    : m_presence(presence)
    , m_clock(clock)
    , m_version(std::move(version))
    , m_file(std::move(file))
    , m_timer(scheduler)
{}

void Announcer::load()
{
    QFile file(m_file);
    if (m_file.isEmpty() || !file.exists())
        return;
    QString problem;
    if (!file.open(QIODevice::ReadOnly)) {
        problem = file.errorString();
    } else {
        auto read = content::Announcements::fromJson(file.read(base::kAnnouncementFileMax + 1), m_clock.wall());
        file.close();
        if (read) {
            m_announcements = *std::move(read);
            arm();
            return;
        }
        problem = read.error();
        // Kept, so that the next change does not write over what the operator may still want to read.
        QFile::remove(m_file + u".damaged"_s);
        QFile::rename(m_file, m_file + u".damaged"_s);
    }
    qCWarning(logAnnounce).noquote() << "the scheduled announcements cannot be read:" << problem;
}

void Announcer::tell(session::Session &session, const QString &text, content::AnnouncementKind kind) const
{
    const session::Account &account = session.player()->account;
    const QString filled = session::messaging::menuMessage(text, m_version, flattened(account.displayName));
    content::TerminalMessage terminal;
    terminal.title = u"Announcement"_s;
    terminal.text = filled;
    session.connection().notify(
        session::messaging::sendMessage,
        session::messaging::SendMessage::to(account.id, kind == content::AnnouncementKind::Terminal
                                                            ? content::terminalNotification(filled, terminal)
                                                            : content::notificationLine(filled)));
}

int Announcer::announce(const content::AnnouncementTarget &target, const QString &text, content::AnnouncementKind kind)
{
    using Kind = content::AnnouncementTarget::Kind;
    const QString line = text.left(base::kAnnouncementTextMax);
    int reached = 0;
    const auto reach = [&](base::PlayerId player) {
        session::Session *session = m_presence.find(player);
        if (session == nullptr || !session->connection().isOpen())
            return;
        tell(*session, line, kind);
        ++reached;
    };
    if (target.kind == Kind::Player) {
        reach(target.player);
        return reached;
    }
    // A picture of who is there: a reader that is too slow is dropped while it is told.
    for (const session::OnlinePlayer &player : m_presence.players()) {
        if (target.kind == Kind::All || player.game == target.game)
            reach(player.id);
    }
    return reached;
}

base::Result<content::AnnouncementId, content::ScheduleError>
Announcer::schedule(content::ScheduledAnnouncement announcement)
{
    content::Announcements changed = m_announcements;
    const auto id = changed.add(std::move(announcement), m_clock.wall());
    if (!id)
        return id;
    if (!store(changed))
        return failure(content::ScheduleError::NotStored);
    commit(std::move(changed));
    return id;
}

bool Announcer::cancel(content::AnnouncementId id)
{
    content::Announcements changed = m_announcements;
    if (!changed.remove(id) || !store(changed))
        return false;
    commit(std::move(changed));
    return true;
}

QList<content::ScheduledAnnouncement> Announcer::scheduled() const
{
    return m_announcements.all();
}

void Announcer::tellDue()
{
    content::Announcements changed = m_announcements;
    const QList<content::DueAnnouncement> due = changed.takeDue(m_clock.wall());
    // A repeated one looks the same in the file before and after it was told: no write for it.
    const bool differs = changed.toJson() != m_announcements.toJson();
    // Told even when the disk is full: once too often is better than never.
    if (differs)
        std::ignore = store(changed);
    m_announcements = std::move(changed);
    for (const content::DueAnnouncement &announcement : due) {
        const int reached = announce(announcement.target, announcement.text, announcement.kind);
        qCInfo(logAnnounce) << "scheduled announcement told to" << reached << "players";
    }
    arm();
    if (m_changed && !due.isEmpty())
        m_changed();
}

bool Announcer::store(const content::Announcements &announcements)
{
    if (m_file.isEmpty())
        return true;
    const QByteArray json = announcements.toJson();
    QSaveFile file(m_file);
    if (file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && base::commitWritten(file))
        return true;
    qCWarning(logAnnounce).noquote() << "the scheduled announcements cannot be written:" << file.errorString();
    return false;
}

void Announcer::commit(content::Announcements announcements)
{
    m_announcements = std::move(announcements);
    arm();
    if (m_changed)
        m_changed();
}

void Announcer::arm()
{
    const auto next = m_announcements.nextDue();
    if (!next)
        return m_timer.stop();
    // Rounded up: a timer that fires a moment early would find nothing due.
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*next - m_clock.wall());
    m_timer.start(std::clamp(wait, std::chrono::milliseconds(0), kLookAgain), [this] { tellDue(); });
}

} // namespace server
