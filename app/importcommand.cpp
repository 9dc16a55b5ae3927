#include <app/importcommand.h>
#include <app/platform/datalocation.h>
#include <app/platform/standardoutput.h>
#include <app/startup.h>

#include <core/server/importer.h>

#include <QCoreApplication>

namespace app {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const server::ImportError &error)
{
    using Kind = server::ImportErrorKind;
    switch (error.kind) {
    case Kind::SourceMissing:
        return u"There is no such folder, or it cannot be read: %1"_s.arg(error.detail);
    case Kind::NothingFound:
        return u"Nothing of a Pocket Relay server was found in %1. Name its data folder, the one with app.db in it."_s
            .arg(error.detail);
    case Kind::SourceKotlin:
        return u"This is the database of the old Kotlin server, which has other tables. It cannot be imported."_s;
    case Kind::SourceNotOurs:
        return u"app.db is a database of another program: %1"_s.arg(error.detail);
    case Kind::SourceDamaged:
        return u"app.db is damaged: %1"_s.arg(error.detail);
    case Kind::SourceBusy:
        return u"app.db is in use. Stop the other server first, then try again. (%1)"_s.arg(error.detail);
    case Kind::TargetNotEmpty:
        return u"The data folder has data already: %1. Name an empty one with --data."_s.arg(error.detail);
    case Kind::TargetNotWritable:
        return u"Nothing can be written into the data folder: %1"_s.arg(error.detail);
    case Kind::SameFolder:
        return u"The folder to import and the data folder must not lie in each other."_s;
    case Kind::DiskFull:
        return u"The disk is full. Nothing was imported."_s;
    case Kind::Cancelled:
        return u"Cancelled. Nothing was imported."_s;
    case Kind::Other:
        return u"The import failed: %1"_s.arg(error.detail);
    }
    Q_UNREACHABLE();
}

void say(const QString &text)
{
    writeLine(text.toUtf8());
}

void tell(const server::ImportReport &report)
{
    say(u"Players: %1"_s.arg(report.rows.players));
    say(u"Saved values: %1"_s.arg(report.rows.playerData));
    say(u"Galaxy at War: %1"_s.arg(report.rows.galaxyAtWar));
    say(u"Leaderboard rows: %1"_s.arg(report.rows.leaderboards));
    say(u"Game reports: %1"_s.arg(report.rows.gameReports));
    say(report.secret ? u"Signing key taken over: players stay signed in."_s
                      : u"No signing key found: players sign in again with their password."_s);
    if (report.publicFiles + report.talkFiles + report.otherFiles > 0)
        say(u"Files: %1 public, %2 talk files, %3 others"_s.arg(report.publicFiles)
                .arg(report.talkFiles)
                .arg(report.otherFiles));
    if (!report.configFile.isEmpty())
        say(u"A configuration was found beside and not taken over: %1. Use it with --config."_s.arg(report.configFile));
    for (const QString &note : report.notes)
        say(u"Note: %1"_s.arg(note));
    say(u"Done."_s);
}

} // namespace

int runImport(const CommandLine &line)
{
    const QString target =
        chooseDataLocation(line.dataFolder, QCoreApplication::applicationDirPath(), platformDataFolder()).folder;
    server::Importer importer(line.importFolder, target, std::chrono::system_clock::now(),
                              [last = qint64(0)](const server::ImportProgress &progress) mutable {
                                  if (progress.rows >= last + 50'000) {
                                      last = progress.rows;
                                      complain(u"%1 rows so far"_s.arg(progress.rows));
                                  }
                                  return true;
                              });
    const auto report = importer.run();
    if (!report) {
        complain(textOf(report.error()));
        return 1;
    }
    tell(*report);
    return 0;
}

} // namespace app
