#include <core/server/datafolder.h>

#include <core/base/savefile.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <span>

namespace server {

using namespace Qt::StringLiterals;
using base::failure;
using base::Result;
using base::Secret;

namespace {

StartError secretError(StartErrorKind kind, const QString &path, const QString &reason)
{
    StartError error;
    error.kind = kind;
    error.detail = u"%1: %2"_s.arg(path, reason);
    return error;
}

// Readable by the owner only, whole or not at all.
Result<Secret, StartError> makeSecret(const QString &path, base::Random &random)
{
    QByteArray key(kSecretSize, '\0');
    random.fill(std::as_writable_bytes(std::span(key.data(), static_cast<std::size_t>(kSecretSize))));
    Secret secret(key);
    key.fill('\0');
    const auto bytes = base::asChars(secret.bytes());
    QSaveFile file(path);
    // The rights are set before the bytes are written.
    const bool written = QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                         file.write(bytes.data(), bytes.size()) == bytes.size() && base::commitWritten(file);
    if (!written) {
        const bool full = file.error() == QFileDevice::ResourceError || file.error() == QFileDevice::WriteError;
        const auto kind = full ? StartErrorKind::DiskFull : StartErrorKind::FolderNotWritable;
        return failure(secretError(kind, path, file.errorString()));
    }
    return secret;
}

bool isPlainWord(QStringView word)
{
    return !word.isEmpty() && std::all_of(word.begin(), word.end(), [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'_' || c == u'-');
    });
}

StartErrorKind kindFrom(storage::OpenErrorKind kind)
{
    switch (kind) {
    case storage::OpenErrorKind::FolderNotWritable:
        return StartErrorKind::FolderNotWritable;
    case storage::OpenErrorKind::TooNew:
        return StartErrorKind::DatabaseTooNew;
    case storage::OpenErrorKind::DiskFull:
        return StartErrorKind::DiskFull;
    case storage::OpenErrorKind::Unreadable:
    case storage::OpenErrorKind::NotADatabase:
    case storage::OpenErrorKind::NotOurs:
    case storage::OpenErrorKind::Damaged:
        return StartErrorKind::DatabaseUnreadable;
    case storage::OpenErrorKind::Locked:
    case storage::OpenErrorKind::Other:
        break;
    }
    return StartErrorKind::Other;
}

} // namespace

DataFolder::DataFolder(const QString &path)
    : m_path(QDir(path).absolutePath())
{}

QString DataFolder::file(QStringView name) const
{
    return m_path + u'/' + name.toString();
}

QString DataFolder::talkFile(QStringView language) const
{
    return isPlainWord(language) ? file(QString(language.toString() + u".tlk"_s)) : QString();
}

Result<Secret, StartError> DataFolder::loadSecret(base::Random &random) const
{
    const QString path = secret();
    if (const QFileInfo info(path); !info.exists() && !info.isSymLink())
        return makeSecret(path, random);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(secretError(StartErrorKind::SecretUnreadable, path, file.errorString()));
    QByteArray bytes = file.read(kSecretSize);
    if (bytes.size() < kSecretSize)
        return failure(secretError(StartErrorKind::SecretUnreadable, path, u"%1 bytes"_s.arg(bytes.size())));
    Secret secret(bytes);
    bytes.fill('\0');
    return secret;
}

StartError startErrorFrom(const storage::OpenError &error)
{
    StartError start;
    start.kind = kindFrom(error.kind);
    start.step = StartStep::Database;
    start.detail = error.detail;
    return start;
}

} // namespace server
