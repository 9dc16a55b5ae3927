#include <core/server/importer.h>

#include <core/base/limits.h>
#include <core/content/recognition.h>
#include <core/server/datafolder.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace server {

using namespace Qt::StringLiterals;
using base::failure;
using base::Result;

namespace {

constexpr int kCopyTries = 3;

Result<void, ImportError> refuse(ImportErrorKind kind, const QString &detail = {})
{
    return failure(ImportError {.kind = kind, .detail = detail});
}

QStringList singleFiles()
{
    return {u"coalesced.json"_s, u"terms_of_service.html"_s, u"privacy_policy.html"_s};
}

// What SQLite needs to read a database that was not closed in order. The log before the file: what moves from it into
// the file in between is then in both, not in neither. A journal takes half a write back out of the file: published
// servers work with one, and leave it when they are killed. The index (-shm) is left behind, SQLite makes it anew.
QStringList databaseFiles()
{
    return {u"app.db-wal"_s, u"app.db-journal"_s, u"app.db"_s};
}

// The files and folders an import may bring; with any of them there our folder is not empty.
QStringList dataEntries(const QDir &folder)
{
    QStringList entries = folder.entryList({u"app.db*"_s, u"secret.bin"_s, u"public"_s, u"*.tlk"_s},
                                           QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    for (const QString &name : singleFiles()) {
        if (folder.exists(name))
            entries.append(name);
    }
    return entries;
}

bool isInside(const QString &inner, const QString &outer)
{
    return inner == outer || inner.startsWith(outer.endsWith(u'/') ? outer : outer + u'/');
}

// What would change if another program wrote to the file meanwhile.
QString fingerprint(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() ? u"%1 %2"_s.arg(info.size()).arg(info.lastModified().toMSecsSinceEpoch()) : QString();
}

// Why games cannot be given the file as what its name says; empty when they can.
QString contentProblem(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return file.errorString();
    const auto content = content::recognise(file.read(base::kCoalescedJsonMax + 1));
    if (!content)
        return content.error().detail;
    const bool fits = path.endsWith(u".tlk"_s, Qt::CaseInsensitive)
                          ? std::holds_alternative<content::RecognisedTalk>(*content)
                          : std::holds_alternative<content::Coalesced>(*content);
    return fits ? QString() : u"it is something else"_s;
}

ImportErrorKind kindFrom(storage::ImportSourceError kind)
{
    switch (kind) {
    case storage::ImportSourceError::NotADatabase:
    case storage::ImportSourceError::Damaged:
        return ImportErrorKind::SourceDamaged;
    case storage::ImportSourceError::Kotlin:
        return ImportErrorKind::SourceKotlin;
    case storage::ImportSourceError::NotOurs:
        return ImportErrorKind::SourceNotOurs;
    case storage::ImportSourceError::TargetFull:
        return ImportErrorKind::DiskFull;
    case storage::ImportSourceError::TargetFailed:
        return ImportErrorKind::TargetNotWritable;
    case storage::ImportSourceError::Cancelled:
        return ImportErrorKind::Cancelled;
    case storage::ImportSourceError::SourceFailed:
        break;
    }
    return ImportErrorKind::Other;
}

} // namespace

Importer::Importer(QString source, const QString &target, std::chrono::system_clock::time_point now, Progress progress)
    : m_source(std::move(source))
    , m_target(QDir(target).absolutePath())
    , m_now(now)
    , m_progress(std::move(progress))
{}

void Importer::note(const QString &text)
{
    if (m_report.notes.size() < base::kImportNotesMax)
        m_report.notes.append(text);
}

Importer::Step Importer::tellProgress()
{
    if (m_progress && !m_progress(m_done))
        return refuse(ImportErrorKind::Cancelled);
    return base::success();
}

Importer::Step Importer::findSource()
{
    const QFileInfo given(m_source);
    if (!given.isDir() || !given.isReadable())
        return refuse(ImportErrorKind::SourceMissing, m_source);
    QDir folder(given.canonicalFilePath());
    const bool isProgramFolder = !folder.exists(u"app.db"_s) && QFileInfo(folder.filePath(u"data"_s)).isDir();
    const QDir configFolder = isProgramFolder ? folder : QDir(folder.filePath(u".."_s));
    if (isProgramFolder && !folder.cd(u"data"_s))
        return refuse(ImportErrorKind::SourceMissing, folder.filePath(u"data"_s));
    if (dataEntries(folder).isEmpty())
        return refuse(ImportErrorKind::NothingFound, folder.path());
    if (configFolder.exists(u"config.json"_s))
        m_report.configFile = QDir::cleanPath(configFolder.filePath(u"config.json"_s));
    m_source = folder.path();
    return base::success();
}

Importer::Step Importer::checkTarget() const
{
    const QFileInfo target(m_target);
    if (target.exists() && !target.isDir())
        return refuse(ImportErrorKind::TargetNotWritable, m_target);
    const QString real = target.exists() ? target.canonicalFilePath() : QDir::cleanPath(m_target);
    if (isInside(real, m_source) || isInside(m_source, real))
        return refuse(ImportErrorKind::SameFolder, m_target);
    const QStringList present = target.exists() ? dataEntries(QDir(m_target)) : QStringList();
    if (!present.isEmpty())
        return refuse(ImportErrorKind::TargetNotEmpty, present.first());
    return base::success();
}

Importer::Step Importer::copyFile(const QString &from, const QString &to)
{
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly))
        return refuse(ImportErrorKind::Other, u"%1: %2"_s.arg(from, source.errorString()));
    QFile target(to);
    if (!target.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return refuse(ImportErrorKind::TargetNotWritable, u"%1: %2"_s.arg(to, target.errorString()));
    for (;;) {
        const QByteArray chunk = source.read(base::kReadChunk);
        if (chunk.isEmpty())
            break;
        if (target.write(chunk) != chunk.size())
            break;
    }
    if (source.error() != QFileDevice::NoError)
        return refuse(ImportErrorKind::Other, u"%1: %2"_s.arg(from, source.errorString()));
    if (!target.flush() || target.error() != QFileDevice::NoError) {
        const bool full = target.error() == QFileDevice::ResourceError || target.error() == QFileDevice::WriteError;
        return refuse(full ? ImportErrorKind::DiskFull : ImportErrorKind::TargetNotWritable,
                      u"%1: %2"_s.arg(to, target.errorString()));
    }
    m_done.files += 1;
    return tellProgress();
}

