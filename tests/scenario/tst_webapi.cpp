// What the web API does to players who are in their games, and what it refuses, on the whole server.

#include <tests/scenario/composedserver.h>
#include <tests/scenario/localgame.h>
#include <tests/support/httpvectorclient.h>
#include <tests/support/openstorage.h>
#include <tests/support/quiet.h>

#include <core/base/limits.h>
#include <core/storage/telemetryevents.h>

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using test::HttpAnswer;
using test::LocalGame;

namespace {

constexpr auto kCasey = "casey@example.test";
constexpr auto kPassword = "Maple-Drift-3";

// A server with the players of the sample: 1 super administrator, 2 administrator, 3 to 5 players.
class World
{
public:
    explicit World(QJsonObject config = {})
    {
        QFile::copy(test::sampleDatabase(), folder.filePath(u"sample.db"_s));
        QFile::setPermissions(folder.filePath(u"sample.db"_s), QFile::ReadOwner | QFile::WriteOwner);
        QJsonObject api = config.value(u"api"_s).toObject();
        api[u"access_tokens"_s] = QJsonObject {{u"super"_s, 1}, {u"admin"_s, 2}, {u"casey"_s, 3}};
        config[u"api"_s] = api;
        server = std::make_unique<test::ComposedServer>(test::HttpVectorFixture {
            .dataFolder = folder.path(), .databasePath = folder.filePath(u"sample.db"_s), .config = config});
    }

    HttpAnswer ask(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                   const QByteArray &lines = {})
    {
        test::HttpVectorClient client(server->port());
        QByteArray head = method + ' ' + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + lines;
        if (!body.isNull())
            head += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
        client.send(head + "\r\n" + body);
        return client.answer(method != "HEAD").value_or(HttpAnswer {});
    }
    static QByteArray as(const QByteArray &token) { return "X-Token: " + token + "\r\n"; }

    HttpAnswer requestCode(const QByteArray &email = kCasey, const QByteArray &lines = {})
    {
        return ask("POST", "/api/auth/request-code", "{\"email\":\"" + email + "\"}", lines);
    }
    HttpAnswer exchange(const QByteArray &code, const QByteArray &lines = {})
    {
        return ask("POST", "/api/auth/exchange-code", "{\"login_code\":\"" + code + "\"}", lines);
    }
    HttpAnswer logIn(const QByteArray &password, const QByteArray &lines = {})
    {
        return ask("POST", "/api/auth/login", "{\"email\":\"casey@example.test\",\"password\":\"" + password + "\"}",
                   lines);
    }

    QTemporaryDir folder;
    std::unique_ptr<test::ComposedServer> server;
};

QJsonObject behindProxy()
{
    return {{u"reverse_proxy"_s, true}};
}

QByteArray from(const QByteArray &address)
{
    return "X-Real-IP: " + address + "\r\n";
}

// Lines about connections that were closed for what they sent.
int closedLines = 0;
void countClosed(QtMsgType /*type*/, const QMessageLogContext & /*context*/, const QString &text)
{
    closedLines += text.startsWith(u"closed a game connection: it sent a packet longer than the limit"_s) ? 1 : 0;
}

// The code in a message to a player: in the first line and in the terminal's object.
QByteArray codeIn(const QString &message)
{
    static const QRegularExpression code(u">([A-Z0-9]{5})<"_s);
    return code.match(message.section(u'\n', 0, 0)).captured(1).toLatin1();
}

} // namespace

class TestWebApi : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void aCodeReachesTheGame();
    void aCodeOfADeletedPlayer();
    void codesAreCountedByAddress();
    void codesAreCountedByAccount();
    void passwordsAreCounted();
    void lookUpsAreCounted();
    void networksOfVersionSix();
    void aProxyHoldsTheConnectionsOfAll();
    void aTunnelServiceNamesItsClients();
    void deletingAPlayerEndsItsGame();
    void aRenamedPlayerGoesOn();
    void rolesCountAtOnce();
    void theDashboardsBurst();
    void valuesAtTheLimit();
    void passwordsAtTheLimit();
    void rowsAreInOrderOfTheirKeys();
    void textThatIsNoText();
    void telemetryIsThePlayers();
    void telemetryAtTheLimit();
    void theLog();
    void brokenRulesAreCounted();
    void aServerWithoutLog();
};

