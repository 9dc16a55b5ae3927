#include <core/server/routes/announcementroutes.h>

#include <core/base/limits.h>

#include <QDateTime>

#include <algorithm>

namespace server {

using namespace Qt::StringLiterals;
using content::AnnouncementKind;
using content::AnnouncementTarget;
using content::ScheduleError;
using http::Method;
using http::Responder;
using http::Response;

namespace {

constexpr qint64 kSecondsMax = std::chrono::seconds(base::kAnnouncementAheadMax).count();
constexpr qint64 kYear2200 = 7'258'118'400;

struct AnnouncementBody
{
    content::ScheduledAnnouncement announcement;
    bool isScheduled = false;

    static void read(http::JsonReader &in, AnnouncementBody &out)
    {
        in.string(u"text"_s, out.announcement.text);
        std::optional<QString> kind;
        in.string(u"kind"_s, kind);
        if (kind == u"terminal"_s)
            out.announcement.kind = AnnouncementKind::Terminal;
        else if (kind && kind != u"line"_s)
            in.fail(u"unknown kind, expected `line` or `terminal`"_s);
        readTarget(in, out.announcement.target);
        out.isScheduled = in.has(u"at"_s);
        if (out.isScheduled)
            readTimes(in, out.announcement);
    }

private:
    static void readTarget(http::JsonReader &in, AnnouncementTarget &out)
    {
        quint32 id = 0;
        if (in.has(u"player"_s) && in.has(u"game"_s))
            return in.fail(u"either a player or a game"_s);
        if (in.has(u"player"_s)) {
            in.number(u"player"_s, id);
            out = AnnouncementTarget::of(base::PlayerId {id});
        } else if (in.has(u"game"_s)) {
            in.number(u"game"_s, id);
            out = AnnouncementTarget::of(base::GameId {id});
        }
    }

