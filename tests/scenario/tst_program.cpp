// The program as it is installed: what it prints and where, with what status it ends, what it refuses. Each test runs
// it as a process of its own, on free ports, in a temporary data folder.

#include <tests/support/quiet.h>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000; // only so that a program that hangs fails the test

const QByteArray kHostConfig = R"({"host": "127.0.0.1", "port": 0, "udp_tunnel": {"port": 0}})";

QByteArray joinConfig(quint16 redirector)
{
    return R"({"connector": {"ports": {"blaze": 0, "telemetry": 0, "qos": 0, "http": 0, "tunnel": 0, "redirector": )" +
           QByteArray::number(redirector) + "}}}";
}

class Program
{
public:
    explicit Program(const QStringList &arguments, const QByteArray &configText = {},
                     const QString &file = QStringLiteral(RELAYDECK_PROGRAM))
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(u"PR_CONFIG_JSON"_s);
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"QT_QUICK_BACKEND"_s, u"software"_s);
        if (!configText.isNull())
            environment.insert(u"PR_CONFIG_JSON"_s, QString::fromUtf8(configText));
        m_process.setProcessEnvironment(environment);
        m_process.start(file, arguments, QIODevice::ReadOnly);
        if (!m_process.waitForStarted(kPatienceMs))
            qFatal("the program does not start");
    }
    Program(const Program &) = delete;
    Program &operator=(const Program &) = delete;
    ~Program()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.kill();
        m_process.waitForFinished(kPatienceMs);
    }

    // Its first line on standard output, the ports in use; empty when it ended without one.
    QJsonObject ports()
    {
        while (!m_process.canReadLine() && m_process.waitForReadyRead(kPatienceMs)) {
        }
        return QJsonDocument::fromJson(m_process.readLine()).object();
    }
    // Sends the signal, more than once when told, and waits for the end.
    int stop(int signal = SIGTERM, int times = 1)
    {
        for (int i = 0; i < times; ++i)
            ::kill(static_cast<pid_t>(m_process.processId()), signal);
        return status();
    }
    // Of the exit, once it has ended; -1 when it crashed, was killed or does not end.
    int status()
    {
        if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(kPatienceMs))
            return -1;
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    [[nodiscard]] qint64 id() const { return m_process.processId(); }
    [[nodiscard]] QByteArray restOfOutput() { return m_process.readAllStandardOutput(); }
    [[nodiscard]] QString complaints() { return QString::fromUtf8(m_process.readAllStandardError()); }

private:
    QProcess m_process;
};

} // namespace

