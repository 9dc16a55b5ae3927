#include <core/content/fileset.h>

#include <core/base/limits.h>
#include <core/base/savefile.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <filesystem>

namespace content {

using namespace Qt::StringLiterals;
using base::success;

namespace {

base::Failure<ContentError> unwritable(const QString &path, const QString &reason)
{
    return refused(ContentFault::CannotWrite, u"%1: %2"_s.arg(path, reason));
}

// Over an existing file too, in one step.
bool move(const QString &from, const QString &to)
{
    std::error_code error;
    std::filesystem::rename(from.toStdU16String(), to.toStdU16String(), error);
    return !error;
}

} // namespace

FileSet::FileSet(QString folder)
    : m_folder(std::move(folder))
{}

QString FileSet::staged(const QString &relative) const
{
    return m_staging->filePath(u"new/"_s + relative);
}

QString FileSet::kept(const QString &relative) const
{
    return m_staging->filePath(u"old/"_s + relative);
}

FileSet::Step FileSet::begin()
{
    if (m_staging)
        return success();
    if (!QDir().mkpath(m_folder))
        return unwritable(m_folder, u"the folder cannot be made"_s);
    m_staging = std::make_unique<QTemporaryDir>(m_folder + u"/content-XXXXXX"_s);
    if (!m_staging->isValid())
        return unwritable(m_folder, m_staging->errorString());
    return success();
}

FileSet::Step FileSet::makePlace(const QString &relative) const
{
    for (const QString &path : {staged(relative), kept(relative)}) {
        if (!QDir().mkpath(QFileInfo(path).path()))
            return unwritable(path, u"the folder cannot be made"_s);
    }
    return success();
}

void FileSet::note(const QString &relative)
{
    if (!m_files.contains(relative))
        m_files.append(relative);
}

FileSet::Step FileSet::add(const QString &relative, const QByteArray &bytes)
{
    if (auto begun = begin(); !begun)
        return begun;
    if (auto made = makePlace(relative); !made)
        return made;
    QSaveFile file(staged(relative));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !base::commitWritten(file))
        return unwritable(relative, file.errorString());
    note(relative);
    return success();
}

FileSet::Step FileSet::addCopy(const QString &relative, const QString &from, qint64 size)
{
    if (auto begun = begin(); !begun)
        return begun;
    if (auto made = makePlace(relative); !made)
        return made;
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly))
        return refused(ContentFault::CannotRead, u"%1: %2"_s.arg(from, source.errorString()));
    QSaveFile file(staged(relative));
    if (!file.open(QIODevice::WriteOnly))
        return unwritable(relative, file.errorString());
    qint64 copied = 0;
    while (copied <= size) {
        const QByteArray chunk = source.read(base::kStaticChunk);
        if (chunk.isEmpty())
            break;
        if (file.write(chunk) != chunk.size())
            return unwritable(relative, file.errorString());
        copied += chunk.size();
    }
    if (copied != size || source.error() != QFileDevice::NoError)
        return refused(ContentFault::CannotRead, u"%1 changed or broke off while it was read"_s.arg(from));
    if (!base::commitWritten(file))
        return unwritable(relative, file.errorString());
    note(relative);
    return success();
}

FileSet::Step FileSet::commit()
{
    for (qsizetype i = 0; i < m_files.size(); ++i) {
        const QString &relative = m_files.at(i);
        const QString target = m_folder + u'/' + relative;
        const bool hasOld = QFileInfo::exists(target);
        if (QDir().mkpath(QFileInfo(target).path()) && (!hasOld || QFile::copy(target, kept(relative))) &&
            move(staged(relative), target))
            continue;
        undo(i);
        return unwritable(target, u"it cannot be replaced"_s);
    }
    m_files.clear();
    m_staging.reset();
    return success();
}

// The first `count` files get back what they held.
void FileSet::undo(qsizetype count) const
{
    for (qsizetype i = 0; i < count; ++i) {
        const QString target = m_folder + u'/' + m_files.at(i);
        if (QFileInfo::exists(kept(m_files.at(i))))
            std::ignore = move(kept(m_files.at(i)), target); // what else could be done is done by the operator
        else
            QFile::remove(target);
    }
}

} // namespace content
