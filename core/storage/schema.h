#pragma once
// Tables, how they came to be, and whose database a file is. Storage thread.
//
// Steps 1 to 7 are those of a Pocket Relay server 0.8.1, recorded in seaql_migrations under its names so that it can
// open our file and finds nothing to do; step 8 and later are ours. user_version counts the steps once application_id
// is ours; a file of Pocket Relay is continued from the last of its own steps.

#include <core/base/result.h>
#include <core/storage/connection.h>

namespace storage {

inline constexpr int kSchemaVersion = 9;
inline constexpr quint32 kApplicationId = 0x524C4459; // "RLDY"

enum class Family {
    Unknown, // could not be read
    Empty,   // no tables at all
    Ours,
    PocketRelay, // a Pocket Relay server's, not yet opened by us
    Kotlin,      // its ancestor's, with other tables
    Foreign,
};

[[nodiscard]] Family familyOf(Connection &connection);
// Steps done; 0 for an empty file.
[[nodiscard]] int schemaVersion(Connection &connection);
[[nodiscard]] bool hasTable(Connection &connection, const QString &table);
// Empty when there is no such table.
[[nodiscard]] QStringList columnsOf(Connection &connection, const QString &table);

// Names of Pocket Relay's own steps, in order.
[[nodiscard]] QStringList pocketRelayVersions();

// Does the missing steps, one transaction each. After a failure the file has the steps before it and is sound.
[[nodiscard]] base::Result<void, StoreError> migrate(Connection &connection, qint64 unixSeconds);

} // namespace storage