void TestWebApi::aCodeReachesTheGame()
{
    World world;
    LocalGame game(world.server->server());
    QCOMPARE(world.requestCode().status, 400); // connected, but nobody yet
    QVERIFY(game.logIn(QString::fromLatin1(kCasey), QString::fromLatin1(kPassword)));
    const HttpAnswer requested = world.requestCode();
    QCOMPARE(requested.status, 200);
    QCOMPARE(requested.body, QByteArray());
    test::waitUntil([&] { return !game.messages.isEmpty(); });
    const QByteArray code = codeIn(game.messages[0]);
    QCOMPARE(code.size(), 5);
    QCOMPARE(world.exchange(code.toLower() == code ? "abcde" : code.toLower()).status, 400);

    const HttpAnswer token = world.exchange(code);
    QCOMPARE(token.status, 200);
    const QByteArray text = QJsonDocument::fromJson(token.body)[u"token"_s].toString().toLatin1();
    const HttpAnswer self = world.ask("GET", "/api/players/self", {}, World::as(text));
    QCOMPARE(QJsonDocument::fromJson(self.body)[u"id"_s].toInt(), 3);
    QVERIFY(QJsonDocument::fromJson(self.body)[u"last_login_at"_s].isString());
    QCOMPARE(world.exchange(code).body, QByteArray("The provided login code was incorrect"));
}

void TestWebApi::aCodeOfADeletedPlayer()
{
    World world;
    LocalGame game(world.server->server());
    QVERIFY(game.logIn(QString::fromLatin1(kCasey), QString::fromLatin1(kPassword)));
    QCOMPARE(world.requestCode().status, 200);
    test::waitUntil([&] { return !game.messages.isEmpty(); });
    QCOMPARE(world.ask("DELETE", "/api/players/3", {}, World::as("admin")).status, 200);
    const HttpAnswer answer = world.exchange(codeIn(game.messages[0]));
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.body, QByteArray("The provided login code was incorrect"));
}

void TestWebApi::codesAreCountedByAddress()
{
    World world(behindProxy());
    for (int i = 0; i < base::kCodeAddressBurst; ++i)
        QCOMPARE(world.exchange("AAAAA", from("203.0.113.9")).status, 400);
    const HttpAnswer refused = world.exchange("AAAAA", from("203.0.113.9"));
    QCOMPARE(refused.status, 429);
    QVERIFY(refused.header("retry-after"));
    QCOMPARE(world.exchange("AAAAA", from("198.51.100.7")).status, 400); // others may
}

void TestWebApi::codesAreCountedByAccount()
{
    World world(behindProxy());
    for (int i = 0; i < base::kCodeAccountBurst; ++i)
        QCOMPARE(world.requestCode(kCasey, from("203.0.113." + QByteArray::number(i))).status, 400);
    QCOMPARE(world.requestCode(kCasey, from("198.51.100.7")).status, 429);
    QCOMPARE(world.requestCode("eve@example.test", from("198.51.100.7")).status, 400);
}

void TestWebApi::passwordsAreCounted()
{
    World world({{u"reverse_proxy"_s, true}, {u"limits"_s, QJsonObject {{u"logins_per_account"_s, 2}}}});
    QCOMPARE(world.logIn("wrong", from("203.0.113.9")).status, 401); // the burst of two a minute is one
    QCOMPARE(world.logIn(kPassword, from("198.51.100.7")).status, 429);
    QCOMPARE(world
                 .ask("PUT", "/api/players/self/password",
                      "{\"current_password\":\"Maple-Drift-3\",\"new_password\":\"x\"}",
                      World::as("casey") + from("198.51.100.7"))
                 .status,
             429);
    World other;
    for (int i = 0; i < 20; ++i) // the right one costs nothing
        QCOMPARE(other.logIn(kPassword).status, 200);
}

