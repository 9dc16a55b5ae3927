#include <core/server/datafolder.h>
#include <tests/support/quiet.h>

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#ifdef Q_OS_UNIX
#include <tests/support/smalldisk.h>
#endif

using namespace Qt::StringLiterals;
using server::DataFolder;
using server::StartErrorKind;

class TestDataFolder : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void paths();
    void secretIsMadeOnce();
    void secretFiles_data();
    void secretFiles();
    void secretThatCannotBeRead();
    void secretThatCannotBeWritten();
    void fullDiskLeavesNoHalfSecret();
    void databaseErrors_data();
    void databaseErrors();

private:
    base::SystemRandom m_random;
};

void TestDataFolder::paths()
{
    const DataFolder folder(u"/data/./here"_s);
    QCOMPARE(folder.database(), u"/data/here/app.db"_s);
    QCOMPARE(folder.talkFile(u"en"), u"/data/here/en.tlk"_s);
    QCOMPARE(folder.talkFile(u"zh-Hant_2"), u"/data/here/zh-Hant_2.tlk"_s);
    for (const QString &bad : {u""_s, u".."_s, u"../en"_s, u"a/b"_s, u"a\\b"_s, u"a.b"_s, u"ü"_s})
        QVERIFY(folder.talkFile(bad).isEmpty());
}

void TestDataFolder::secretIsMadeOnce()
{
    const QTemporaryDir temporary;
    const DataFolder folder(temporary.filePath(u"new/data"_s));
    const auto made = folder.loadSecret(m_random);
    QVERIFY(made);
    QCOMPARE(made->size(), server::kSecretSize);
    QCOMPARE(QFileInfo(folder.secret()).size(), server::kSecretSize);
#ifdef Q_OS_UNIX
    QCOMPARE(QFile::permissions(folder.secret()) & ~(QFileDevice::ReadUser | QFileDevice::WriteUser),
             QFileDevice::ReadOwner | QFileDevice::WriteOwner);
#endif
    const auto again = folder.loadSecret(m_random);
    QVERIFY(again);
    QVERIFY(*again == *made);
    const auto other = DataFolder(temporary.filePath(u"other"_s)).loadSecret(m_random);
    QVERIFY(other);
    QVERIFY(!(*other == *made));
}

void TestDataFolder::secretFiles_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("usable");
    QTest::newRow("empty") << 0 << false;
    QTest::newRow("one byte short") << 63 << false;
    QTest::newRow("exact") << 64 << true;
    QTest::newRow("one byte more") << 65 << true;
    QTest::newRow("much more") << 100'000 << true;
}

void TestDataFolder::secretFiles()
{
    QFETCH(int, size);
    QFETCH(bool, usable);
    const QTemporaryDir temporary;
    const DataFolder folder(temporary.path());
    QByteArray content;
    for (int i = 0; i < size; ++i)
        content.append(static_cast<char>(i));
    {
        QFile file(folder.secret());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    const auto loaded = folder.loadSecret(m_random);
    QCOMPARE(loaded.hasValue(), usable);
    if (usable)
        QVERIFY(*loaded == base::Secret(content.first(64)));
    else
        QCOMPARE(loaded.error().kind, StartErrorKind::SecretUnreadable);
    QFile file(folder.secret());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content); // never replaced
}

void TestDataFolder::secretThatCannotBeRead()
{
    const QTemporaryDir temporary;
    QVERIFY(QDir(temporary.path()).mkdir(u"secret.bin"_s));
    const auto loaded = DataFolder(temporary.path()).loadSecret(m_random);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().kind, StartErrorKind::SecretUnreadable);
#ifdef Q_OS_UNIX
    // A link that leads nowhere, for instance to a disk that is not there, is no missing key either.
    const QTemporaryDir other;
    QVERIFY(QFile::link(u"/nonexistent/secret.bin"_s, other.filePath(u"secret.bin"_s)));
    const auto dangling = DataFolder(other.path()).loadSecret(m_random);
    QVERIFY(!dangling);
    QCOMPARE(dangling.error().kind, StartErrorKind::SecretUnreadable);
#endif
}

void TestDataFolder::secretThatCannotBeWritten()
{
    const QTemporaryDir temporary;
    QFile file(temporary.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto made = DataFolder(temporary.filePath(u"file/data"_s)).loadSecret(m_random);
    QVERIFY(!made);
    QCOMPARE(made.error().kind, StartErrorKind::FolderNotWritable);
}

// A key file without its bytes would be refused at every later start.
void TestDataFolder::fullDiskLeavesNoHalfSecret()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir temporary;
    const DataFolder folder(temporary.path());
    const auto refused = [&] {
        const test::SmallDisk disk(server::kSecretSize - 1);
        return folder.loadSecret(m_random);
    }();
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, StartErrorKind::DiskFull);
    QVERIFY(!QFile::exists(folder.secret()));
    QVERIFY(folder.loadSecret(m_random)); // there is room again
#endif
}

void TestDataFolder::databaseErrors_data()
{
    QTest::addColumn<storage::OpenErrorKind>("stored");
    QTest::addColumn<StartErrorKind>("told");
    QTest::newRow("folder") << storage::OpenErrorKind::FolderNotWritable << StartErrorKind::FolderNotWritable;
    QTest::newRow("unreadable") << storage::OpenErrorKind::Unreadable << StartErrorKind::DatabaseUnreadable;
    QTest::newRow("no database") << storage::OpenErrorKind::NotADatabase << StartErrorKind::DatabaseUnreadable;
    QTest::newRow("not ours") << storage::OpenErrorKind::NotOurs << StartErrorKind::DatabaseUnreadable;
    QTest::newRow("damaged") << storage::OpenErrorKind::Damaged << StartErrorKind::DatabaseUnreadable;
    QTest::newRow("too new") << storage::OpenErrorKind::TooNew << StartErrorKind::DatabaseTooNew;
    QTest::newRow("disk full") << storage::OpenErrorKind::DiskFull << StartErrorKind::DiskFull;
    QTest::newRow("locked") << storage::OpenErrorKind::Locked << StartErrorKind::Other;
}

void TestDataFolder::databaseErrors()
{
    QFETCH(storage::OpenErrorKind, stored);
    QFETCH(StartErrorKind, told);
    const auto error = server::startErrorFrom({.kind = stored, .detail = u"why"_s});
    QCOMPARE(error.kind, told);
    QCOMPARE(error.step, server::StartStep::Database);
    QCOMPARE(error.detail, u"why"_s);
}

QTEST_GUILESS_MAIN(TestDataFolder)
#include "tst_datafolder.moc"
