#pragma once
// Whether a database can be imported, and why a database could not be made for it. Storage or worker thread.

#include <core/storage/connection.h>
#include <core/storage/databaseimport.h>

namespace storage {

// Sound, and with the tables of a Pocket Relay server. Reads only.
[[nodiscard]] base::Result<void, ImportFailure> checkImportSource(Connection &source);

[[nodiscard]] ImportSourceError targetErrorFrom(OpenErrorKind kind);

} // namespace storage