// The database is copied first, with its logs, and read from the copy: nothing is written beside the source. Copying is
// repeated when a running server changed the files meanwhile.
Importer::Step Importer::copyDatabase(const QString &staging)
{
    const QDir source(m_source);
    if (!source.exists(u"app.db"_s)) {
        note(u"no app.db: no players are taken over"_s);
        return base::success();
    }
    ImportError last;
    for (int attempt = 0; attempt < kCopyTries; ++attempt) {
        QTemporaryDir copy(staging + u"/source-XXXXXX"_s);
        if (!copy.isValid())
            return refuse(ImportErrorKind::TargetNotWritable, copy.errorString());
        QStringList before;
        QStringList after;
        for (const QString &name : databaseFiles())
            before.append(fingerprint(source.filePath(name)));
        for (const QString &name : databaseFiles()) {
            if (!source.exists(name))
                continue;
            if (auto copied = copyFile(source.filePath(name), copy.filePath(name)); !copied)
                return copied;
        }
        for (const QString &name : databaseFiles())
            after.append(fingerprint(source.filePath(name)));
        last = ImportError {.kind = ImportErrorKind::SourceBusy, .detail = source.filePath(u"app.db"_s)};
        if (before != after)
            continue;
        auto rows =
            storage::importDatabase(copy.filePath(u"app.db"_s), staging + u"/app.db"_s, m_now, [this](qint64 done) {
                m_done.rows = done;
                return !m_progress || m_progress(m_done);
            });
        if (!rows)
            return refuse(kindFrom(rows.error().kind), rows.error().detail);
        m_report.database = true;
        m_report.rows = rows->counts;
        for (const QString &line : std::as_const(rows->notes))
            note(line);
        return base::success();
    }
    return failure(last);
}

Importer::Step Importer::copySecret(const QString &staging)
{
    QFile file(m_source + u"/secret.bin"_s);
    if (!file.exists())
        return base::success();
    QByteArray key;
    if (file.open(QIODevice::ReadOnly))
        key = file.read(kSecretSize);
    if (key.size() < kSecretSize) {
        note(u"secret.bin is too short or cannot be read: players have to log in again"_s);
        return base::success();
    }
    QFile target(staging + u"/secret.bin"_s);
    const auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    const bool written = target.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerOnly) &&
                         target.write(key) == key.size() && target.flush();
    key.fill('\0');
    if (!written)
        return refuse(ImportErrorKind::TargetNotWritable, target.errorString());
    m_report.secret = true;
    m_done.files += 1;
    return tellProgress();
}

