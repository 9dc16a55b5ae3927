#include <core/server/configsource.h>
#include <tests/support/quiet.h>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#ifdef Q_OS_UNIX
#include <tests/support/smalldisk.h>
#endif

using namespace Qt::StringLiterals;
using server::ConfigPlaces;

class TestConfigSource : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void withoutAFileTheDefaultsRule()
    {
        const auto loaded = server::loadConfig({std::nullopt, {}, m_folder->path()});
        QVERIFY(loaded);
        QCOMPARE(loaded->source, QString());
        QCOMPARE(loaded->config.port, 80);
        QCOMPARE(loaded->writable, path(u"config.json"_s));
        QVERIFY(!QFile::exists(path(u"config.json"_s))); // reading never makes it
    }

    void fileInTheDataFolder()
    {
        write(u"config.json"_s,
              "{\"port\": 81, \"http\": {\"tls\": {\"certificate\": \"c.pem\", \"key\": \"/k.pem\"}}}");
        const auto loaded = server::loadConfig({std::nullopt, {}, m_folder->path()});
        QVERIFY(loaded);
        QCOMPARE(loaded->config.port, 81);
        QCOMPARE(loaded->source, path(u"config.json"_s));
        QCOMPARE(loaded->config.pathOf(loaded->config.http.tls.certificate), path(u"c.pem"_s));
        QCOMPARE(loaded->config.pathOf(loaded->config.http.tls.key), QFileInfo(u"/k.pem"_s).absoluteFilePath());
    }

    void givenFileWinsOverTheDataFolder()
    {
        write(u"config.json"_s, "{\"port\": 81}");
        write(u"other.json"_s, "{\"port\": 82}");
        const auto loaded = server::loadConfig({std::nullopt, path(u"other.json"_s), m_folder->path()});
        QVERIFY(loaded);
        QCOMPARE(loaded->config.port, 82);
    }

    void givenFileMustExist()
    {
        const auto loaded = server::loadConfig({std::nullopt, path(u"none.json"_s), m_folder->path()});
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().toString(), path(u"none.json"_s) + u": does not exist"_s);
    }

    void folderInPlaceOfTheFile()
    {
        QVERIFY(QDir(m_folder->path()).mkdir(u"config.json"_s));
        const auto loaded = server::loadConfig({std::nullopt, {}, m_folder->path()});
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().reason, u"is a folder, not a file"_s);
    }

    void brokenFileIsRefused()
    {
        write(u"config.json"_s, "{\n\"port\": true}");
        const auto loaded = server::loadConfig({std::nullopt, {}, m_folder->path()});
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().file, path(u"config.json"_s));
        QCOMPARE(loaded.error().line, 2);
        QCOMPARE(loaded.error().column, 9);
    }

    void environmentWins()
    {
        write(u"config.json"_s, "this is not even read");
        ConfigPlaces places {QByteArray("{\"port\": 83}"), {}, m_folder->path()};
        auto loaded = server::loadConfig(places);
        QVERIFY(loaded);
        QCOMPARE(loaded->config.port, 83);
        QCOMPARE(loaded->source, u"PR_CONFIG_JSON"_s);
        QCOMPARE(loaded->writable, QString());
        QCOMPARE(loaded->warnings, QStringList());

        places.fileGiven = path(u"config.json"_s);
        loaded = server::loadConfig(places);
        QVERIFY(loaded);
        QCOMPARE(loaded->warnings.size(), 1);

        places.environment = QByteArray("{\"port\": 83");
        loaded = server::loadConfig(places);
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().file, u"PR_CONFIG_JSON"_s);
    }

    void environmentIsThatOfTheProcess()
    {
        QVERIFY(!ConfigPlaces::ofProcess({}, {}).environment);
        qputenv("PR_CONFIG_JSON", "{}");
        QCOMPARE(ConfigPlaces::ofProcess({}, {}).environment, std::optional<QByteArray>("{}"));
        qunsetenv("PR_CONFIG_JSON");
    }

    void storingKeepsTheRest()
    {
        write(u"config.json"_s, "{\"port\": 81, \"future\": {\"x\": 1}, \"connector\": {\"ports\": {\"qos\": 5}}}");
        const QString file = path(u"config.json"_s);
        QVERIFY(server::storeMember(file, u"connector.address"_s, u"example.org"_s));
        QVERIFY(server::storeMember(file, u"port"_s, 82));
        const QJsonObject expected {{u"port"_s, 82},
                                    {u"future"_s, QJsonObject {{u"x"_s, 1}}},
                                    {u"connector"_s, QJsonObject {{u"address"_s, u"example.org"_s},
                                                                  {u"ports"_s, QJsonObject {{u"qos"_s, 5}}}}}};
        QCOMPARE(QJsonDocument::fromJson(read(u"config.json"_s)).object(), expected);
    }

    void storingMakesTheFile()
    {
        QVERIFY(server::storeMember(path(u"new.json"_s), u"connector.address"_s, u"example.org"_s));
        const auto loaded = server::loadConfig({std::nullopt, path(u"new.json"_s), {}});
        QVERIFY(loaded);
        QCOMPARE(loaded->config.connector.address, u"example.org"_s);
#ifdef Q_OS_UNIX
        QCOMPARE(QFile(path(u"new.json"_s)).permissions() & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
#endif
    }

    void storingChangesNothingWhenRefused()
    {
        const QByteArray broken = "{\"port\": 81,}";
        write(u"broken.json"_s, broken);
        QVERIFY(!server::storeMember(path(u"broken.json"_s), u"port"_s, 82));
        QCOMPARE(read(u"broken.json"_s), broken);

        const QByteArray good = "{\"port\": 81}";
        write(u"good.json"_s, good);
        const auto refused = server::storeMember(path(u"good.json"_s), u"port"_s, u"eighty"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().path, u"port"_s);
        QCOMPARE(read(u"good.json"_s), good);

        const auto nowhere = server::storeMember(path(u"no/such/folder.json"_s), u"port"_s, 82);
        QVERIFY(!nowhere);
        QVERIFY(nowhere.error().reason.startsWith(u"cannot be written"_s));
    }

#ifdef Q_OS_UNIX
    void fullDiskKeepsTheFile()
    {
        const QByteArray before = "{\"port\": 81}";
        write(u"config.json"_s, before);
        const auto refused = [this] {
            const test::SmallDisk disk(10);
            return server::storeMember(path(u"config.json"_s), u"port"_s, 82);
        }();
        QVERIFY(!refused);
        QVERIFY(refused.error().reason.startsWith(u"cannot be written"_s));
        QCOMPARE(read(u"config.json"_s), before);
    }
#endif

private:
    [[nodiscard]] QString path(const QString &name) const
    {
        return m_folder->filePath(name);
    }
    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(TestConfigSource)
#include "tst_configsource.moc"