    static void readTimes(http::JsonReader &in, content::ScheduledAnnouncement &out)
    {
        QString at;
        in.string(u"at"_s, at);
        const QDateTime time = QDateTime::fromString(at, Qt::ISODate);
        const qint64 seconds = time.toSecsSinceEpoch();
        // Without its zone it would mean the server's, which a browser elsewhere does not know.
        if (!time.isValid() || time.timeSpec() == Qt::LocalTime || seconds < 0 || seconds > kYear2200)
            return in.fail(u"`at` must be a time such as 2026-03-01T20:00:00Z"_s);
        out.at = base::WallTime(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
        if (in.has(u"repeat_every"_s)) {
            qint32 every = 0;
            in.number(u"repeat_every"_s, every);
            out.repeatEvery = std::chrono::seconds(every);
        }
        if (!in.has(u"marks"_s))
            return;
        QJsonArray marks;
        in.array(u"marks"_s, marks);
        for (const QJsonValue mark : marks) {
            const qint64 before = mark.toInteger(-1);
            if (before < 1 || before > kSecondsMax)
                return in.fail(u"`marks` must be whole numbers of seconds"_s);
            out.marks.append(std::chrono::seconds(before));
        }
    }
};

struct ById
{
    quint32 id = 0;
    static void read(http::PathReader &in, ById &out) { in.number("id", out.id); }
};

QJsonObject toJson(const content::ScheduledAnnouncement &entry)
{
    QJsonObject object {{u"id"_s, static_cast<qint64>(entry.id)},
                        {u"text"_s, entry.text},
                        {u"kind"_s, entry.kind == AnnouncementKind::Terminal ? u"terminal"_s : u"line"_s}};
    const auto milliseconds =
        std::chrono::duration_cast<std::chrono::milliseconds>(entry.at.time_since_epoch()).count();
    object.insert(u"at"_s, QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC).toString(Qt::ISODate));
    const bool toOne = entry.target.kind == AnnouncementTarget::Kind::Player;
    object.insert(u"player"_s,
                  toOne ? QJsonValue(static_cast<qint64>(base::number(entry.target.player))) : QJsonValue());
    object.insert(u"repeat_every"_s, entry.repeatEvery > std::chrono::seconds(0)
                                         ? QJsonValue(static_cast<qint64>(entry.repeatEvery.count()))
                                         : QJsonValue());
    QJsonArray marks;
    for (const std::chrono::seconds mark : entry.marks)
        marks.append(static_cast<qint64>(mark.count()));
    object.insert(u"marks"_s, marks);
    return object;
}

Response answerFor(ScheduleError error)
{
    switch (error) {
    case ScheduleError::TextEmpty:
        return Response::text(400, u"The announcement has no text"_s);
    case ScheduleError::TextTooLong:
        return Response::text(400, u"The announcement is longer than %1 characters"_s.arg(base::kAnnouncementTextMax));
    case ScheduleError::TimePast:
        return Response::text(400, u"The time is past"_s);
    case ScheduleError::TimeTooFar:
        return Response::text(400, u"The time is too far ahead"_s);
    case ScheduleError::RepeatTooShort:
        return Response::text(400, u"It would be repeated too often"_s);
    case ScheduleError::GameTarget:
        return Response::text(400, u"Only everybody or one player can be told later"_s);
    case ScheduleError::MarksWrong:
        return Response::text(400, u"The marks of the countdown are wrong"_s);
    case ScheduleError::TooMany:
        return Response::text(400, u"Too many announcements are waiting"_s);
    case ScheduleError::NotStored:
        return Response::text(500, u"The announcement could not be stored"_s);
    }
    Q_UNREACHABLE();
}

} // namespace

AnnouncementRoutes::AnnouncementRoutes(ApiAccess &access, Announcer &announcer)
    : m_access(access)
    , m_announcer(announcer)
{}

void AnnouncementRoutes::addTo(http::Router &router)
{
    router.add(http::Route<> {.path = "/api/server/announcements",
                              .access = m_access.admin(),
                              .handler = [this](const auto & /*call*/, Responder responder) {
                                  QJsonArray list;
                                  for (const content::ScheduledAnnouncement &entry : m_announcer.scheduled())
                                      list.append(toJson(entry));
                                  responder.send(Response::json(QJsonObject {{u"announcements"_s, list}}));
                              }});
    router.add(http::Route<http::NoQuery, AnnouncementBody> {
        .method = Method::Post,
        .path = "/api/server/announcements",
        .access = m_access.admin(),
        .handler = [this](const auto &call, Responder responder) {
            const content::ScheduledAnnouncement &entry = call.body.announcement;
            if (call.body.isScheduled) {
                const auto id = m_announcer.schedule(entry);
                return responder.send(id ? Response::json(QJsonObject {{u"id"_s, static_cast<qint64>(*id)}})
                                         : answerFor(id.error()));
            }
            if (entry.text.trimmed().isEmpty())
                return responder.send(answerFor(ScheduleError::TextEmpty));
            if (entry.text.size() > base::kAnnouncementTextMax)
                return responder.send(answerFor(ScheduleError::TextTooLong));
            const int reached = m_announcer.announce(entry.target, entry.text, entry.kind);
            responder.send(Response::json(QJsonObject {{u"reached"_s, reached}}));
        }});
    router.add(http::Route<http::NoQuery, http::NoBody, ById> {
        .method = Method::Delete,
        .path = "/api/server/announcements/{id}",
        .access = m_access.admin(),
        .handler = [this](const auto &call, Responder responder) {
            const content::AnnouncementId id {call.path.id};
            const QList<content::ScheduledAnnouncement> waiting = m_announcer.scheduled();
            const bool known =
                std::any_of(waiting.begin(), waiting.end(),
                            [id](const content::ScheduledAnnouncement &entry) { return entry.id == id; });
            if (!known)
                return responder.send(Response::text(404, u"Unable to find that announcement"_s));
            // It still waits when the schedule could not be written: nobody may think it is gone.
            responder.send(m_announcer.cancel(id) ? Response::empty(200) : answerFor(ScheduleError::NotStored));
        }});
}

} // namespace server
