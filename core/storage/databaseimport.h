#pragma once
// Copies the rows of a Pocket Relay database into a new one of ours. Synchronous, for any thread without an event
// loop to keep busy; both files belong to the call meanwhile.
// The source goes by table and column names and by each value's own type, never by declared types; tables and
// columns that are missing count as empty.

#include <core/base/moveonlyfunction.h>
#include <core/base/result.h>
#include <core/storage/storeerror.h>

#include <QString>
#include <QStringList>

#include <chrono>

namespace storage {

struct ImportCounts
{
    qint64 players = 0;
    qint64 playerData = 0;
    qint64 galaxyAtWar = 0;
    qint64 leaderboards = 0;
    qint64 gameReports = 0;
};

struct ImportedRows
{
    ImportCounts counts;
    QStringList notes; // what was not understood or not taken, one line each; no personal data
};

enum class ImportSourceError {
    NotADatabase,
    Damaged,
    Kotlin,       // made by ServerKotlin, whose tables are others
    NotOurs,      // a database without the tables of Pocket Relay
    SourceFailed, // reading failed
    TargetFailed, // writing failed
    TargetFull,   // disk full
    Cancelled,
};

struct ImportFailure
{
    ImportSourceError kind = ImportSourceError::SourceFailed;
    QString detail;
};

// `source` is a private copy (with its -wal beside it, if any): it is opened for writing so that a write-ahead log
// left by a running server is taken in. `target` must not exist. `progress` gets the rows done so far and says
// whether to go on.
[[nodiscard]] base::Result<ImportedRows, ImportFailure>
importDatabase(const QString &source, const QString &target, std::chrono::system_clock::time_point now,
               base::MoveOnlyFunction<bool(qint64 rows)> progress);

} // namespace storage
