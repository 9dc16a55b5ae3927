// The simulated game against a server that a test scripts: the whole way through redirector, connector and upgrade in
// memory, and every kind of offence a server can commit must be noticed.

#include <core/connector/connector.h>

#include <tests/gameclient/accountsfile.h>
#include <tests/gameclient/commandids.h>
#include <tests/gameclient/scriptedgame.h>
#include <tests/gameclient/simulation.h>
#include <tests/gameclient/steps.h>

#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace gameclient;
using tdf::Value;

namespace {

tdf::Fields preAuthAnswer()
{
    std::vector<Value> components;
    for (const int id :
         {0x1, 0x19, 0x4, 0x1C, 0x7, 0x9, 0xF802, 0x7800, 0xF, 0x7801, 0x7802, 0x7803, 0x7805, 0x7806, 0x7D0})
        components.emplace_back(id);
    const auto text = [](const char *words) { return Value::text(QByteArray(words)); };
    const Value site = Value::group({{"PSA", text("127.0.0.1")}, {"PSP", 42131}, {"SNA", text("prod-sjc")}});
    return {{"ANON", 0},
            {"ASRC", text("303107")},
            {"CIDS", Value::list(tdf::Type::Integer, components)},
            {"CNGN", text("")},
            {"CONF", Value::group({{"CONF", Value::map(tdf::Type::String, tdf::Type::String,
                                                       {{text("pingPeriod"), text("15s")}})}})},
            {"INST", text("masseffect-3-pc")},
            {"MINR", 0},
            {"NASP", text("cem_ea_id")},
            {"PILD", text("")},
            {"PLAT", text("pc")},
            {"PTAG", text("")},
            {"QOSS", Value::group({{"BWPS", site},
                                   {"LNP", 1},
                                   {"LTPS", Value::map(tdf::Type::String, tdf::Type::Group, {{text("ea-sjc"), site}})},
                                   {"SVID", 0x45410805}})},
            {"RSRC", text("303107")},
            {"SVER", text("Blaze 3.15.08.0 (CL# 1905397)\n")}};
}

void replace(tdf::Fields &fields, tdf::Tag tag, const Value &value)
{
    for (tdf::FieldValue &field : fields.list()) {
        if (field.tag == tag)
            field.value = value;
    }
}

void remove(tdf::Fields &fields, tdf::Tag tag)
{
    std::erase_if(fields.list(), [tag](const tdf::FieldValue &field) { return field.tag == tag; });
}

const Script kHello {{"redirector", steps::findServer},
                     {"connect", steps::connectBlaze},
                     {"PreAuth", steps::preAuth},
                     {"Ping", steps::firstPing}};

} // namespace

class GameClientTest : public ScriptedGame
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void throughConnector();
    void pingsOverTime();
    void offences_data();
    void offences();
    void notificationBeforeAnswer();
    void notificationsOutOfOrder();
    void silentStep();
    void unclaimedNotification();
    void busyServer();
    void settingsCompare_data();
    void settingsCompare();
    void simulationCounts();
    void accountsFile();
    void scriptsHaveNames();
};

void GameClientTest::initTestCase()
{
    makeIdentity();
}

void GameClientTest::init()
{
    open();
    m_server->on(0x9, 0x7,
                 [](ScriptedLink &link, const auto &header, const auto &) { link.answer(header, preAuthAnswer()); });
    m_server->on(0x9, 0x2, [this](ScriptedLink &link, const auto &header, const auto &) {
        link.answer(header, {{"STIM", m_time->unixSeconds()}});
    });
}

void GameClientTest::cleanup()
{
    close();
}

