#include <app/platform/singleinstance.h>
#include <tests/support/quiet.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLocalSocket>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using app::SingleInstance;
using Answer = app::SingleInstance::Answer;
using Outcome = app::SingleInstance::Outcome;

class TestSingleInstance : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void secondOneIsToldApart()
    {
        const QTemporaryDir folder;
        {
            SingleInstance first(folder.path());
            QCOMPARE(first.acquire(), Outcome::First);
            SingleInstance second(folder.path() + u"/."_s); // the same folder, written differently
            QCOMPARE(second.acquire(), Outcome::AlreadyRunning);
            QCOMPARE(second.holderProcess(), QCoreApplication::applicationPid());
            const QTemporaryDir elsewhere;
            SingleInstance other(elsewhere.path());
            QCOMPARE(other.acquire(), Outcome::First);
        }
        SingleInstance later(folder.path());
        QCOMPARE(later.acquire(), Outcome::First);
    }

    void secondOneBringsTheFirstToTheFront()
    {
        const QTemporaryDir folder;
        SingleInstance first(folder.path());
        QCOMPARE(first.acquire(), Outcome::First);
        first.setWindow(SingleInstance::Window::Open);
        const QSignalSpy shown(&first, &SingleInstance::showRequested);
        QCOMPARE(ask(folder.path()), Answer::Shown);
        QCOMPARE(shown.size(), 1);
        QCOMPARE(ask(folder.path()), Answer::Shown);
        QCOMPARE(shown.size(), 2);
    }

    void withoutAWindowThereIsNothingToShow()
    {
        const QTemporaryDir folder;
        SingleInstance first(folder.path());
        QCOMPARE(first.acquire(), Outcome::First);
        const QSignalSpy shown(&first, &SingleInstance::showRequested);
        QCOMPARE(ask(folder.path()), Answer::NoWindow);
        QCOMPARE(shown.size(), 0);
    }

    void strangersAreSentAway()
    {
        const QTemporaryDir folder;
        SingleInstance first(folder.path());
        QCOMPARE(first.acquire(), Outcome::First);
        first.setWindow(SingleInstance::Window::Open);
        const QSignalSpy shown(&first, &SingleInstance::showRequested);
        QLocalSocket stranger;
        QSignalSpy gone(&stranger, &QLocalSocket::disconnected);
        stranger.connectToServer(QDir(folder.path()).canonicalPath() + u"/relaydeck.socket"_s);
        stranger.write("GET / HTTP/1.1\r\n\r\n");
        QVERIFY(gone.wait());
        QCOMPARE(shown.size(), 0);
    }

    void nobodyAnswers()
    {
        const QTemporaryDir folder;
        QCOMPARE(ask(folder.path()), Answer::Silent);
    }

    void killedProgramLeavesNoLock()
    {
        const QTemporaryDir folder;
        QProcess holder;
        holder.start(QCoreApplication::applicationFilePath(), {u"--hold"_s, folder.path()});
        QVERIFY(holder.waitForReadyRead(30'000));
        QCOMPARE(holder.readLine(), "held\n");
        {
            SingleInstance meanwhile(folder.path());
            QCOMPARE(meanwhile.acquire(), Outcome::AlreadyRunning);
            QCOMPARE(meanwhile.holderProcess(), holder.processId());
        }
        holder.kill();
        QVERIFY(holder.waitForFinished(30'000));
        QVERIFY(QFile::exists(folder.filePath(u"relaydeck.lock"_s)));
        SingleInstance later(folder.path());
        QCOMPARE(later.acquire(), Outcome::First);
        later.setWindow(SingleInstance::Window::Open);
        QCOMPARE(ask(folder.path()), Answer::Shown); // the socket it left is replaced too
    }

    void folderMustBeThere()
    {
        const QTemporaryDir folder;
        SingleInstance instance(folder.filePath(u"nowhere"_s));
        QCOMPARE(instance.acquire(), Outcome::FolderNotWritable);
    }

    void longFolderNamesWork()
    {
        // Too long for a socket's path on most systems.
        const QTemporaryDir root;
        const QString folder = root.filePath(QString(120, u'x'));
        QVERIFY(QDir().mkpath(folder));
        SingleInstance first(folder);
        QCOMPARE(first.acquire(), Outcome::First);
        first.setWindow(SingleInstance::Window::Open);
        QCOMPARE(ask(folder), Answer::Shown);
    }

private:
    static Answer ask(const QString &folder)
    {
        SingleInstance second(folder);
        QSignalSpy finished(&second, &SingleInstance::askFinished);
        second.askToShow();
        if (finished.isEmpty() && !finished.wait(30'000))
            qFatal("no answer at all");
        return finished.first().first().value<Answer>();
    }
};

// With --hold FOLDER this program is the one that gets killed.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments.at(1) == u"--hold"_s) {
        SingleInstance instance(arguments.at(2));
        std::puts(instance.acquire() == Outcome::First ? "held" : "refused");
        std::fflush(stdout);
        return QCoreApplication::exec();
    }
    TestSingleInstance test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_singleinstance.moc"
