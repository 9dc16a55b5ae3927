// Kills a program that saves rows, at random moments, and looks whether every acknowledged row is there.
// RELAYDECK_CHAOS_ROUNDS sets how often, 20 when unset; RELAYDECK_SEED repeats a run.

#include <core/storage/connection.h>
#include <core/storage/databasefile.h>
#include <tests/support/quiet.h>

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <random>

using namespace Qt::StringLiterals;

class TestKilledWriter : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void nothingAcknowledgedIsLost();

private:
    // Numbers of the acknowledged rows until the kill.
    static QList<int> runAndKill(const QString &file, int round, quint32 linesBefore);
    static void check(const QString &file, int round, const QList<int> &acknowledged);
};

QList<int> TestKilledWriter::runAndKill(const QString &file, int round, quint32 linesBefore)
{
    QProcess writer;
    writer.setReadChannel(QProcess::StandardOutput);
    writer.start(QStringLiteral(STORAGE_WRITER), {file, QString::number(round)});
    QList<int> acknowledged;
    quint32 lines = 0;
    const auto readLines = [&] {
        while (writer.canReadLine()) {
            bool isNumber = false;
            const int number = writer.readLine().trimmed().toInt(&isNumber);
            lines += 1;
            if (isNumber)
                acknowledged.append(number);
        }
    };
    if (!writer.waitForStarted(60'000))
        qFatal("the writer does not start");
    while (lines < linesBefore && writer.waitForReadyRead(60'000))
        readLines();
    if (lines < linesBefore)
        qFatal("the writer stopped by itself: %d", writer.exitCode());
    writer.kill();
    writer.waitForFinished(60'000);
    readLines();
    return acknowledged;
}

void TestKilledWriter::check(const QString &file, int round, const QList<int> &acknowledged)
{
    QElapsedTimer timer;
    timer.start();
    const auto opened = storage::openDatabase(file, std::chrono::system_clock::now());
    QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().detail));
    qInfo("round %d: %lld acknowledged, opened after %lld ms", round, qint64(acknowledged.size()), timer.elapsed());
    storage::Connection &connection = *opened->connection;
    QCOMPARE(connection.single(u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
    // The newest acknowledged save of each key; what is stored may be a later one, never an earlier one.
    QMap<int, int> newest;
    for (const int number : acknowledged)
        newest[(number + 1) % 500] = number;
    for (auto expected = newest.cbegin(); expected != newest.cend(); ++expected) {
        const QString key = u"%1-%2"_s.arg(round).arg(expected.key());
        const QString value =
            connection.single(u"SELECT value FROM player_data WHERE key = '%1'"_s.arg(key)).toString();
        const QStringList parts = value.split(u':');
        QVERIFY2(parts.size() == 2 && parts[0].toInt() == round && parts[1].toInt() >= expected.value(),
                 qPrintable(u"key %1: acknowledged %2, stored '%3'"_s.arg(key).arg(expected.value()).arg(value)));
    }
}

void TestKilledWriter::nothingAcknowledgedIsLost()
{
    bool given = false;
    const int wanted = qEnvironmentVariableIntValue("RELAYDECK_CHAOS_ROUNDS", &given);
    const int rounds = given ? wanted : 20;
    const int seed = qEnvironmentVariableIntValue("RELAYDECK_SEED", &given);
    const quint32 start = given ? static_cast<quint32>(seed) : std::random_device {}();
    qInfo("RELAYDECK_SEED=%d", static_cast<int>(start));
    std::mt19937 random(start);

    const QTemporaryDir folder;
    const QString file = folder.filePath(u"app.db"_s);
    qsizetype total = 0;
    for (int round = 0; round < rounds; ++round) {
        // Now and then while it still opens the file.
        const quint32 lines = round % 7 == 3 ? 0 : static_cast<quint32>(random() % 2000);
        const QList<int> acknowledged = runAndKill(file, round, lines);
        if (!QFile::exists(file))
            continue; // killed before it made one
        check(file, round, acknowledged);
        if (QTest::currentTestFailed())
            return;
        total += acknowledged.size();
    }
    qInfo("%lld acknowledged rows, none lost", qint64(total));
    QVERIFY(total > 0);
}

QTEST_GUILESS_MAIN(TestKilledWriter)
#include "tst_killedwriter.moc"