// Each look-up makes a token for whoever asks.
void TestWebApi::lookUpsAreCounted()
{
    World world(behindProxy());
    const auto lookUp = [&](const QByteArray &address) {
        return world.ask("GET", "/api/server", {}, from(address)).status;
    };
    int answered = 0; // a little comes back while we ask
    while (answered < 10 * base::kLookupAddressBurst && lookUp("203.0.113.9") == 200)
        ++answered;
    QVERIFY2(answered >= base::kLookupAddressBurst, qPrintable(QString::number(answered)));
    QVERIFY2(answered < 10 * base::kLookupAddressBurst, "there is no limit");
    // Everybody else is served, and whoever has a token can use it.
    QCOMPARE(lookUp("198.51.100.7"), 200);
    QCOMPARE(world.ask("GET", "/api/server/upgrade", {}, from("203.0.113.9")).status, 426);
    // This computer is not counted.
    for (int i = 0; i <= base::kLookupAddressBurst; ++i)
        QCOMPARE(lookUp("127.0.0.1"), 200);
}

void TestWebApi::networksOfVersionSix()
{
    World world(behindProxy());
    for (int i = 0; i < base::kCodeAddressBurst; ++i) {
        const QByteArray address = "2001:db8:1:2::" + QByteArray::number(i + 1);
        QCOMPARE(world.exchange("AAAAA", from(address)).status, 400);
    }
    QCOMPARE(world.exchange("AAAAA", from("2001:db8:1:2:ffff::1")).status, 429); // the same household
    QCOMPARE(world.exchange("AAAAA", from("2001:db8:1:3::1")).status, 400);
}

// The bound of one household must not be the bound of everybody behind the proxy.
void TestWebApi::aProxyHoldsTheConnectionsOfAll()
{
    const QJsonObject limits {{u"connections"_s, 500}, {u"connections_per_address"_s, 7}};
    const World direct(QJsonObject {{u"limits"_s, limits}});
    QCOMPARE(direct.server->listened().connectionsMax, 500);
    QCOMPARE(direct.server->listened().connectionsPerAddressMax, 7);
    const World proxied(QJsonObject {{u"limits"_s, limits}, {u"reverse_proxy"_s, true}});
    QCOMPARE(proxied.server->listened().connectionsMax, 500);
    QCOMPARE(proxied.server->listened().connectionsPerAddressMax, 500);
}

void TestWebApi::aTunnelServiceNamesItsClients()
{
    World world({{u"reverse_proxy"_s, true}, {u"http"_s, QJsonObject {{u"proxy_header"_s, u"X-Forwarded-For"_s}}}});
    const auto forwarded = [](const QByteArray &addresses) { return "X-Forwarded-For: " + addresses + "\r\n"; };
    QCOMPARE(world.ask("GET", "/api/server/upgrade", {}, from("203.0.113.9")).body,
             QByteArray("X-Forwarded-For header is missing"));
    QCOMPARE(world.ask("GET", "/api/server/upgrade", {}, forwarded("203.0.113.9, 10.0.0.1")).status, 426);
    for (int i = 0; i < base::kCodeAddressBurst; ++i) // whatever stands in the other header
        QCOMPARE(world.exchange("AAAAA", forwarded("203.0.113.9") + from("198.51.100." + QByteArray::number(i))).status,
                 400);
    QCOMPARE(world.exchange("AAAAA", forwarded("203.0.113.9, 10.0.0.2")).status, 429);
    QCOMPARE(world.exchange("AAAAA", forwarded("198.51.100.7, 203.0.113.9")).status, 400);
}

