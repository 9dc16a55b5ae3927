// What an operator does to a server that runs: content is put into its data folder and used at once, players are spoken
// to over the web API.

#include <tests/scenario/composedserver.h>
#include <tests/scenario/localgame.h>
#include <tests/support/openstorage.h>
#include <tests/support/quiet.h>

#include <core/base/limits.h>
#include <core/content/chunkmap.h>
#include <core/content/coalescedfile.h>
#include <core/content/overrides.h>
#include <core/server/contentimporter.h>
#include <core/session/commands/util/fetchclientconfig.h>
#include <tests/support/httpvectorclient.h>

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using test::HttpAnswer;
using test::LocalGame;

namespace {

constexpr base::WallTime kNow {std::chrono::seconds(1'767'225'600)}; // where the composed server's date begins

// A server with the players of the sample: 1 super administrator, 2 administrator, 3 to 5 players.
class World
{
public:
    World()
    {
        QFile::copy(test::sampleDatabase(), folder.filePath(u"sample.db"_s));
        QFile::setPermissions(folder.filePath(u"sample.db"_s), QFile::ReadOwner | QFile::WriteOwner);
        const QJsonObject tokens {{u"admin"_s, 2}, {u"casey"_s, 3}};
        server = std::make_unique<test::ComposedServer>(
            test::HttpVectorFixture {.dataFolder = folder.path(),
                                     .databasePath = folder.filePath(u"sample.db"_s),
                                     .config = {{u"api"_s, QJsonObject {{u"access_tokens"_s, tokens}}}}});
    }

    HttpAnswer ask(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                   const QByteArray &token = "admin")
    {
        test::HttpVectorClient client(server->port());
        QByteArray head = method + ' ' + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
        if (!token.isEmpty())
            head += "X-Token: " + token + "\r\n";
        if (!body.isNull())
            head += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
        client.send(head + "\r\n" + body);
        return client.answer(true).value_or(HttpAnswer {});
    }
    // With ' for each ".
    HttpAnswer announce(QByteArray body) { return ask("POST", "/api/server/announcements", body.replace('\'', '"')); }

    QTemporaryDir folder;
    std::unique_ptr<test::ComposedServer> server;
};

QByteArray coalescedFile(const QString &text)
{
    content::Coalesced document;
    document.files = {{u"demo.ini"_s, {{u"alpha"_s, {{u"key"_s, {{.text = text}}}}}}}};
    return *content::writeCoalesced(document);
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(path));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestOperatorsDoor : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void importedContentIsUsedAtOnce()
    {
        World world;
        QVERIFY(world.server->isRunning());
        QTemporaryDir source;
        write(source.filePath(u"set.bin"_s), coalescedFile(u"from the operator"_s));
        QCOMPARE(world.ask("GET", "/content/a.dds").status, 404);
        const server::DataFolder folder(world.folder.path());
        const auto report = server::importContent(source.filePath(u"set.bin"_s), {}, folder, kNow);
        QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
        LocalGame game(world.server->server());
        QVERIFY(game.ask(session::util::fetchClientConfig, {"ME3_BINI_VERSION"}));
        QCOMPARE(game.lastBody<session::util::FetchClientConfigResponse>().values,
                 (content::Pairs {{"SECTION", "BINI_PC_COMPRESSED"}, {"VERSION", "40129"}}));
        QVERIFY(game.ask(session::util::fetchClientConfig, {"ME3_BINI_PC_COMPRESSED"}));
        const auto packed = content::chunkPayload(game.lastBody<session::util::FetchClientConfigResponse>().values);
        QCOMPARE(*content::unpackOverrides(*packed), coalescedFile(u"from the operator"_s));
        // A hostile one names its reason and what is served stays.
        write(source.filePath(u"set.bin"_s), coalescedFile(u"x"_s).chopped(1));
        QCOMPARE(server::importContent(source.filePath(u"set.bin"_s), {}, folder, kNow).error().fault,
                 content::ContentFault::Damaged);
        QCOMPARE(server::importContent(source.filePath(u"set.bin"_s), u"music"_s, folder, kNow).error().fault,
                 content::ContentFault::WrongSlot);
        QVERIFY(game.ask(session::util::fetchClientConfig, {"ME3_BINI_PC_COMPRESSED"}));
        QCOMPARE(*content::chunkPayload(game.lastBody<session::util::FetchClientConfigResponse>().values), *packed);
    }

    void announcementsReachPlayers()
    {
        World world;
        LocalGame game(world.server->server());
        QVERIFY(game.logIn(u"casey@example.test"_s, u"Maple-Drift-3"_s));
        const auto reached = [](const HttpAnswer &answer) {
            return QJsonDocument::fromJson(answer.body)[u"reached"_s].toInt(-1);
        };
        QCOMPARE(reached(world.announce("{'text':'Hello {n}'}")), 1);
        QCOMPARE(reached(world.announce("{'text':'you','player':3,'kind':'line'}")), 1);
        QCOMPARE(reached(world.announce("{'text':'not you','player':4}")), 0);
        QCOMPARE(reached(world.announce("{'text':'no game','game':1}")), 0);
        QCOMPARE(reached(world.announce("{'text':'box','kind':'terminal','player':3}")), 1);
        test::waitUntil([&] { return game.messages.size() >= 3; });
        QCOMPARE(game.messages.at(0), u"Hello quiet-lantern-0042\n"_s);
        QCOMPARE(game.messages.at(1), u"you\n"_s);
        QVERIFY(game.messages.at(2).startsWith(u"box\n[SYSTEM_TERMINAL]{"_s));
        QCOMPARE(game.messages.size(), 3);
    }

    void announcementsWait()
    {
        World world;
        const HttpAnswer made = world.announce(
            "{'text':'Restart {t}','at':'2026-01-01T02:00:00+01:00','marks':[600,60],'player':3,'kind':'terminal'}");
        QCOMPARE(made.status, 200);
        QCOMPARE(QJsonDocument::fromJson(made.body)[u"id"_s].toInt(), 1);
        QCOMPARE(world.announce("{'text':'Hi','at':'2026-01-02T00:00:00Z','repeat_every':3600}").status, 200);
        const QJsonDocument list = QJsonDocument::fromJson(world.ask("GET", "/api/server/announcements").body);
        const QJsonObject first {{u"id"_s, 1},
                                 {u"text"_s, u"Restart {t}"_s},
                                 {u"kind"_s, u"terminal"_s},
                                 {u"at"_s, u"2026-01-01T01:00:00Z"_s},
                                 {u"player"_s, 3},
                                 {u"repeat_every"_s, QJsonValue()},
                                 {u"marks"_s, QJsonArray {600, 60}}};
        QCOMPARE(list[u"announcements"_s].toArray().size(), 2);
        QCOMPARE(list[u"announcements"_s][0].toObject(), first);
        QVERIFY(QFile::exists(world.folder.filePath(u"announcements.json"_s)));
        QCOMPARE(world.ask("DELETE", "/api/server/announcements/1").status, 200);
        QCOMPARE(world.ask("DELETE", "/api/server/announcements/1").status, 404);
    }

    void anAnnouncementThatCannotBeTakenBack()
    {
        World world;
        QCOMPARE(world.announce("{'text':'Hi','at':'2026-01-02T00:00:00Z'}").status, 200);
        // A folder in the place of the file, as if the disk took no more.
        const QString file = world.folder.filePath(u"announcements.json"_s);
        QVERIFY(QFile::remove(file) && QDir().mkpath(file));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"scheduled announcements cannot be written"_s));
        QCOMPARE(world.ask("DELETE", "/api/server/announcements/1").status, 500);
        const QJsonDocument list = QJsonDocument::fromJson(world.ask("GET", "/api/server/announcements").body);
        QCOMPARE(list[u"announcements"_s].toArray().size(), 1);
    }

