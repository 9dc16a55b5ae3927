#include <core/content/slotlist.h>

#include <core/base/jsonreader.h>
#include <core/base/limits.h>

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

namespace content {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kYear2100 = 4'102'444'800;
constexpr qsizetype kSourceMax = 4096;

QString textOf(base::WallTime time)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate);
}

SlotRecord readRecord(base::JsonReader reader)
{
    SlotRecord record;
    QString time;
    QString sha256;
    reader.text(u"source"_s, record.source, kSourceMax);
    reader.text(u"imported_at"_s, time, 64);
    reader.text(u"sha256"_s, sha256, 64);
    reader.number(u"bytes"_s, record.bytes, 0, std::numeric_limits<qint32>::max());
    reader.finish();
    const qint64 seconds = QDateTime::fromString(time, Qt::ISODate).toSecsSinceEpoch();
    record.importedAt = base::WallTime(std::chrono::seconds(std::clamp<qint64>(seconds, 0, kYear2100)));
    record.sha256 = sha256.toLatin1();
    return record;
}

} // namespace

ContentResult<SlotList> SlotList::fromJson(const QByteArray &text)
{
    SlotList list;
    if (text.isEmpty())
        return list;
    const auto describe = [](const base::JsonError &error) {
        return damaged(u"line %1: %2 %3"_s.arg(error.place.line).arg(error.path, error.reason));
    };
    const auto document = base::JsonDocument::parse(text, base::kSlotListMax);
    if (!document)
        return describe(document.error());
    base::JsonFindings findings;
    base::JsonReader reader(*document, findings);
    reader.number(u"configuration_revision"_s, list.configurationRevision, 0, std::numeric_limits<qint32>::max());
    base::JsonReader records = reader.object(u"slots"_s);
    for (const QString &name : records.names()) {
        if (SlotName::parse(name))
            list.records.insert(name, readRecord(records.object(name)));
    }
    records.finish();
    reader.finish();
    if (findings.error)
        return describe(*findings.error);
    return list;
}

QByteArray SlotList::toJson() const
{
    QJsonObject objects;
    for (auto record = records.begin(); record != records.end(); ++record) {
        objects.insert(record.key(), QJsonObject {{u"source"_s, record->source.left(kSourceMax)},
                                                  {u"imported_at"_s, textOf(record->importedAt)},
                                                  {u"sha256"_s, QString::fromLatin1(record->sha256)},
                                                  {u"bytes"_s, record->bytes}});
    }
    const QJsonObject root {{u"configuration_revision"_s, static_cast<qint64>(configurationRevision)},
                            {u"slots"_s, objects}};
    return QJsonDocument(root).toJson();
}

} // namespace content