void GameClientTest::throughConnector()
{
    connector::ConnectorOptions wanted;
    wanted.ports = {0, 0, 0, 0, 0, 0};
    wanted.identity = m_identity;
    connector::Connector local(*m_network, *m_time, m_random, std::move(wanted));
    local.start(u"10.0.0.5"_s);
    m_time->settle();
    QCOMPARE(local.status().phase, connector::Phase::Ready);
    GameClientOptions options;
    options.redirectorPort = local.status().ports.redirector;
    m_game = std::make_unique<GameClient>(*m_network, *m_time, m_random, m_identity->crypto(), options);
    QStringList trace;
    m_game->setTrace([&trace](const QString &line) { trace.append(line); });
    QCOMPARE(play(kHello), QString());
    QCOMPARE(local.status().phase, connector::Phase::GameConnected);
    QVERIFY(trace.contains(u"redirected to 127.0.0.1:%1"_s.arg(local.status().ports.blaze)));
    QCOMPARE(m_server->requests.size(), 2U);
    QCOMPARE(m_server->requests[0].sequence, 0U);
    QCOMPARE(m_server->requests[1].sequence, 1U);
    QCOMPARE(play({{"disconnect", steps::disconnect}}), QString());
    m_time->settle();
    QCOMPARE(local.status().phase, connector::Phase::Ready);
    bool stopped = false;
    local.stop([&stopped] { stopped = true; });
    m_time->advance(std::chrono::seconds(5));
    QVERIFY(stopped);
}

void GameClientTest::pingsOverTime()
{
    QCOMPARE(play(kHello), QString());
    QCOMPARE(m_game->pingsAnswered(), 1);
    m_time->advance(std::chrono::seconds(61));
    QCOMPARE(m_game->pingsAnswered(), 5);
}

void GameClientTest::offences_data()
{
    using Handler = ScriptedServer::Handler;
    QTest::addColumn<Handler>("handler");
    QTest::addColumn<QString>("problem"); // what must stand in it
    const auto row = [](const char *name, const QString &problem, Handler handler) {
        QTest::newRow(name) << std::move(handler) << problem;
    };
    const auto changed = [](tdf::Tag tag, const Value &value) {
        return [tag, value](ScriptedLink &link, const blaze::FrameHeader &header, const tdf::Fields &) {
            tdf::Fields body = preAuthAnswer();
            replace(body, tag, value);
            link.answer(header, body);
        };
    };
    row("missing field", u"PreAuth.NASP is missing"_s, [](ScriptedLink &link, const auto &header, const auto &) {
        tdf::Fields body = preAuthAnswer();
        remove(body, "NASP");
        link.answer(header, body);
    });
    row("wrong type", u"PreAuth.ASRC is of type int"_s, changed("ASRC", Value(303107)));
    row("wrong value", u"PreAuth.MINR is 1"_s, changed("MINR", Value(1)));
    row("wrong text", u"PreAuth.PLAT"_s, changed("PLAT", Value::text("ps3"_ba)));
    row("wrong components", u"PreAuth.CIDS"_s, changed("CIDS", Value::list(tdf::Type::Integer, {Value(1)})));
    row("no ping period", u"pingPeriod is missing"_s,
        changed("CONF", Value::group({{"CONF", Value::map(tdf::Type::String, tdf::Type::String, {})}})));
    row("fields out of order", u"is out of order"_s, [](ScriptedLink &link, const auto &header, const auto &) {
        tdf::Fields body = preAuthAnswer();
        std::swap(body.list()[2], body.list()[3]);
        link.answer(header, body);
    });
    row("field twice", u"is out of order"_s, [](ScriptedLink &link, const auto &header, const auto &) {
        tdf::Fields body = preAuthAnswer();
        body.list().insert(body.list().begin(), body.list().front());
        link.answer(header, body);
    });
    row("fields out of order inside", u"QOSS.LNP is out of order"_s,
        changed("QOSS", Value::group({{"SVID", 1}, {"LNP", 1}})));
    row("another sequence", u"sequence 7"_s, [](ScriptedLink &link, blaze::FrameHeader header, const auto &) {
        header.sequence = 7;
        link.answer(header, preAuthAnswer());
    });
    row("another command", u"it is 0x9/0x8"_s, [](ScriptedLink &link, blaze::FrameHeader header, const auto &) {
        header.command = 8;
        link.answer(header, preAuthAnswer());
    });
    row("refused", u"refused with error 0x4001"_s,
        [](ScriptedLink &link, const auto &header, const auto &) { link.refuse(header, 0x4001); });
    row("error code in a response", u"does not fit its type"_s,
        [](ScriptedLink &link, const auto &header, const auto &) {
            link.send(header.reply(blaze::FrameType::Response, 5), preAuthAnswer());
        });
    row("error without code", u"does not fit its type"_s, [](ScriptedLink &link, const auto &header, const auto &) {
        link.send(header.reply(blaze::FrameType::Error, 0), {});
    });
    row("answer twice", u"it is 0x9/0x7 (sequence 0)"_s, [](ScriptedLink &link, const auto &header, const auto &) {
        link.answer(header, preAuthAnswer());
        link.answer(header, preAuthAnswer());
    });
    row("notification with a sequence", u"carries a sequence"_s, [](ScriptedLink &link, const auto &, const auto &) {
        link.send({.component = 0x7802, .command = 2, .type = blaze::FrameType::Notify, .sequence = 3}, {});
    });
    row("a request of the server", u"only a game sends"_s, [](ScriptedLink &link, const auto &, const auto &) {
        link.send({.component = 9, .command = 2, .type = blaze::FrameType::Request}, {});
    });
    row("unreadable body", u"unreadable body"_s, [](ScriptedLink &link, const auto &, const auto &) {
        link.raw(QByteArray::fromHex("000300090007000010000000ffffff"));
    });
    row("impossible length", u"impossible length"_s, [](ScriptedLink &link, const auto &, const auto &) {
        link.raw(QByteArray::fromHex("000000090007000010100000ffff"));
    });
    row("reset", u"the connection was reset"_s, [](ScriptedLink &link, const auto &, const auto &) { link.drop(); });
    row("close", u"the server closed the connection"_s,
        [](ScriptedLink &link, const auto &, const auto &) { link.onEnd(); });
}

