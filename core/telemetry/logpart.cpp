#include <core/telemetry/logpart.h>

#include <core/base/limits.h>
#include <core/telemetry/logfile.h>

#include <algorithm>

namespace telemetry {

using base::failure;

namespace {

// The last `bytesMax` bytes of the file.
base::Result<QByteArray, QString> endOf(const QString &path, qsizetype bytesMax)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(file.errorString());
    if (file.size() > bytesMax && !file.seek(file.size() - bytesMax))
        return failure(file.errorString());
    return file.read(bytesMax);
}

} // namespace

base::Result<QByteArray, QString> newestLog(const QString &folder, qsizetype bytesMax)
{
    const LogFile names(folder, base::kLogFileMax, base::kLogFilesKept);
    // One byte more shows whether the first line is whole.
    auto newest = endOf(names.path(), bytesMax + 1);
    if (!newest)
        return newest;
    QByteArray log = *std::move(newest);
    for (int age = 1; age <= base::kLogFilesKept && log.size() <= bytesMax; ++age) {
        const auto older = endOf(names.path(age), bytesMax + 1 - log.size());
        if (!older)
            break; // the oldest there is
        log.prepend(*older);
    }
    if (log.size() > bytesMax) {
        const qsizetype lineEnd = log.indexOf('\n');
        log.remove(0, lineEnd < 0 ? log.size() - bytesMax : lineEnd + 1);
    }
    return log;
}

base::Result<void, QString> clearLog(const QString &folder)
{
    const LogFile names(folder, base::kLogFileMax, base::kLogFilesKept);
    for (int age = 1; age <= base::kLogFilesKept; ++age)
        QFile::remove(names.path(age));
    QFile file(names.path());
    // Not opened for truncating alone: a log that does not exist is an error, not a new file.
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly) || !file.resize(0))
        return failure(file.errorString());
    return base::success();
}

} // namespace telemetry