    void announcementsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArray &body, int status) {
            QTest::newRow(name) << body << status;
        };
        row("no text", "{}", 422);
        row("empty text", R"({"text":" "})", 400);
        row("longest text", "{\"text\":\"" + QByteArray(base::kAnnouncementTextMax, 'x') + "\"}", 200);
        row("long text", "{\"text\":\"" + QByteArray(base::kAnnouncementTextMax + 1, 'x') + "\"}", 400);
        row("long text later",
            "{\"at\":\"2026-01-02T00:00:00Z\",\"text\":\"" + QByteArray(base::kAnnouncementTextMax + 1, 'x') + "\"}",
            400);
        row("kind", R"({"text":"a","kind":"box"})", 422);
        row("two targets", R"({"text":"a","player":1,"game":1})", 422);
        row("player is a text", R"({"text":"a","player":"1"})", 422);
        row("player of 33 bits", R"({"text":"a","player":4294967296})", 422);
        row("no time", R"({"text":"a","at":"soon"})", 422);
        row("no zone", R"({"text":"a","at":"2026-01-02T00:00:00"})", 422);
        row("year 9999", R"({"text":"a","at":"9999-01-02T00:00:00Z"})", 422);
        row("too far", R"({"text":"a","at":"2030-01-02T00:00:00Z"})", 400);
        row("past", R"({"text":"a","at":"2025-12-31T00:00:00Z"})", 400);
        row("game later", R"({"text":"a","at":"2026-01-02T00:00:00Z","game":1})", 400);
        row("too often", R"({"text":"a","at":"2026-01-02T00:00:00Z","repeat_every":59})", 400);
        row("marks no list", R"({"text":"a","at":"2026-01-02T00:00:00Z","marks":60})", 422);
        row("mark of a text", R"({"text":"a","at":"2026-01-02T00:00:00Z","marks":["60"]})", 422);
        row("marks and repeats", R"({"text":"a","at":"2026-01-02T00:00:00Z","marks":[60],"repeat_every":60})", 400);
        row("no JSON", "text", 400);
    }
    void announcementsAreRefused()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const int, status);
        World world;
        QCOMPARE(world.announce(body).status, status);
        QCOMPARE(QJsonDocument::fromJson(world.ask("GET", "/api/server/announcements").body)[u"announcements"_s]
                     .toArray()
                     .size(),
                 0);
    }

    void onlyForAdministrators()
    {
        World world;
        for (const QByteArray &method : {"GET"_ba, "POST"_ba})
            QCOMPARE(world.ask(method, "/api/server/announcements", {}, "casey").status, 403);
        QCOMPARE(world.ask("DELETE", "/api/server/announcements/1", {}, "casey").status, 403);
        QCOMPARE(world.ask("GET", "/api/server/announcements", {}, {}).status, 400);
    }
};

QTEST_GUILESS_MAIN(TestOperatorsDoor)
#include "tst_operatorsdoor.moc"
