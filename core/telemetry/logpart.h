#pragma once
// The newest part of the log on disk, to be read by somebody else than its writer. Touches the disk: not on the network
// thread. What is read was scrubbed when it was written.

#include <core/base/result.h>

#include <QByteArray>
#include <QString>

namespace telemetry {

// Whole lines, oldest first, at most `bytesMax` bytes of the current file and the ones before it. The error carries the
// system's words: there is no log, or it cannot be read.
[[nodiscard]] base::Result<QByteArray, QString> newestLog(const QString &folder, qsizetype bytesMax);

// Empties the current file, which its writer goes on using, and removes the older ones.
[[nodiscard]] base::Result<void, QString> clearLog(const QString &folder);

} // namespace telemetry
