#include <core/telemetry/logfile.h>
#include <tests/support/quiet.h>

#include <QDir>
#include <QTemporaryDir>

#ifdef Q_OS_UNIX
#include <csignal>

#include <sys/resource.h>
#endif

using namespace Qt::StringLiterals;
using telemetry::LogFile;

class TestLogFile : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void appendsAndMakesItsFolder()
    {
        const QTemporaryDir folder;
        const QString logs = folder.filePath(u"data/logs"_s);
        {
            LogFile file(logs, 1000, 2);
            QVERIFY(file.write("one\n"));
            QVERIFY(file.write("two\n"));
        }
        LogFile later(logs, 1000, 2);
        QVERIFY(later.write("three\n"));
        QCOMPARE(contentOf(later.path()), "one\ntwo\nthree\n");
#ifdef Q_OS_UNIX
        QCOMPARE(QFile(later.path()).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
#endif
    }

    void rotatesAtTheLimit()
    {
        const QTemporaryDir folder;
        LogFile file(folder.path(), 10, 2);
        QVERIFY(file.write("12345\n")); // 6
        QVERIFY(file.write("789\n"));   // 10: at the limit
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
        QVERIFY(file.write("b\n")); // one past it
        QCOMPARE(contentOf(file.path(1)), "12345\n789\n");
        QCOMPARE(contentOf(file.path()), "b\n");
        for (const char *lines : {"ccccccccc\n", "ddddddddd\n", "eeeeeeeee\n"})
            QVERIFY(file.write(lines));
        QCOMPARE(contentOf(file.path()), "eeeeeeeee\n");
        QCOMPARE(contentOf(file.path(1)), "ddddddddd\n");
        QCOMPARE(contentOf(file.path(2)), "ccccccccc\n");
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 3); // older ones are gone
        QVERIFY(!file.stopped());
    }

    void saysOnceThatItCannotWrite()
    {
        const QTemporaryDir folder;
        QFile inTheWay(folder.filePath(u"logs"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        LogFile file(folder.filePath(u"logs"_s), 1000, 2);
        const auto first = file.write("one\n");
        QVERIFY(!first);
        QVERIFY(!first.error().isEmpty());
        QVERIFY(file.stopped());
        QVERIFY(file.write("two\n"));
    }

#ifdef Q_OS_UNIX
    void fullDiskStopsIt()
    {
        // The system lets no file of this process grow beyond a few bytes, and says so as a full disk does.
        struct rlimit before
        {};
        getrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, SIG_IGN);
        const struct rlimit small
        {
            10, before.rlim_max
        };
        setrlimit(RLIMIT_FSIZE, &small);
        const QTemporaryDir folder;
        LogFile file(folder.path(), 1000, 2);
        const bool fits = static_cast<bool>(file.write("12345\n"));
        const auto tooMuch = file.write("12345\n");
        const bool later = static_cast<bool>(file.write("1\n"));
        setrlimit(RLIMIT_FSIZE, &before);

        QVERIFY(fits);
        QVERIFY(!tooMuch);
        QVERIFY(!tooMuch.error().isEmpty());
        QVERIFY(file.stopped());
        QVERIFY(later); // said once
    }
#endif

private:
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
    }
};

QTEST_APPLESS_MAIN(TestLogFile)
#include "tst_logfile.moc"