class TestProgram : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void saysOnlyItsPortsAndEndsInOrder_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<int>("times");
        QTest::newRow("SIGTERM") << SIGTERM << 1;
        QTest::newRow("SIGINT") << SIGINT << 1;
        QTest::newRow("a closed terminal, told by its shell too") << SIGHUP << 2;
    }

    void saysOnlyItsPortsAndEndsInOrder()
    {
        QFETCH(const int, signal);
        QFETCH(const int, times);
        Program host({u"--headless"_s, u"--host"_s, u"--data"_s, data(), u"--print-ports"_s}, kHostConfig);
        const QJsonObject ports = host.ports();
        QCOMPARE(ports.keys(), (QStringList {u"http"_s, u"udp_tunnel"_s}));
        QVERIFY(ports[u"http"_s].toInt() > 0 && ports[u"udp_tunnel"_s].toInt() > 0);
        QCOMPARE(host.stop(signal, times), 0);
        QCOMPARE(host.restOfOutput(), QByteArray());
        QVERIFY(host.complaints().contains(u"hosting on port"_s));
        QVERIFY(contentOf(data() + u"/logs/relaydeck.log"_s).contains("hosting has ended"));
    }

    void windowEndsInOrder()
    {
        Program window({u"--host"_s, u"--data"_s, data()}, windowConfig());
        // The one thing to be seen of it from here.
        QTRY_VERIFY_WITH_TIMEOUT(contentOf(data() + u"/logs/relaydeck.log"_s).contains("hosting on port"), kPatienceMs);
        QCOMPARE(window.stop(SIGTERM, 2), 0);
        QCOMPARE(window.restOfOutput(), QByteArray());
        QVERIFY(contentOf(data() + u"/logs/relaydeck.log"_s).contains("hosting has ended"));
    }

    void joins()
    {
        Program host({u"--headless"_s, u"--host"_s, u"--data"_s, data(), u"--print-ports"_s}, kHostConfig);
        const QString address = u"http://127.0.0.1:%1"_s.arg(host.ports()[u"http"_s].toInt());
        Program connector({u"--headless"_s, u"--join"_s, address, u"--data"_s, data(u"other"_s), u"--print-ports"_s},
                          joinConfig(0));
        const QJsonObject ports = connector.ports();
        QCOMPARE(ports.keys(),
                 (QStringList {u"blaze"_s, u"http"_s, u"qos"_s, u"redirector"_s, u"telemetry"_s, u"tunnel"_s}));
        for (const QString &name : ports.keys())
            QVERIFY2(ports[name].toInt() > 0, qPrintable(name));
        QCOMPARE(connector.stop(), 0);
        QCOMPARE(connector.restOfOutput(), QByteArray());
        QCOMPARE(host.stop(), 0);
    }

    void takenPortsAreNamed()
    {
        QTcpServer holder;
        QVERIFY(holder.listen(QHostAddress::LocalHost));
        const QString port = QString::number(holder.serverPort());
        Program host({u"--headless"_s, u"--host"_s, u"--data"_s, data(), u"--port"_s, port}, kHostConfig);
        QCOMPARE(host.status(), 1);
        checkHolder(host.complaints(), port);

        Program server({u"--headless"_s, u"--host"_s, u"--data"_s, data(), u"--print-ports"_s}, kHostConfig);
        const QString address = u"http://127.0.0.1:%1"_s.arg(server.ports()[u"http"_s].toInt());
        Program connector({u"--headless"_s, u"--join"_s, address, u"--data"_s, data(u"other"_s)},
                          joinConfig(holder.serverPort()));
        QCOMPARE(connector.status(), 1);
        checkHolder(connector.complaints(), port);
    }

    void brokenConfigurationIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("complaint"); // behind the file's name
        QTest::newRow("wrong value") << "{\n  \"port\": 70000\n}"_ba << u":2:11: port must be"_s;
        QTest::newRow("no JSON") << "{\n\"port\": 80,\n}"_ba << u":3:"_s;
    }

    void brokenConfigurationIsRefused()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, complaint);
        const QString file = m_folder->filePath(u"broken.json"_s);
        write(file, text);
        Program host({u"--headless"_s, u"--host"_s, u"--data"_s, data(), u"--config"_s, file});
        QCOMPARE(host.status(), 1);
        QCOMPARE(host.restOfOutput(), QByteArray());
        const QString said = host.complaints();
        QVERIFY2(said.startsWith(file + complaint), qPrintable(said));
        QCOMPARE(contentOf(file), text);
        QVERIFY(!QFile::exists(data() + u"/app.db"_s));

        Program fromEnvironment({u"--headless"_s, u"--host"_s, u"--data"_s, data()}, text);
        QCOMPARE(fromEnvironment.status(), 1);
        const QString saidOfIt = fromEnvironment.complaints();
        QVERIFY2(saidOfIt.startsWith(u"PR_CONFIG_JSON"_s + complaint), qPrintable(saidOfIt));
    }

    void configurationInTheDataFolder()
    {
        write(data() + u"/config.json"_s, "[]");
        Program host({u"--headless"_s, u"--host"_s, u"--data"_s, data()});
        QCOMPARE(host.status(), 1);
        QVERIFY(host.complaints().startsWith(data() + u"/config.json:1:1: "_s));
    }

    void damagedDatabaseIsLeftAlone()
    {
        const QByteArray rubbish(5000, 'x');
        write(data() + u"/app.db"_s, rubbish);
        Program host({u"--headless"_s, u"--host"_s, u"--data"_s, data(), u"--print-ports"_s}, kHostConfig);
        QCOMPARE(host.status(), 1);
        QCOMPARE(host.restOfOutput(), QByteArray());
        QVERIFY(host.complaints().contains(u"The saved data could not be read"_s));
        QCOMPARE(contentOf(data() + u"/app.db"_s), rubbish);
    }

    void oneProgramForADataFolder()
    {
        Program first({u"--headless"_s, u"--host"_s, u"--data"_s, data(), u"--print-ports"_s}, kHostConfig);
        QVERIFY(!first.ports().isEmpty());
        Program second({u"--headless"_s, u"--host"_s, u"--data"_s, data()}, kHostConfig);
        QCOMPARE(second.status(), 1);
        QVERIFY(second.complaints().contains(u"process %1"_s.arg(first.id())));
        QCOMPARE(first.stop(), 0);
        Program later({u"--headless"_s, u"--host"_s, u"--data"_s, data(), u"--print-ports"_s}, kHostConfig);
        QVERIFY(!later.ports().isEmpty());
        QCOMPARE(later.stop(), 0);
    }

    void portableDataLiesBesideTheProgram()
    {
        const QString program = m_folder->filePath(u"relaydeck"_s);
        QVERIFY(QFile::copy(QStringLiteral(RELAYDECK_PROGRAM), program));
        write(m_folder->filePath(u"portable"_s), "");
        Program host({u"--headless"_s, u"--host"_s, u"--print-ports"_s}, kHostConfig, program);
        QVERIFY(!host.ports().isEmpty());
        QCOMPARE(host.stop(), 0);
        QVERIFY(QFile::exists(m_folder->filePath(u"data/app.db"_s)));
    }

    void wrongUse()
    {
        Program program({u"--headless"_s});
        QCOMPARE(program.status(), 2);
        QCOMPARE(program.restOfOutput(), QByteArray());
        QVERIFY(program.complaints().contains(u"Try: relaydeck --help"_s));
    }

    void helpAndVersion()
    {
        Program version({u"--version"_s});
        QCOMPARE(version.status(), 0);
        QCOMPARE(version.restOfOutput(), QByteArray("Relay Deck " RELAYDECK_VERSION "\n"));
        Program help({u"--help"_s});
        QCOMPARE(help.status(), 0);
        QVERIFY(help.restOfOutput().contains("--print-ports"));
    }

    void importWithoutASource()
    {
        Program program({u"import"_s, m_folder->filePath(u"nothing here"_s), u"--data"_s, data()});
        QCOMPARE(program.status(), 1);
        QCOMPARE(program.restOfOutput(), QByteArray());
        QVERIFY(program.complaints().contains(u"nothing here"_s));
    }

private:
    // A folder for the program's data, made when it is asked for first.
    [[nodiscard]] QString data(const QString &name = u"data folder"_s) const
    {
        if (!QDir(m_folder->path()).mkpath(name))
            qFatal("no folder");
        return QDir(m_folder->path()).canonicalPath() + u'/' + name;
    }
    // The window's program joins its own server, on ports of its own here.
    static QByteArray windowConfig()
    {
        QJsonObject config = QJsonDocument::fromJson(kHostConfig).object();
        config.insert(u"connector"_s, QJsonDocument::fromJson(joinConfig(0)).object().value(u"connector"_s));
        return QJsonDocument(config).toJson();
    }
    static void write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    // The port and, where the system tells, the program that has it: this one.
    static void checkHolder(const QString &complaint, const QString &port)
    {
        QVERIFY2(complaint.contains(port), qPrintable(complaint));
#ifdef Q_OS_LINUX
        QVERIFY2(complaint.contains(u"process %1"_s.arg(QCoreApplication::applicationPid())), qPrintable(complaint));
#endif
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
