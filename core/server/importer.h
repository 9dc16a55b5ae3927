#pragma once
// Copies the data folder of a Pocket Relay server into an empty one of ours: players with their passwords, the signing
// key (tokens stay valid), player data, boards, Galaxy at War, reports, public files, talk files, coalesced.json and
// legal texts. Any part may be missing. The source is only read. Everything is built beside its place and moved
// there at the end: when anything fails our folder is as it was.
// Synchronous: runs on a worker thread or in a command-line program, never on the network or GUI thread.

#include <core/base/moveonlyfunction.h>
#include <core/base/result.h>
#include <core/storage/databaseimport.h>

#include <QString>
#include <QStringList>

#include <chrono>

namespace server {

enum class ImportErrorKind {
    SourceMissing,  // no such folder, or not readable
    NothingFound,   // none of the known files is there
    SourceKotlin,   // database of ServerKotlin: other tables
    SourceNotOurs,  // app.db is a database of something else
    SourceDamaged,  // app.db is no sound database
    SourceBusy,     // app.db kept changing or is locked: stop that server first
    TargetNotEmpty, // our folder has data already
    TargetNotWritable,
    SameFolder, // one of the folders lies in the other
    DiskFull,
    Cancelled,
    Other,
};

struct ImportError
{
    ImportErrorKind kind = ImportErrorKind::Other;
    QString detail; // path or system text
};

struct ImportReport
{
    storage::ImportCounts rows;
    bool database = false;
    bool secret = false;
    int publicFiles = 0;
    int talkFiles = 0;
    int otherFiles = 0; // coalesced.json and legal texts
    QString configFile; // a config.json that was found beside; it is not taken over
    QStringList notes;  // what was not understood or not taken, one line each; no personal data
};

struct ImportProgress
{
    qint64 rows = 0;
    int files = 0;
};

class Importer
{
public:
    // Called now and then from inside run(); false stops the import.
    using Progress = base::MoveOnlyFunction<bool(const ImportProgress &)>;

    // `source` is the data folder or the program's folder with `data` in it.
    Importer(QString source, const QString &target, std::chrono::system_clock::time_point now, Progress progress = {});
    [[nodiscard]] base::Result<ImportReport, ImportError> run();

private:
    using Step = base::Result<void, ImportError>;
    [[nodiscard]] Step findSource();
    [[nodiscard]] Step checkTarget() const;
    [[nodiscard]] Step copyDatabase(const QString &staging);
    [[nodiscard]] Step copySecret(const QString &staging);
    [[nodiscard]] Step copyFiles(const QString &staging);
    void checkContent(const QString &path);
    [[nodiscard]] Step copyTree(const QString &from, const QString &to, int depth);
    [[nodiscard]] Step copyFile(const QString &from, const QString &to);
    [[nodiscard]] Step moveIntoPlace(const QString &staging) const;
    [[nodiscard]] Step tellProgress();
    void note(const QString &text);

    QString m_source;
    QString m_target;
    std::chrono::system_clock::time_point m_now;
    Progress m_progress;
    ImportProgress m_done;
    ImportReport m_report;
};

} // namespace server
