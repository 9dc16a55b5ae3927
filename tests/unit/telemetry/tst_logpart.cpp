#include <core/base/limits.h>
#include <core/telemetry/logfile.h>
#include <core/telemetry/logpart.h>
#include <tests/support/quiet.h>

#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using telemetry::clearLog;
using telemetry::LogFile;
using telemetry::newestLog;

class TestLogPart : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void wholeLog()
    {
        const QTemporaryDir folder;
        LogFile log(folder.path(), base::kLogFileMax, base::kLogFilesKept);
        QVERIFY(log.write("first\nsecond\n"));
        QCOMPARE(*newestLog(folder.path(), 1000), QByteArray("first\nsecond\n"));
    }
    // At the bound all of it, one byte less and the first line goes as a whole.
    void theBound()
    {
        const QTemporaryDir folder;
        LogFile log(folder.path(), base::kLogFileMax, base::kLogFilesKept);
        QVERIFY(log.write("first\nsecond\n"));
        QCOMPARE(*newestLog(folder.path(), 13), QByteArray("first\nsecond\n"));
        QCOMPARE(*newestLog(folder.path(), 12), QByteArray("second\n"));
        QCOMPARE(*newestLog(folder.path(), 7), QByteArray("second\n"));
        QCOMPARE(*newestLog(folder.path(), 6), QByteArray());
    }
    void olderFilesFillUp()
    {
        const QTemporaryDir folder;
        LogFile log(folder.path(), 8, base::kLogFilesKept); // a line a file
        for (int i = 1; i <= 4; ++i)
            QVERIFY(log.write("line " + QByteArray::number(i) + '\n'));
        QCOMPARE(*newestLog(folder.path(), 1000), QByteArray("line 1\nline 2\nline 3\nline 4\n"));
        QCOMPARE(*newestLog(folder.path(), 15), QByteArray("line 3\nline 4\n"));
    }
    void noLog()
    {
        const QTemporaryDir folder;
        QVERIFY(!newestLog(folder.path(), 1000));
        QVERIFY(!clearLog(folder.path()));
        QVERIFY(!QFile::exists(folder.filePath(u"relaydeck.log"_s)));
    }
    // The writer goes on in the emptied file, from its beginning.
    void clearingUnderTheWriter()
    {
        const QTemporaryDir folder;
        LogFile log(folder.path(), 16, base::kLogFilesKept);
        QVERIFY(log.write("an older line\n"));
        QVERIFY(log.write("a newer line\n"));
        QVERIFY(clearLog(folder.path()));
        QCOMPARE(*newestLog(folder.path(), 1000), QByteArray());
        QVERIFY(log.write("and on\n"));
        QCOMPARE(*newestLog(folder.path(), 1000), QByteArray("and on\n"));
    }
};

QTEST_GUILESS_MAIN(TestLogPart)
#include "tst_logpart.moc"
