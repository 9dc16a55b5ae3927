#pragma once
// The game_report table: finished matches as JSON text. Callbacks come on the client's thread.

#include <core/storage/records.h>
#include <core/storage/storageclient.h>

namespace storage {

class GameReports
{
public:
    explicit GameReports(StorageClient &client)
        : m_client(client)
    {}

    // Answers the new row's id.
    void insert(QByteArray json, Timestamp createdAt, Timestamp finishedAt, Done<qint64> done);
    // Oldest first; at most kGameReportPageMax rows.
    void page(qint64 offset, qint64 count, Done<GameReportPage> done);
    void byId(qint64 id, Done<std::optional<GameReportRecord>> done);

private:
    StorageClient &m_client;
};

} // namespace storage
