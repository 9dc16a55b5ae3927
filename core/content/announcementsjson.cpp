// The schedule as it stands in its file.

#include <core/base/jsonreader.h>
#include <core/base/limits.h>
#include <core/content/announcements.h>

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace content {

using namespace Qt::StringLiterals;
using base::failure;
using base::WallTime;

namespace {

// Within them no arithmetic with these times overflows.
constexpr qint64 kTimeLeast = 0;                // 1970
constexpr qint64 kTimeMost = 4'102'444'800'000; // 2100, in milliseconds

QString textOf(WallTime time)
{
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC).toString(Qt::ISODateWithMs);
}

void readTime(base::JsonReader &reader, const QString &name, WallTime &out)
{
    QString text;
    reader.text(name, text, 64);
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    const qint64 milliseconds = time.toMSecsSinceEpoch();
    if (!time.isValid() || milliseconds < kTimeLeast || milliseconds > kTimeMost)
        return reader.fail(name, u"must be a time such as \"2026-03-01T19:30:00.000Z\""_s);
    out = WallTime(std::chrono::milliseconds(milliseconds));
}

ScheduledAnnouncement readOne(base::JsonReader &reader, std::optional<WallTime> &next)
{
    constexpr qint64 kSecondsMax = std::chrono::seconds(base::kAnnouncementAheadMax).count();
    constexpr qint64 kIdMax = std::numeric_limits<quint32>::max();
    ScheduledAnnouncement entry;
    quint32 id = 0;
    std::optional<quint32> player;
    qint64 repeatSeconds = 0;
    reader.number(u"id"_s, id, 1, kIdMax);
    reader.text(u"text"_s, entry.text, base::kAnnouncementTextMax);
    reader.word(u"kind"_s, entry.kind,
                {{u"line"_s, AnnouncementKind::Line}, {u"terminal"_s, AnnouncementKind::Terminal}});
    readTime(reader, u"at"_s, entry.at);
    if (reader.has(u"next"_s))
        readTime(reader, u"next"_s, next.emplace());
    reader.numberOrNull(u"player"_s, player, 1, kIdMax);
    reader.number(u"repeat_every"_s, repeatSeconds, 0, kSecondsMax);
    if (auto marks = reader.objects(u"marks"_s, base::kAnnouncementMarksMax)) {
        for (base::JsonReader &mark : *marks) {
            qint64 seconds = 0;
            mark.number(u"before"_s, seconds, 1, kSecondsMax);
            mark.finish();
            entry.marks.append(std::chrono::seconds(seconds));
        }
    }
    reader.finish();
    if (id == 0)
        reader.fail(u"id"_s, u"is missing"_s);
    entry.id = AnnouncementId {id};
    if (player)
        entry.target = AnnouncementTarget::of(base::PlayerId {*player});
    entry.repeatEvery = std::chrono::seconds(repeatSeconds);
    return entry;
}

} // namespace

QByteArray Announcements::toJson() const
{
    QJsonArray list;
    for (const Waiting &waiting : m_waiting) {
        const ScheduledAnnouncement &entry = waiting.announcement;
        QJsonObject object {{u"id"_s, static_cast<qint64>(entry.id)},
                            {u"text"_s, entry.text},
                            {u"kind"_s, entry.kind == AnnouncementKind::Terminal ? u"terminal"_s : u"line"_s},
                            {u"at"_s, textOf(entry.at)}};
        if (entry.target.kind == AnnouncementTarget::Kind::Player)
            object.insert(u"player"_s, static_cast<qint64>(base::number(entry.target.player)));
        if (entry.repeatEvery > std::chrono::seconds(0))
            object.insert(u"repeat_every"_s, static_cast<qint64>(entry.repeatEvery.count()));
        else // so that a mark is not told a second time after a restart
            object.insert(u"next"_s, textOf(waiting.next));
        QJsonArray marks;
        for (const std::chrono::seconds mark : entry.marks)
            marks.append(QJsonObject {{u"before"_s, static_cast<qint64>(mark.count())}});
        if (!marks.isEmpty())
            object.insert(u"marks"_s, marks);
        list.append(object);
    }
    return QJsonDocument(QJsonObject {{u"last_id"_s, static_cast<qint64>(m_lastId)}, {u"announcements"_s, list}})
        .toJson();
}

base::Result<Announcements, QString> Announcements::fromJson(const QByteArray &text, WallTime now)
{
    const auto describe = [](const base::JsonError &error) {
        return failure(u"line %1: %2 %3"_s.arg(error.place.line).arg(error.path, error.reason));
    };
    const auto document = base::JsonDocument::parse(text, base::kAnnouncementFileMax);
    if (!document)
        return describe(document.error());
    base::JsonFindings findings;
    base::JsonReader reader(*document, findings);
    Announcements read;
    reader.number(u"last_id"_s, read.m_lastId, 0, std::numeric_limits<quint32>::max());
    auto entries = reader.objects(u"announcements"_s, base::kAnnouncementsMax);
    for (qsizetype i = 0; entries && i < entries->size(); ++i) {
        std::optional<WallTime> next;
        const ScheduledAnnouncement entry = readOne((*entries)[i], next);
        if (findings.error)
            break;
        if (problemOf(entry))
            (*entries)[i].fail(u"text"_s, u"belongs to an announcement that cannot be"_s);
        read.m_lastId = std::max(read.m_lastId, static_cast<quint32>(entry.id));
        if (entry.repeatEvery > std::chrono::seconds(0))
            next = nextOf(entry, now);
        read.m_waiting.append({entry, next.value_or(entry.at)});
    }
    reader.finish();
    if (findings.error)
        return describe(*findings.error);
    return read;
}

} // namespace content