void TestWebApi::deletingAPlayerEndsItsGame()
{
    World world;
    LocalGame game(world.server->server());
    LocalGame other(world.server->server());
    QVERIFY(game.logIn(QString::fromLatin1(kCasey), QString::fromLatin1(kPassword)));
    QVERIFY(other.logIn(u"eve@example.test"_s, u"Echo;Semicolon 5 ü"_s));
    QCOMPARE(world.ask("DELETE", "/api/players/self", "{\"password\":\"Maple-Drift-3\"}", World::as("casey")).status,
             200);
    test::waitUntil([&] { return game.isClosed(); });
    QVERIFY(other.ask(session::messaging::fetchMessages));
}

void TestWebApi::aRenamedPlayerGoesOn()
{
    World world;
    LocalGame game(world.server->server());
    QVERIFY(game.logIn(QString::fromLatin1(kCasey), QString::fromLatin1(kPassword)));
    QCOMPARE(world
                 .ask("PUT", "/api/players/3/details", "{\"username\":\" New Name \",\"email\":\"c@example.test\"}",
                      World::as("admin"))
                 .status,
             200);
    const HttpAnswer self = world.ask("GET", "/api/players/self", {}, World::as("casey"));
    QCOMPARE(QJsonDocument::fromJson(self.body)[u"display_name"_s].toString(), u"New Name"_s);
    QVERIFY(game.ask(session::messaging::fetchMessages));
    test::waitUntil([&] { return !game.messages.isEmpty(); });
    QVERIFY(game.messages[0].contains(u"quiet-lantern-0042"_s)); // as it was at login
}

void TestWebApi::rolesCountAtOnce()
{
    World world;
    QCOMPARE(world.ask("GET", "/api/players", {}, World::as("casey")).status, 403);
    QCOMPARE(world.ask("PUT", "/api/players/3/role", "{\"role\":\"Admin\"}", World::as("super")).status, 200);
    QCOMPARE(world.ask("GET", "/api/players", {}, World::as("casey")).status, 200);
    QCOMPARE(world.ask("PUT", "/api/players/3/role", "{\"role\":\"Default\"}", World::as("super")).status, 200);
    QCOMPARE(world.ask("GET", "/api/players", {}, World::as("casey")).status, 403);
}