// Plain files and folders only; links could lead anywhere.
Importer::Step Importer::copyTree(const QString &from, const QString &to, int depth)
{
    if (depth > base::kImportDepthMax) {
        note(u"public: folders nested too deep, the innermost left out"_s);
        return base::success();
    }
    if (!QDir().mkpath(to))
        return refuse(ImportErrorKind::TargetNotWritable, to);
    const auto entries =
        QDir(from).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    for (const QFileInfo &entry : entries) {
        const QString target = to + u'/' + entry.fileName();
        Step done = base::success();
        if (entry.isSymLink() || !(entry.isDir() || entry.isFile())) {
            note(u"public: a link or special file is left out: "_s + entry.fileName());
        } else if (entry.isDir()) {
            done = copyTree(entry.filePath(), target, depth + 1);
        } else if (m_report.publicFiles >= base::kImportFilesMax) {
            note(u"public: too many files, the rest left out"_s);
            return base::success();
        } else {
            done = copyFile(entry.filePath(), target);
            m_report.publicFiles += 1;
        }
        if (!done)
            return done;
    }
    return base::success();
}

// Taken over in any case, as the other server used it; but the operator is to know.
void Importer::checkContent(const QString &path)
{
    if (const QString problem = contentProblem(path); !problem.isEmpty())
        note(u"%1 was taken over, but games cannot use it: %2"_s.arg(QFileInfo(path).fileName(), problem));
}

Importer::Step Importer::copyFiles(const QString &staging)
{
    const QDir source(m_source);
    for (const QString &name : source.entryList({u"*.tlk"_s}, QDir::Files)) {
        if (auto copied = copyFile(source.filePath(name), staging + u'/' + name); !copied)
            return copied;
        m_report.talkFiles += 1;
        checkContent(staging + u'/' + name);
    }
    for (const QString &name : singleFiles()) {
        if (!QFileInfo(source.filePath(name)).isFile())
            continue;
        if (auto copied = copyFile(source.filePath(name), staging + u'/' + name); !copied)
            return copied;
        m_report.otherFiles += 1;
        if (name.endsWith(u".json"_s))
            checkContent(staging + u'/' + name);
    }
    if (QFileInfo(source.filePath(u"public"_s)).isDir())
        return copyTree(source.filePath(u"public"_s), staging + u"/public"_s, 0);
    return base::success();
}

// Renames within one folder. The database goes last: while it is missing the folder counts as not set up.
Importer::Step Importer::moveIntoPlace(const QString &staging) const
{
    QStringList names = QDir(staging).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    names.removeAll(u"app.db"_s);
    if (m_report.database)
        names.append(u"app.db"_s);
    QDir target(m_target);
    QStringList moved;
    for (const QString &name : std::as_const(names)) {
        if (!target.exists(name) && target.rename(staging + u'/' + name, name)) {
            moved.append(name);
            continue;
        }
        for (const QString &back : std::as_const(moved))
            target.rename(back, staging + u'/' + back);
        return refuse(ImportErrorKind::TargetNotWritable, target.filePath(name));
    }
    return base::success();
}

Result<ImportReport, ImportError> Importer::run()
{
    if (auto found = findSource(); !found)
        return failure(found.error());
    if (auto usable = checkTarget(); !usable)
        return failure(usable.error());
    const bool made = !QFileInfo::exists(m_target);
    const auto step = [&]() -> Step {
        if (!QDir().mkpath(m_target))
            return refuse(ImportErrorKind::TargetNotWritable, m_target);
        // Gone with everything in it at the end of this scope, whatever happens.
        const QTemporaryDir staging(m_target + u"/import-XXXXXX"_s);
        if (!staging.isValid())
            return refuse(ImportErrorKind::TargetNotWritable, staging.errorString());
        if (auto copied = copyDatabase(staging.path()); !copied)
            return copied;
        if (auto copied = copySecret(staging.path()); !copied)
            return copied;
        if (auto copied = copyFiles(staging.path()); !copied)
            return copied;
        return moveIntoPlace(staging.path());
    }();
    if (!step) {
        if (made)
            QDir().rmdir(m_target); // only succeeds when it is empty, as it should be
        return failure(step.error());
    }
    return m_report;
}

} // namespace server
