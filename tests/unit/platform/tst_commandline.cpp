#include <app/commandline.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using app::CommandLine;
using Action = app::CommandLine::Action;

class TestCommandLine : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void nothingOpensTheWindow()
    {
        const auto line = app::parseCommandLine({});
        QVERIFY(line);
        QCOMPARE(line->action, Action::Run);
        QVERIFY(!line->headless && !line->host && !line->printPorts && !line->port);
        QVERIFY(line->joinAddress.isEmpty() && line->configFile.isEmpty() && line->dataFolder.isEmpty());
    }

    void headlessHost()
    {
        const auto line = app::parseCommandLine({u"--headless"_s, u"--host"_s, u"--data"_s, u"d"_s, u"--config"_s,
                                                 u"c.json"_s, u"--port"_s, u"0"_s, u"--print-ports"_s});
        QVERIFY(line);
        QVERIFY(line->headless && line->host && line->printPorts);
        QCOMPARE(line->dataFolder, u"d"_s);
        QCOMPARE(line->configFile, u"c.json"_s);
        QCOMPARE(line->port, std::optional<quint16>(0));
    }

    void valuesBehindAnEqualsSign()
    {
        const auto line = app::parseCommandLine({u"--join=https://example.org/a=b"_s, u"--data=my folder"_s});
        QVERIFY(line);
        QCOMPARE(line->joinAddress, u"https://example.org/a=b"_s);
        QCOMPARE(line->dataFolder, u"my folder"_s);
    }

    void import()
    {
        const auto line = app::parseCommandLine({u"import"_s, u"old"_s, u"--data"_s, u"new"_s});
        QVERIFY(line);
        QCOMPARE(line->action, Action::Import);
        QCOMPARE(line->importFolder, u"old"_s);
        QCOMPARE(line->dataFolder, u"new"_s);
        const auto other = app::parseCommandLine({u"--data"_s, u"new"_s, u"import"_s, u"import"_s});
        QVERIFY(other);
        QCOMPARE(other->importFolder, u"import"_s); // a folder may have any name
    }

    void importContent()
    {
        const auto line =
            app::parseCommandLine({u"import-content"_s, u"de.tlk"_s, u"--slot"_s, u"talk-de"_s, u"--data"_s, u"new"_s});
        QVERIFY(line);
        QCOMPARE(line->action, Action::ImportContent);
        QCOMPARE(line->contentSource, u"de.tlk"_s);
        QCOMPARE(line->slot, u"talk-de"_s);
        QCOMPARE(line->dataFolder, u"new"_s);
        QCOMPARE(app::parseCommandLine({u"import-content"_s, u"import"_s})->contentSource, u"import"_s);
    }

    void helpAndVersionNeedNothingElse()
    {
        QCOMPARE(app::parseCommandLine({u"--help"_s})->action, Action::ShowHelp);
        QCOMPARE(app::parseCommandLine({u"--headless"_s, u"-h"_s})->action, Action::ShowHelp);
        QCOMPARE(app::parseCommandLine({u"--version"_s})->action, Action::ShowVersion);
        QCOMPARE(app::versionText(), u"Relay Deck " RELAYDECK_VERSION ""_s);
        for (const QString &option :
             {u"--headless"_s, u"--host"_s, u"--join"_s, u"--config"_s, u"--data"_s, u"--port"_s, u"--print-ports"_s,
              u"--version"_s, u"--help"_s, u"import"_s, u"import-content"_s, u"--slot"_s})
            QVERIFY2(app::helpText().contains(option), qPrintable(option));
    }

    void argumentsOfTheSystemPass()
    {
        const auto line = app::parseCommandLine({u"-platform"_s, u"offscreen"_s, u"-psn_0_12345"_s, u"--host"_s});
        QVERIFY(line);
        QVERIFY(line->host);
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *arguments, const char *message) {
            QTest::newRow(arguments) << QString::fromLatin1(arguments).split(u' ') << QString::fromLatin1(message);
        };
        row("--hots", "There is no option --hots.");
        row("-x", "There is no option -x.");
        row("host", "\"host\" is not understood here.");
        row("--host --host", "--host is given twice.");
        row("--host=yes", "--host takes no value.");
        row("--data", "--data needs a folder.");
        row("--data=", "--data needs a folder.");
        row("--data --host", "--data needs a folder.");
        row("--join", "--join needs the address of a server.");
        row("--config", "--config needs a file.");
        row("--port", "--port needs a number.");
        row("--port 65536", "--port needs a number from 0 to 65535, not \"65536\".");
        row("--port -1", "--port needs a number from 0 to 65535, not \"-1\".");
        row("--port eighty", "--port needs a number from 0 to 65535, not \"eighty\".");
        row("--host --join a", "--host and --join exclude each other.");
        row("--headless", "--headless needs --host or --join.");
        row("--print-ports", "--print-ports needs --host or --join.");
        row("--join a --port 80", "--port belongs to --host; a connector's ports are set in the configuration.");
        row("import", "import needs the folder to copy from.");
        row("import-content", "import-content needs a file or a folder.");
        row("import-content a --host", "--host does not belong to import-content.");
        row("import-content a --slot", "--slot needs the name of a slot.");
        row("--host --slot shop", "--slot belongs to import-content.");
        row("import a --slot shop", "--slot does not belong to import.");
        row("import a b", "\"b\" is not understood here.");
        row("import a --host", "--host does not belong to import.");
        row("import a --port 80", "--port does not belong to import.");
    }

    void refuses()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, message);
        const auto line = app::parseCommandLine(arguments);
        QVERIFY(!line);
        QCOMPARE(line.error(), message);
    }

    void portLimits()
    {
        QCOMPARE(app::parseCommandLine({u"--port"_s, u"65535"_s})->port, std::optional<quint16>(65535));
        QVERIFY(!app::parseCommandLine({u"--port"_s, u"65536"_s}));
    }
};

QTEST_APPLESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
