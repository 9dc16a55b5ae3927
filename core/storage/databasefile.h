#pragma once
// Opening the database file: what is there is looked at first, backed up before a migration, and left alone when
// it is not ours, too new or damaged. Storage thread.

#include <core/base/result.h>
#include <core/storage/connection.h>
#include <core/storage/storage.h>

#include <chrono>
#include <memory>

namespace storage {

struct OpenedDatabase
{
    std::unique_ptr<Connection> connection;
    OpenReport report;
};

[[nodiscard]] base::Result<OpenedDatabase, OpenError> openDatabase(const QString &file,
                                                                   std::chrono::system_clock::time_point now);

// The check SQLite makes of a file's structure, stopping at the first fault. True when it is sound.
[[nodiscard]] bool isSound(Connection &connection);

} // namespace storage
