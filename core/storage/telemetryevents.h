#pragma once
// The rd_telemetry table: what games report about themselves, the newest kTelemetryRowsMax of it. Callbacks come on
// the client's thread.

#include <core/storage/records.h>
#include <core/storage/storageclient.h>

namespace storage {

class TelemetryEvents
{
public:
    explicit TelemetryEvents(StorageClient &client)
        : m_client(client)
    {}

    // Ids are given here; an unknown player becomes none. The oldest rows beyond the bound go in the same step.
    void append(QList<TelemetryRecord> events, Done<void> done);
    // Newest first, of one player or of all; at most kTelemetryPageMax rows, with ids below `before` (0: from the end).
    void newest(std::optional<PlayerId> player, qint64 before, qint64 count, Done<QList<TelemetryRecord>> done);

private:
    StorageClient &m_client;
};

} // namespace storage