void GameClientTest::offences()
{
    QFETCH(ScriptedServer::Handler, handler);
    QFETCH(QString, problem);
    m_server->on(0x9, 0x7, handler);
    const QString result = play(kHello);
    QVERIFY2(result.startsWith(u"PreAuth: "_s) || result.startsWith(u"Ping: "_s), qPrintable(result));
    QVERIFY2(result.contains(problem), qPrintable(result));
}

void GameClientTest::notificationBeforeAnswer()
{
    m_server->on(0x1, 0x46, [](ScriptedLink &link, const auto &header, const auto &) {
        link.notify(0x7802, 3, {{"BUID", 1}});
        link.answer(header, {});
    });
    QCOMPARE(play(kHello), QString());
    m_game->isPostAuthed = true;
    const QString result = play({{"Logout", steps::logout}});
    QVERIFY2(result.contains(u"came before the answer to Logout"_s), qPrintable(result));
}

void GameClientTest::notificationsOutOfOrder()
{
    m_server->on(0x1, 0x46, [](ScriptedLink &link, const auto &header, const auto &) {
        link.answer(header, {});
        link.notify(0x7802, 5, {{"FLGS", 3}, {"ID", 1}});
    });
    QCOMPARE(play(kHello), QString());
    m_game->isPostAuthed = true;
    const QString result = play({{"Logout", steps::logout}});
    QVERIFY2(result.contains(u"came where UserRemoved should"_s), qPrintable(result));
}

void GameClientTest::silentStep()
{
    m_server->on(0x9, 0x7, [](ScriptedLink &, const auto &, const auto &) {});
    const auto before = m_time->now();
    QCOMPARE(play(kHello), u"PreAuth: nothing came within 30 s"_s);
    QCOMPARE(m_time->now() - before, std::chrono::seconds(30));
}

void GameClientTest::unclaimedNotification()
{
    QCOMPARE(play(kHello), QString());
    m_server->links.front()->notify(0x7802, 2, {});
    m_time->settle();
    QVERIFY(play({{"disconnect", steps::disconnect}}).contains(u"that nothing had caused"_s));
}

void GameClientTest::busyServer()
{
    int busy = 2;
    m_server->on(0x1, 0x28, [&busy](ScriptedLink &link, const auto &header, const auto &) {
        link.refuse(header, busy-- > 0 ? 0x4005 : 0xC);
    });
    QCOMPARE(play(kHello), QString());
    QCOMPARE(play({{"Login", steps::loginWrongPassword}}), QString());
    QCOMPARE(busy, -1);
}

void GameClientTest::settingsCompare_data()
{
    QTest::addColumn<QByteArrayList>("loaded"); // key, value, key, value …
    QTest::addColumn<QString>("problem");
    QTest::newRow("as saved") << QByteArrayList {"Base", "1", "char0", "2"} << QString();
    QTest::newRow("lost") << QByteArrayList {"Base", "1"} << u"the row char0 is lost"_s;
    QTest::newRow("changed") << QByteArrayList {"Base", "1", "char0", "3"} << u"is not what was saved"_s;
    QTest::newRow("another's") << QByteArrayList {"Base", "1", "char0", "2", "x", "y"} << u"was never saved"_s;
    QTest::newRow("order") << QByteArrayList {"char0", "2", "Base", "1"} << u"comes where Base should"_s;
}

