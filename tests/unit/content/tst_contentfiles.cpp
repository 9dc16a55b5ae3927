// The files of a real folder: read when they change, refused when too long.

#include <core/content/contentfiles.h>
#include <tests/support/quiet.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class ContentFilesTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndNoticesChanges()
    {
        const QTemporaryDir dir;
        content::FolderFiles files(dir.path());
        QVERIFY(!files.read(u"a.txt"_s, 100));
        write(dir, "one"_ba);
        QCOMPARE(files.read(u"a.txt"_s, 100), "one"_ba);
        write(dir, "longer"_ba);
        QCOMPARE(files.read(u"a.txt"_s, 100), "longer"_ba);
        QVERIFY(QFile::remove(dir.filePath(u"a.txt"_s)));
        QVERIFY(!files.read(u"a.txt"_s, 100));
    }

    void unchangedFilesAreReadOnce()
    {
        const QTemporaryDir dir;
        content::FolderFiles files(dir.path());
        write(dir, "same"_ba);
        const auto first = files.read(u"a.txt"_s, 100);
        const auto second = files.read(u"a.txt"_s, 100);
        QCOMPARE(first->constData(), second->constData());
    }

    void lengthLimit()
    {
        const QTemporaryDir dir;
        content::FolderFiles files(dir.path());
        write(dir, QByteArray(100, 'x'));
        QVERIFY(files.read(u"a.txt"_s, 100));
        write(dir, QByteArray(101, 'x'));
        QTest::ignoreMessage(QtWarningMsg, "not used, longer than 100 bytes: \"a.txt\"");
        QVERIFY(!files.read(u"a.txt"_s, 100));
        QVERIFY(!files.read(u"a.txt"_s, 100)); // said once
    }

    void foldersAreNoFiles()
    {
        const QTemporaryDir dir;
        content::FolderFiles files(dir.path());
        QVERIFY(QDir(dir.path()).mkdir(u"a.txt"_s));
        QVERIFY(!files.read(u"a.txt"_s, 100));
    }

private:
    static void write(const QTemporaryDir &dir, const QByteArray &bytes)
    {
        QFile file(dir.filePath(u"a.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
};

QTEST_APPLESS_MAIN(ContentFilesTest)
#include "tst_contentfiles.moc"
