#include <core/storage/databasefile.h>

#include <core/base/limits.h>
#include <core/storage/log.h>
#include <core/storage/schema.h>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>
#include <QTemporaryFile>
#include <QtEndian>

namespace storage {

using namespace Qt::StringLiterals;
using base::failure;

namespace {

using Failed = base::Failure<OpenError>;

Failed refuse(OpenErrorKind kind, const QString &detail)
{
    return failure(OpenError {.kind = kind, .detail = detail});
}

// With less room than this a new database and its write-ahead log do not fit, nor a backup of a small one.
constexpr qint64 kRoomToOpen = 256 * base::KiB;

bool isDiskFull(const QString &path)
{
    const QStorageInfo disk(QFileInfo(path).absolutePath());
    return disk.isValid() && disk.bytesAvailable() < kRoomToOpen;
}

Failed refuseToWrite(const QString &path, const QString &detail)
{
    return refuse(isDiskFull(path) ? OpenErrorKind::DiskFull : OpenErrorKind::FolderNotWritable, detail);
}

OpenErrorKind kindOf(StoreError error, const QString &path)
{
    switch (error) {
    case StoreError::Full:
        return OpenErrorKind::DiskFull;
    case StoreError::Locked:
        return OpenErrorKind::Locked;
    case StoreError::ReadOnly:
        return OpenErrorKind::FolderNotWritable;
    case StoreError::Damaged:
        return OpenErrorKind::Damaged;
    default:
        // Not every full disk is called so: that the log's index could not grow is an I/O error to SQLite.
        return isDiskFull(path) ? OpenErrorKind::DiskFull : OpenErrorKind::Other;
    }
}

struct FileHeader
{
    quint32 userVersion = 0;
    quint32 applicationId = 0;
};

constexpr qsizetype kHeaderSize = 100;
constexpr qsizetype kUserVersionAt = 60;
constexpr qsizetype kApplicationIdAt = 68;

// The first bytes of a database file, read without SQLite: opening a file with it could already change something.
// An empty file is a new database.
base::Result<FileHeader, OpenError> readHeader(const QString &path)
{
    if (QFileInfo(path).isDir())
        return refuse(OpenErrorKind::Unreadable, path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refuse(OpenErrorKind::Unreadable, file.errorString());
    const QByteArray head = file.read(kHeaderSize);
    if (head.isEmpty() && file.error() == QFileDevice::NoError)
        return FileHeader {};
    if (head.size() < kHeaderSize || !head.startsWith(QByteArrayView("SQLite format 3\0", 16)))
        return refuse(OpenErrorKind::NotADatabase, path);
    return FileHeader {.userVersion = qFromBigEndian<quint32>(head.constData() + kUserVersionAt),
                       .applicationId = qFromBigEndian<quint32>(head.constData() + kApplicationIdAt)};
}

base::Result<void, OpenError> checkWritable(const QString &path)
{
    const QDir folder = QFileInfo(path).absoluteDir();
    if (!folder.mkpath(u"."_s))
        return refuse(OpenErrorKind::FolderNotWritable, folder.path());
    QTemporaryFile probe(folder.filePath(u"write-test-XXXXXX"_s));
    if (!probe.open())
        return refuseToWrite(path, probe.errorString());
    if (QFile file(path); file.exists() && !file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        return refuse(OpenErrorKind::FolderNotWritable, file.errorString());
    return base::success();
}

// E-mails and password hashes are nobody else's business; SQLite gives its other files the same rights.
base::Result<void, OpenError> makePrivateFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return refuseToWrite(path, file.errorString());
    return base::success();
}

// What a sound file may hold: nothing, our tables, or those of a Pocket Relay server.
base::Result<void, OpenError> checkContent(Connection &connection, const QString &path)
{
    switch (familyOf(connection)) {
    case Family::Unknown:
        return refuse(connection.lastError() == StoreError::Locked ? OpenErrorKind::Locked : OpenErrorKind::Damaged,
                      connection.lastErrorText());
    case Family::Foreign:
    case Family::Kotlin:
        return refuse(OpenErrorKind::NotOurs, path);
    case Family::Empty:
    case Family::PocketRelay:
    case Family::Ours:
        break;
    }
    if (connection.single(u"PRAGMA encoding"_s).toString() != u"UTF-8")
        return refuse(OpenErrorKind::NotOurs, path);
    if (schemaVersion(connection) > kSchemaVersion)
        return refuse(OpenErrorKind::TooNew, path);
    return base::success();
}

// A copy in one piece, with what is still in the write-ahead log. Removed again when it cannot be finished.
base::Result<QString, OpenError> backUp(Connection &connection, const QString &path, int version,
                                        std::chrono::system_clock::time_point now)
{
    const auto unixSeconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    const QString stamp = QDateTime::fromSecsSinceEpoch(unixSeconds, Qt::UTC).toString(u"yyyyMMdd-HHmmss"_s);
    const QString base = u"%1.before-v%2-from-v%3-%4"_s.arg(path).arg(kSchemaVersion).arg(version).arg(stamp);
    QString copy = base;
    for (int again = 2; QFileInfo::exists(copy); ++again)
        copy = u"%1-%2"_s.arg(base).arg(again);
    if (auto made = makePrivateFile(copy); !made)
        return failure(made.error());
    const QString quoted = QString(copy).replace(u'\'', u"''"_s);
    if (auto copied = connection.runOnce(u"VACUUM INTO '%1'"_s.arg(quoted)); !copied) {
        QFile::remove(copy);
        return refuse(kindOf(copied.error(), path), connection.lastErrorText());
    }
    return copy;
}

base::Result<void, OpenError> setUp(Connection &connection, const QString &path)
{
    // Not every file system can do WAL; without it things are slower, and just as durable.
    if (connection.single(u"PRAGMA journal_mode=WAL"_s).toString() != u"wal")
        qCWarning(logStorage) << "no write-ahead log on this file system:" << connection.lastErrorText();
    for (const QString &pragma :
         {u"PRAGMA synchronous=FULL"_s, u"PRAGMA foreign_keys=ON"_s, u"PRAGMA journal_size_limit=67108864"_s}) {
        if (auto set = connection.runOnce(pragma); !set)
            return refuse(kindOf(set.error(), path), connection.lastErrorText());
    }
    return base::success();
}

base::Result<OpenReport, OpenError> prepareFile(Connection &connection, const QString &path, bool existed,
                                                std::chrono::system_clock::time_point now)
{
    if (auto content = checkContent(connection, path); !content)
        return failure(content.error());
    OpenReport report {
        .created = familyOf(connection) == Family::Empty, .versionBefore = schemaVersion(connection), .backup = {}};
    const bool migrates = report.versionBefore < kSchemaVersion;
    const bool small = QFileInfo(path).size() <= base::kStorageCheckMax;
    if (existed && !report.created && (migrates || small) && !isSound(connection))
        return refuse(OpenErrorKind::Damaged, path);
    if (migrates && !report.created) {
        auto copy = backUp(connection, path, report.versionBefore, now);
        if (!copy)
            return failure(copy.error());
        report.backup = *copy;
    }
    if (auto ready = setUp(connection, path); !ready)
        return failure(ready.error());
    const auto unixSeconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    if (auto migrated = migrate(connection, unixSeconds); !migrated)
        return refuse(kindOf(migrated.error(), path), connection.lastErrorText());
    return report;
}

} // namespace

bool isSound(Connection &connection)
{
    return connection.single(u"PRAGMA quick_check(1)"_s).toString() == u"ok";
}

base::Result<OpenedDatabase, OpenError> openDatabase(const QString &file, std::chrono::system_clock::time_point now)
{
    const QString path = QFileInfo(file).absoluteFilePath();
    const bool existed = QFileInfo::exists(path);
    if (existed) {
        const auto header = readHeader(path);
        if (!header)
            return failure(header.error());
        if (header->applicationId == kApplicationId && header->userVersion > static_cast<quint32>(kSchemaVersion))
            return refuse(OpenErrorKind::TooNew, path);
    }
    if (auto writable = checkWritable(path); !writable)
        return failure(writable.error());
    if (!existed) {
        if (auto made = makePrivateFile(path); !made)
            return failure(made.error());
    }
    OpenedDatabase opened {.connection = std::make_unique<Connection>(path, Connection::Access::ReadWrite),
                           .report = {}};
    auto report = [&]() -> base::Result<OpenReport, OpenError> {
        if (!opened.connection->isOpen())
            return refuse(OpenErrorKind::Unreadable, opened.connection->openError().databaseText());
        return prepareFile(*opened.connection, path, existed, now);
    }();
    if (!report) {
        opened.connection.reset();
        if (!existed) {
            // We made them, so they go again; the last two stay behind when there is no room to end in order.
            for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
                QFile::remove(path + suffix);
        }
        return failure(report.error());
    }
    opened.report = *report;
    return opened;
}

} // namespace storage