void GameClientTest::settingsCompare()
{
    QFETCH(QByteArrayList, loaded);
    QFETCH(QString, problem);
    m_server->on(0x9, 0xC, [&loaded](ScriptedLink &link, const auto &header, const auto &) {
        std::vector<std::pair<Value, Value>> entries;
        for (qsizetype i = 0; i + 1 < loaded.size(); i += 2)
            entries.emplace_back(Value::text(loaded[i]), Value::text(loaded[i + 1]));
        link.answer(header, {{"SMAP", Value::map(tdf::Type::String, tdf::Type::String, entries)}});
    });
    m_game->account.rows = {{"Base", "1"}, {"char0", "2"}};
    QCOMPARE(play(kHello), QString());
    const QString result = play({{"load", steps::loadSettings}});
    QVERIFY2(problem.isEmpty() ? result.isEmpty() : result.contains(problem), qPrintable(result));
}

void GameClientTest::simulationCounts()
{
    // Each game brings its connector; the scripted server knows no configurations, so the script ends there.
    SimulationOptions options;
    options.server = u"10.0.0.5"_s;
    options.script = u"main-menu"_s;
    options.clients = 5;
    options.parallel = 2;
    std::optional<SimulationResult> result;
    std::size_t linksMax = 0;
    {
        const Simulation simulation(*m_network, *m_time, m_random, m_identity, options, {},
                                    [&result](const SimulationResult &outcome) { result = outcome; });
        m_time->runUntil(
            [&] {
                linksMax = std::max(linksMax, std::size_t(m_network->streamsOpen()));
                return result.has_value();
            },
            std::chrono::minutes(5));
    }
    QVERIFY(result);
    QCOMPARE(result->clients, 5);
    QCOMPARE(result->ok, 0);
    QCOMPARE(result->failures.size(), 5U);
    QVERIFY2(result->failures.front().problem.startsWith(u"config ME3_DATA: "_s),
             qPrintable(result->failures.front().problem));
    QVERIFY(result->accounts.empty());
    const QByteArray json = summaryJson(*result);
    QVERIFY(json.contains(R"("clients":5)") && json.contains(R"("failed":5)") && !json.contains('\n'));
}

void GameClientTest::accountsFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"accounts.json"_s);
    QVERIFY(!readAccounts(path));
    Account account;
    account.email = u"a@b.example"_s;
    account.password = u"pässword"_s;
    account.token = "token";
    account.displayName = u"Name"_s;
    account.playerId = 4'000'000'000U;
    account.rows = {{"Base", "20;4"}, {"char0", "J\xC3\xB6rg"}};
    account.rating = 4'000'000'001U;
    account.challengePoints = 77;
    account.galaxy = {5000, 5001, 10'099, 7000, 5002};
    QVERIFY(writeAccounts(path, {account}));
    const auto read = readAccounts(path);
    QVERIFY(read);
    QCOMPARE(read->size(), 1U);
    QCOMPARE(read->front().email, account.email);
    QCOMPARE(read->front().password, account.password);
    QCOMPARE(read->front().token, account.token);
    QCOMPARE(read->front().playerId, account.playerId);
    QVERIFY(read->front().rows == account.rows);
    QCOMPARE(read->front().rating, account.rating);
    QCOMPARE(read->front().challengePoints, account.challengePoints);
    QVERIFY(read->front().galaxy == account.galaxy);
    QVERIFY(!writeAccounts(folder.filePath(u"no/such/folder.json"_s), {account}));
}

void GameClientTest::scriptsHaveNames()
{
    for (const ScriptInfo &info : scripts()) {
        const auto script = scriptNamed(QLatin1StringView(info.name).toString());
        QVERIFY2(script && !script->empty(), info.name);
    }
    QVERIFY(!scriptNamed(u"no-such-script"));
}

QTEST_GUILESS_MAIN(GameClientTest)
#include "tst_gameclient.moc"
