#include <app/platform/datalocation.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QStorageInfo>
#include <QTemporaryFile>

namespace app {

using namespace Qt::StringLiterals;

DataLocation chooseDataLocation(const QString &given, const QString &executableFolder, const QString &platformFolder)
{
    if (!given.isEmpty())
        return {QFileInfo(given).absoluteFilePath(), DataKind::Given};
    const QDir beside(executableFolder);
    if (QFileInfo(beside.filePath(u"portable"_s)).isFile())
        return {beside.absoluteFilePath(u"data"_s), DataKind::Portable};
    return {platformFolder, DataKind::Platform};
}

QString platformDataFolder()
{
#if defined(Q_OS_WIN) || defined(Q_OS_MACOS)
    const QString name = u"RelayDeck"_s;
#else
    const QString name = u"relaydeck"_s;
#endif
    // The place of this machine, not of a roaming profile: a database does not travel.
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)).filePath(name);
}

base::Result<void, DataFolderError> prepareDataFolder(const QString &folder)
{
    const QFileInfo info(folder);
    if (info.exists() && !info.isDir())
        return base::failure(DataFolderError::NotAFolder);
    if (!info.exists()) {
        if (!QDir().mkpath(folder))
            return base::failure(DataFolderError::CannotCreate);
        // Accounts and keys are inside. A folder that was there before keeps the rights its owner chose.
        QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    }
    QTemporaryFile probe(QDir(folder).filePath(u"relaydeck-probe-XXXXXX"_s));
    if (probe.open())
        return base::success();
    const QStorageInfo disk(folder); // those that hold nothing at all, as /proc, have no room either
    const bool full = disk.bytesTotal() > 0 && !disk.isReadOnly() && disk.bytesAvailable() == 0;
    return base::failure(full ? DataFolderError::DiskFull : DataFolderError::NotWritable);
}

} // namespace app