// Saving an inventory: 73 writes at once over six connections, then everything is read.
void TestWebApi::theDashboardsBurst()
{
    World world;
    std::vector<std::unique_ptr<test::HttpVectorClient>> browser;
    for (int i = 0; i < 6; ++i)
        browser.push_back(std::make_unique<test::HttpVectorClient>(world.server->port()));
    for (int i = 0; i < 73; ++i) {
        const QByteArray body = "{\"value\":\"v" + QByteArray::number(i) + "\"}";
        browser[static_cast<std::size_t>(i) % 6]->send(
            "PUT /api/players/3/data/burst" + QByteArray::number(i) +
            " HTTP/1.1\r\nHost: x\r\nX-Token: admin\r\nContent-Type: application/json\r\nContent-Length: " +
            QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
    for (int i = 0; i < 73; ++i) {
        const auto answer = browser[static_cast<std::size_t>(i) % 6]->answer(true);
        QVERIFY(answer);
        QCOMPARE(answer->status, 200);
    }
    const auto rows = QJsonDocument::fromJson(world.ask("GET", "/api/players/3/data", {}, World::as("admin")).body);
    for (int i = 0; i < 73; ++i)
        QCOMPARE(rows[u"burst%1"_s.arg(i)].toString(), u"v%1"_s.arg(i));
}

void TestWebApi::valuesAtTheLimit()
{
    World world;
    const auto put = [&](qsizetype key, qsizetype value) {
        return world.ask("PUT", "/api/players/3/data/" + QByteArray(key, 'k'),
                         "{\"value\":\"" + QByteArray(value, 'v') + "\"}", World::as("admin"));
    };
    QCOMPARE(put(base::kPlayerDataKeyMax, base::kPlayerDataValueMax).status, 200);
    QCOMPARE(put(base::kPlayerDataKeyMax + 1, 1).status, 400);
    QCOMPARE(put(1, base::kPlayerDataValueMax + 1).status, 413);
    const HttpAnswer big =
        world.ask("GET", "/api/players/3/data/" + QByteArray(base::kPlayerDataKeyMax, 'k'), {}, World::as("casey"));
    QCOMPARE(QJsonDocument::fromJson(big.body)[u"value"_s].toString().size(), base::kPlayerDataValueMax);
}

void TestWebApi::passwordsAtTheLimit()
{
    World world;
    const auto set = [&](qsizetype length) {
        return world.ask("PUT", "/api/players/3/password", "{\"password\":\"" + QByteArray(length, 'p') + "\"}",
                         World::as("admin"));
    };
    QCOMPARE(set(0).status, 400);
    QCOMPARE(set(base::kPasswordBytesMax + 1).status, 400);
    QCOMPARE(set(base::kPasswordBytesMax).status, 200);
    QCOMPARE(world.logIn(QByteArray(base::kPasswordBytesMax, 'p')).status, 200);
}

void TestWebApi::rowsAreInOrderOfTheirKeys()
{
    World world;
    // By bytes: capitals first, and what needs three bytes before what needs four.
    const QByteArrayList keys {"Zz", "aa", "%EE%80%80", "%F0%9F%99%82"};
    for (const QByteArray &key : {keys[3], keys[1], keys[0], keys[2]})
        QCOMPARE(
            world.ask("PUT", "/api/players/5/data/" + key, "{\"value\":\"\\u0000\\\"\\\\\\n\"}", World::as("admin"))
                .status,
            200);
    QCOMPARE(
        world.ask("GET", "/api/players/5/data", {}, World::as("admin")).body,
        QByteArray("{\"Zz\":\"\\u0000\\\"\\\\\\u000a\",\"aa\":\"\\u0000\\\"\\\\\\u000a\",\"\xEE\x80\x80\":\"\\u0000"
                   "\\\"\\\\\\u000a\",\"\xF0\x9F\x99\x82\":\"\\u0000\\\"\\\\\\u000a\"}"));
}

// Half a surrogate pair cannot be stored without turning into something else.
void TestWebApi::textThatIsNoText()
{
    World world;
    QCOMPARE(world.ask("PUT", "/api/players/3/data/a", "{\"value\":\"\\ud83d\"}", World::as("admin")).status, 422);
    QCOMPARE(world.ask("PUT", "/api/players/3/data/a", "{\"value\":\"\\ud83d\\ude42\"}", World::as("admin")).status,
             200);
}

void TestWebApi::telemetryIsThePlayers()
{
    World world;
    LocalGame game(world.server->server());
    QVERIFY(game.logIn(QString::fromLatin1(kCasey), QString::fromLatin1(kPassword)));
    // Through this program's own connector: the player is known. Over HTTP without an association: nobody's.
    QVERIFY(world.server->server().takeTelemetry(
        {{u"TLM3"_s, u"00000055/-;00000029/GAME/MULT/KILL/inst=Ann,00000056/-;0000002A/GAME/MULT/DIED/x=1\0"_s}}));
    const QByteArray body = R"({"values":[["AUTH","[97]"]]})";
    QCOMPARE(world.ask("POST", "/api/server/telemetry", body).status, 200);
    QCOMPARE(world.ask("POST", "/api/server/telemetry", body, "x-association: forged\r\n").status, 200);
    world.server.reset(); // commits

    storage::Storage storage;
    storage::StorageClient client(storage);
    const auto opened = test::answerOf<storage::Storage::OpenAnswer>([&](auto done) {
        client.open(server::DataFolder(world.folder.path()).database(), test::kStorageTime, std::move(done));
    });
    QVERIFY(opened);
    storage::TelemetryEvents events(client);
    const auto rows = test::answerOf<base::Result<QList<storage::TelemetryRecord>, storage::StoreError>>(
        [&](auto done) { events.newest({}, 0, 100, std::move(done)); });
    QCOMPARE(rows->size(), 4);
    QCOMPARE(rows->at(0).name, u"AUTH"_s);
    QVERIFY(!rows->at(0).player);
    QVERIFY(!rows->at(1).player);
    QCOMPARE(rows->at(2).name, u"GAME/MULT/DIED"_s);
    QCOMPARE(rows->at(3).name, u"GAME/MULT/KILL"_s);
    QCOMPARE(rows->at(3).player, std::optional(storage::PlayerId(3)));
}

void TestWebApi::telemetryAtTheLimit()
{
    World world({{u"reverse_proxy"_s, true}, {u"limits"_s, QJsonObject {{u"telemetry_per_address"_s, 4}}}});
    const QByteArray frame = R"({"values":[["k",""]]})";
    const auto sized = [&](qsizetype size) {
        QByteArray body = frame;
        return body.insert(frame.indexOf("\"\"") + 1, QByteArray(size - frame.size(), 'x'));
    };
    const auto post = [&](const QByteArray &body, const QByteArray &address) {
        return world.ask("POST", "/api/server/telemetry", body, from(address)).status;
    };
    QCOMPARE(post(sized(base::kTelemetryBodyMax), "203.0.113.9"), 200);
    QCOMPARE(post(sized(base::kTelemetryBodyMax + 1), "203.0.113.9"), 413);
    QCOMPARE(post(frame, "203.0.113.9"), 429); // a burst of two
    QCOMPARE(post("nonsense", "198.51.100.7"), 400);
}

void TestWebApi::theLog()
{
    World world;
    const QString path = server::DataFolder(world.folder.path()).logs() + u"/relaydeck.log"_s;
    QFile file(path);
    QVERIFY(file.open(QIODevice::Append));
    const QByteArray line(99, 'x');
    for (qsizetype written = 0; written < base::kServerLogMax; written += 100)
        file.write(line + '\n');
    file.close();
    const HttpAnswer log = world.ask("GET", "/api/server/log", {}, World::as("super"));
    QCOMPARE(log.status, 200);
    QVERIFY(log.body.size() <= base::kServerLogMax);
    QVERIFY(log.body.size() > base::kServerLogMax - 100);
    QVERIFY(log.body.startsWith(line + '\n'));
    QCOMPARE(world.ask("HEAD", "/api/server/log", {}, World::as("super")).header("content-length"),
             std::optional(QByteArray::number(log.body.size())));
    QCOMPARE(world.ask("DELETE", "/api/server/log", {}, World::as("admin")).status, 403);
    QCOMPARE(world.ask("DELETE", "/api/server/log", {}, World::as("super")).status, 200);
    QCOMPARE(world.ask("GET", "/api/server/log", {}, World::as("super")).body, QByteArray());
}

// Whoever breaks a rule again and again does not fill the log with it.
void TestWebApi::brokenRulesAreCounted()
{
    constexpr int kStrangers = 20;
    World world;
    closedLines = 0;
    const QtMessageHandler before = qInstallMessageHandler(countClosed);
    int closed = 0;
    for (int i = 0; i < kStrangers; ++i) {
        test::HttpVectorClient client(world.server->port());
        client.send("GET /api/server/upgrade HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: blaze\r\n\r\n");
        if (!client.answer(false))
            break;
        client.send(QByteArray::fromHex("ffff000900020000001000000001")); // a packet of 128 KiB before any login
        closed += client.isClosed() ? 1 : 0;
    }
    qInstallMessageHandler(before);
    QCOMPARE(closed, kStrangers);
    QVERIFY(closedLines >= 1);
    QVERIFY2(closedLines <= kStrangers / 4, qPrintable(QString::number(closedLines)));
}

void TestWebApi::aServerWithoutLog()
{
    World world;
    QVERIFY(QDir(server::DataFolder(world.folder.path()).logs()).removeRecursively());
    const HttpAnswer log = world.ask("GET", "/api/server/log", {}, World::as("super"));
    QCOMPARE(log.status, 500);
    QCOMPARE(log.body, QByteArray());
    QVERIFY(!log.header("content-type"));
    QCOMPARE(world.ask("DELETE", "/api/server/log", {}, World::as("super")).status, 500);
}

QTEST_GUILESS_MAIN(TestWebApi)
#include "tst_webapi.moc"
