// What a game, or whatever else talks to the port, reports: however it is cut, the records are the same, each can be
// posted, and its events keep their bounds.

#include "require.h"

#include <core/base/limits.h>
#include <core/connector/telemetryrecord.h>
#include <core/telemetry/gameevents.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using connector::TelemetryReader;
using connector::TelemetryRecord;

using fuzz::require;

namespace {

QList<TelemetryRecord> read(base::ByteView bytes, std::size_t pieceSize, bool &failed)
{
    QList<TelemetryRecord> records;
    TelemetryReader reader;
    while (!bytes.empty() && !failed) {
        const auto piece = bytes.first(std::min(pieceSize, bytes.size()));
        bytes = bytes.subspan(piece.size());
        reader.feed(piece);
        while (true) {
            const auto record = reader.next();
            failed = !record;
            if (failed || !*record)
                break;
            records.append(**record);
        }
        require(failed || reader.bytesBuffered() < 65'536);
    }
    return records;
}

void checkRecord(const TelemetryRecord &record)
{
    const QJsonDocument body = QJsonDocument::fromJson(connector::telemetryBody(record));
    require(body[u"values"_s].toArray().size() == record.values.size());
    for (qsizetype i = 0; i < record.values.size(); ++i) {
        const auto &[key, value] = record.values[i];
        require(body[u"values"_s][i][0].toString() == key && body[u"values"_s][i][1].toString() == value);
        const QList<telemetry::GameEvent> events = telemetry::gameEvents(key, value);
        require(!events.isEmpty());
        for (const telemetry::GameEvent &event : events)
            require(event.name.size() <= base::kTelemetryNameMax && event.details.size() <= base::kTelemetryDetailsMax);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const base::ByteView bytes = base::asBytes(data, size);
    bool failedWhole = false;
    bool failedCut = false;
    const QList<TelemetryRecord> whole = read(bytes, size, failedWhole);
    require(read(bytes, 1 + data[0] % 7, failedCut) == whole && failedWhole == failedCut);
    for (const TelemetryRecord &record : whole)
        checkRecord(record);
    return 0;
}
