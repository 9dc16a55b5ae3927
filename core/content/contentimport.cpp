#include <core/content/contentimport.h>

#include <core/base/limits.h>
#include <core/content/contentnames.h>

#include <QDir>
#include <QFile>

#include <algorithm>

namespace content {

using namespace Qt::StringLiterals;
using base::failure;
using base::success;

namespace {

constexpr int kReadTries = 3;

// The whole file; again when somebody wrote to it meanwhile.
ContentResult<QByteArray> readStable(const QString &path)
{
    for (int attempt = 0; attempt < kReadTries; ++attempt) {
        const QFileInfo before(path);
        if (before.size() > base::kCoalescedJsonMax)
            return tooLarge(u"it is longer than %1 bytes"_s.arg(base::kCoalescedJsonMax));
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return refused(ContentFault::CannotRead, file.errorString());
        QByteArray bytes = file.read(base::kCoalescedJsonMax + 1);
        if (file.error() != QFileDevice::NoError)
            return refused(ContentFault::CannotRead, file.errorString());
        const QFileInfo after(path);
        if (bytes.size() == before.size() && after.size() == before.size() &&
            after.lastModified() == before.lastModified())
            return bytes;
    }
    return refused(ContentFault::CannotRead, u"another program keeps writing to it"_s);
}

ContentError named(const QString &path, ContentError error)
{
    error.detail = u"%1: %2"_s.arg(QDir::toNativeSeparators(path), error.detail);
    return error;
}

} // namespace

ContentImport::ContentImport(const QString &folder, base::WallTime now)
    : m_folder(QDir(folder).absolutePath())
    , m_now(now)
    , m_files(m_folder)
{}

void ContentImport::note(const QString &text)
{
    if (m_report.notes.size() < base::kImportNotesMax)
        m_report.notes.append(text);
}

ContentImport::Step ContentImport::count(qint64 bytes)
{
    m_bytes += bytes;
    if (++m_fileCount > base::kContentImportFilesMax)
        return tooLarge(u"there are more than %1 files"_s.arg(base::kContentImportFilesMax));
    if (m_bytes > base::kContentImportBytesMax)
        return tooLarge(u"the files have more than %1 bytes together"_s.arg(base::kContentImportBytesMax));
    return success();
}

ContentResult<ContentImportReport> ContentImport::run(const QString &source, const std::optional<SlotName> &slot)
{
    m_source = source;
    m_slot = slot;
    const QFileInfo info(source);
    if (!info.exists() || !info.isReadable())
        return refused(ContentFault::CannotRead, u"%1 is not there or cannot be read"_s.arg(source));
    m_isFolder = info.isDir();
    const QString path = info.canonicalFilePath();
    if (Step taken = m_isFolder ? takeFolder(path) : takeFile(path); !taken)
        return failure(taken.error());
    if (m_files.isEmpty())
        return refused(ContentFault::NothingFound, u"there is no content in %1"_s.arg(source));
    if (Step done = finish(); !done)
        return failure(done.error());
    return m_report;
}

ContentImport::Step ContentImport::takeFolder(const QString &path)
{
    if (QFileInfo(m_folder).exists() && path == QFileInfo(m_folder).canonicalFilePath())
        return refused(ContentFault::CannotRead, u"%1 is the data folder itself"_s.arg(path));
    QDir folder(path);
    const auto known = [](const QDir &dir) {
        const QStringList files = dir.entryList(QDir::Files);
        return dir.exists(u"public"_s) || std::any_of(files.begin(), files.end(), isContentFile);
    };
    if (!known(folder) && folder.exists(u"data"_s)) // the folder of the other server's program
        folder.cd(u"data"_s);
    for (const QFileInfo &file : folder.entryInfoList(QDir::Files, QDir::Name)) {
        if (!isContentFile(file.fileName()))
            continue;
        if (isGameFile(file.fileName())) {
            note(u"%1 belongs to the installed game and is left out"_s.arg(file.fileName()));
        } else if (file.isSymLink()) {
            note(u"a link is left out: "_s + file.fileName());
        } else if (Step taken = takeFile(file.filePath()); !taken) {
            return taken;
        }
    }
    const QFileInfo tree(folder.filePath(u"public"_s));
    const bool wanted = !m_slot || m_slot->kind == SlotKind::Images;
    return wanted && tree.isDir() && !tree.isSymLink() ? takeTree(tree.filePath(), u"public"_s, 0) : success();
}

// Plain files and folders only; links could lead anywhere.
ContentImport::Step ContentImport::takeTree(const QString &path, const QString &relative, int depth)
{
    if (depth > base::kImportDepthMax)
        return tooLarge(u"the folders in public are nested too deep"_s);
    const auto entries =
        QDir(path).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    for (const QFileInfo &entry : entries) {
        const QString name = relative + u'/' + entry.fileName();
        Step done = success();
        if (entry.isSymLink() || !(entry.isDir() || entry.isFile()) || !isPlainFileName(entry.fileName()))
            note(u"a link, a special file or an odd name is left out: "_s + name);
        else if (entry.isDir())
            done = takeTree(entry.filePath(), name, depth + 1);
        else
            done = takePublicFile(entry, name);
        if (!done)
            return done;
    }
    return success();
}

ContentImport::Step ContentImport::takePublicFile(const QFileInfo &file, const QString &relative)
{
    const bool isImage = relative.startsWith(u"public/content/"_s) && relative.endsWith(u".dds"_s);
    if (!isImage && m_slot)
        return success();
    if (Step fits = count(file.size()); !fits)
        return fits;
    if (isImage) {
        const auto bytes = readStable(file.filePath());
        const auto sound = bytes ? checkImage(*bytes) : failure(bytes.error());
        if (!sound)
            return failure(named(file.filePath(), sound.error()));
        m_report.images += 1;
        m_imageBytes += bytes->size();
        return m_files.add(relative, *bytes);
    }
    m_report.publicFiles += 1;
    return m_files.addCopy(relative, file.filePath(), file.size());
}

ContentImport::Step ContentImport::takeFile(const QString &path)
{
    const auto bytes = readStable(path);
    if (!bytes)
        return failure(named(path, bytes.error()));
    if (Step fits = count(bytes->size()); !fits)
        return fits;
    auto content = recognise(*bytes);
    // Other programs have files of such names too.
    if (!content && m_isFolder && content.error().fault == ContentFault::NotRecognised && path.endsWith(u".bin"_s)) {
        note(u"%1: %2"_s.arg(QFileInfo(path).fileName(), content.error().detail));
        return success();
    }
    Step taken = content ? take(path, *bytes, *std::move(content)) : Step(failure(content.error()));
    return taken ? taken : Step(failure(named(path, taken.error())));
}

} // namespace content
