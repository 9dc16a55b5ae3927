#include <app/platform/datalocation.h>
#include <tests/support/quiet.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using app::DataFolderError;
using app::DataKind;

class TestDataLocation : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void platformFolderByDefault()
    {
        const QTemporaryDir beside;
        const auto location = app::chooseDataLocation({}, beside.path(), u"/platform"_s);
        QCOMPARE(location.folder, u"/platform"_s);
        QCOMPARE(location.kind, DataKind::Platform);
        QVERIFY(app::platformDataFolder().endsWith(u"relaydeck"_s, Qt::CaseInsensitive));
        QVERIFY(QDir::isAbsolutePath(app::platformDataFolder()));
    }

    void portableFileBesideTheProgram()
    {
        const QTemporaryDir beside;
        QFile file(beside.filePath(u"portable"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto location = app::chooseDataLocation({}, beside.path(), u"/platform"_s);
        QCOMPARE(location.folder, beside.filePath(u"data"_s));
        QCOMPARE(location.kind, DataKind::Portable);
        // The command line still wins.
        QCOMPARE(app::chooseDataLocation(u"/given"_s, beside.path(), u"/platform"_s).kind, DataKind::Given);
    }

    void folderNamedPortableMeansNothing()
    {
        const QTemporaryDir beside;
        QVERIFY(QDir(beside.path()).mkdir(u"portable"_s));
        QCOMPARE(app::chooseDataLocation({}, beside.path(), u"/platform"_s).kind, DataKind::Platform);
    }

    void givenFolderBecomesAbsolute()
    {
        const auto location = app::chooseDataLocation(u"some/where"_s, u"/nowhere"_s, u"/platform"_s);
        QCOMPARE(location.folder, QDir::current().absoluteFilePath(u"some/where"_s));
    }

    void preparesAFolder()
    {
        const QTemporaryDir root;
        const QString folder = root.filePath(u"a/b"_s);
        QVERIFY(app::prepareDataFolder(folder));
        QVERIFY(QDir(folder).exists());
        QVERIFY(QDir(folder).isEmpty()); // no probe is left behind
        QVERIFY(app::prepareDataFolder(folder));
#ifdef Q_OS_UNIX
        QCOMPARE(QFile(folder).permissions() &
                     (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther),
                 QFile::Permissions());
#endif
    }

    void refusesWhatIsNoFolder()
    {
        const QTemporaryDir root;
        QFile file(root.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto onFile = app::prepareDataFolder(file.fileName());
        QVERIFY(!onFile);
        QCOMPARE(onFile.error(), DataFolderError::NotAFolder);
        const auto belowFile = app::prepareDataFolder(file.fileName() + u"/data"_s);
        QVERIFY(!belowFile);
        QCOMPARE(belowFile.error(), DataFolderError::CannotCreate);
    }

#ifdef Q_OS_LINUX
    void refusesWhatCannotBeWritten()
    {
        // Not even an administrator can make a file there.
        const auto prepared = app::prepareDataFolder(u"/proc/self"_s);
        QVERIFY(!prepared);
        QCOMPARE(prepared.error(), DataFolderError::NotWritable);
    }
#endif
};

QTEST_APPLESS_MAIN(TestDataLocation)
#include "tst_datalocation.moc"
