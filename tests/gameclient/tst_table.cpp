// The games of a table against a server that a test scripts: what is compared, in which order things must come, and
// that one thing too many, too few or different is always noticed.

#include <core/connector/redirectoridentity.h>
#include <core/net/memorynetwork.h>

#include <tests/gameclient/bodycheck.h>
#include <tests/gameclient/commandids.h>
#include <tests/gameclient/crowd.h>
#include <tests/gameclient/expectation.h>
#include <tests/gameclient/matchnotes.h>
#include <tests/gameclient/moves.h>
#include <tests/gameclient/scriptedserver.h>
#include <tests/gameclient/table.h>
#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using namespace gameclient;
using tdf::Fields;
using tdf::Value;

namespace {

constexpr std::uint16_t kGames = 0x4;

} // namespace

class TableTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void bodies_data();
    void bodies();
    void moveTellsEverybody();
    void offences_data();
    void offences();
    void refusal();
    void refusalThatDoesNotCome();
    void silence();
    void absentGame();
    void searchIsToldAgain();
    void crowdWaits();
    void slotsAreKept();

private:
    struct Seat
    {
        std::unique_ptr<GameClient> game;
        std::optional<QString> left; // with which problem
    };
    // Plays the plan with two games and returns the problem, empty when all went well.
    QString play(Plan plan);
    void notifyAll(std::uint16_t command, const Fields &body);
    // Two members, the first the host, of a running match with number 7.
    void seatMatch(Table &table) const;

    std::shared_ptr<const connector::RedirectorIdentity> m_identity;
    base::SystemRandom m_random;
    std::unique_ptr<test::ManualTime> m_time;
    std::unique_ptr<net::MemoryNetwork> m_network;
    std::unique_ptr<ScriptedServer> m_server;
    std::array<Seat, 2> m_seats;
};

void TableTest::initTestCase()
{
    auto identity = connector::RedirectorIdentity::open({}, m_random);
    QVERIFY2(identity.hasValue(), identity.hasValue() ? "" : qPrintable(identity.error()));
    m_identity = *identity;
}

void TableTest::init()
{
    test::failOnWarnings();
    m_time = std::make_unique<test::ManualTime>();
    m_network = std::make_unique<net::MemoryNetwork>(*m_time, *m_time);
    m_server = std::make_unique<ScriptedServer>(*m_network, quint16(80));
    m_server->on(0x9, 0x2, [this](ScriptedLink &link, const auto &header, const auto &) {
        link.answer(header, {{"STIM", m_time->unixSeconds()}});
    });
    std::uint32_t player = 100;
    for (Seat &seat : m_seats) {
        GameClientOptions options;
        options.direct = QUrl(u"http://10.0.0.5/"_s);
        seat.game = std::make_unique<GameClient>(*m_network, *m_time, m_random, m_identity->crypto(), options);
        seat.game->account.playerId = ++player;
        seat.left.reset();
        bool connected = false;
        seat.game->connectBlaze([&connected](const QString &problem) { connected = problem.isEmpty(); });
        m_time->runUntil([&connected] { return connected; });
        QVERIFY(connected);
    }
}

void TableTest::cleanup()
{
    for (Seat &seat : m_seats)
        seat.game.reset();
    m_server.reset();
    m_time->advance(std::chrono::minutes(1));
    QCOMPARE(m_network->streamsOpen(), 0);
    m_network.reset();
    m_time.reset();
}

void TableTest::seatMatch(Table &table) const
{
    Match &match = table.match();
    match.id = 7;
    match.members = {{m_seats[0].game.get(), 0, true}, {m_seats[1].game.get(), 1, true}};
}

QString TableTest::play(Plan plan)
{
    plan.insert(plan.begin(), {"seated", [this](Table &table, Done done) {
                                   seatMatch(table);
                                   done({});
                               }});
    Table table({.seats = m_seats.size()}, std::move(plan));
    for (std::size_t i = 0; i < m_seats.size(); ++i)
        table.sit(i, *m_seats.at(i).game, [this, i](const QString &problem) { m_seats.at(i).left = problem; });
    m_time->runUntil([this] { return m_seats[0].left && m_seats[1].left; }, std::chrono::minutes(5));
    if (!m_seats[0].left || m_seats[0].left != m_seats[1].left)
        return u"the table did not end"_s;
    return *m_seats[0].left;
}

void TableTest::notifyAll(std::uint16_t command, const Fields &body)
{
    for (const auto &link : m_server->links)
        link->notify(kGames, command, body);
}

void TableTest::bodies_data()
{
    QTest::addColumn<Fields>("expected");
    QTest::addColumn<Fields>("actual");
    QTest::addColumn<QString>("problem");
    const auto text = [](const char *words) { return Value::text(QByteArray(words)); };
    const auto row = [](const char *name, const Fields &expected, const Fields &actual, const QString &problem) {
        QTest::newRow(name) << expected << actual << problem;
    };
    row("equal", {{"GID", 1}}, {{"GID", 1}}, {});
    row("value", {{"GID", 1}}, {{"GID", 2}}, u"B.GID is 2, not 1"_s);
    row("missing", {{"AAA", 1}, {"GID", 1}}, {{"GID", 1}}, u"B.AAA is missing"_s);
    row("missing at the end", {{"AAA", 1}, {"GID", 1}}, {{"AAA", 1}}, u"B.GID is missing"_s);
    row("too many", {{"GID", 1}}, {{"AAA", 1}, {"GID", 1}}, u"B.AAA should not be there"_s);
    row("too many at the end", {{"GID", 1}}, {{"GID", 1}, {"PID", 1}}, u"B.PID should not be there"_s);
    row("type", {{"GID", 1}}, {{"GID", text("1")}}, u"B.GID is of type string, not int"_s);
    row("text", {{"NAME", text("a")}}, {{"NAME", text("b")}}, u"B.NAME has another value than expected"_s);
    row("any value", {{"SEED", 0}}, {{"SEED", 77}}, {});
    row("any value, wrong type", {{"SEED", 0}}, {{"SEED", text("")}}, u"B.SEED is of type string, not int"_s);
    row("inside a group", {{"A", Value::group({{"B", 1}})}}, {{"A", Value::group({{"B", 2}})}}, u"B.A.B is 2, not 1"_s);
    row("any value inside", {{"A", Value::group({{"SEED", 1}})}}, {{"A", Value::group({{"SEED", 2}})}}, {});
    row("key of an element", {{"L", Value::list(tdf::Type::Group, {Value::Group {2, {}}})}},
        {{"L", Value::list(tdf::Type::Group, {Value::Group {3, {}}})}}, u"B.L[0] stands under another key"_s);
    row("length of a list", {{"L", Value::list(tdf::Type::Integer, {1, 2})}},
        {{"L", Value::list(tdf::Type::Integer, {1})}}, u"B.L has 1 elements, not 2"_s);
    row("element of a list", {{"L", Value::list(tdf::Type::Integer, {1, 2})}},
        {{"L", Value::list(tdf::Type::Integer, {1, 3})}}, u"B.L[1] is 3, not 2"_s);
    row("union", {{"U", Value::unionOf(2, "VALU", 1)}}, {{"U", Value::unionOf(3, "VALU", 1)}},
        u"B.U has key 3, not 2"_s);
    const auto map = [text](const char *key, const char *value) {
        return Value::map(tdf::Type::String, tdf::Type::String, {{text(key), text(value)}});
    };
    row("map", {{"M", map("a", "1")}}, {{"M", map("a", "1")}}, {});
    row("key of a map", {{"M", map("a", "1")}}, {{"M", map("b", "1")}}, u"B.M[0] has another key than expected"_s);
    row("value of a map", {{"M", map("a", "1")}}, {{"M", map("a", "2")}}, u"B.M[0] has another value than expected"_s);
    row("entries of a map", {{"M", map("a", "1")}}, {{"M", Value::map(tdf::Type::String, tdf::Type::String, {})}},
        u"B.M has 0 entries, not 1"_s);
}

void TableTest::bodies()
{
    QFETCH(Fields, expected);
    QFETCH(Fields, actual);
    QFETCH(QString, problem);
    QCOMPARE(bodyProblem(u"B"_s, expected, actual, {"SEED"}), problem);
}

void TableTest::moveTellsEverybody()
{
    m_server->on(kGames, 0x3, [this](ScriptedLink &link, const auto &header, const Fields &body) {
        link.answer(header, {});
        notifyAll(0x64, {{"GID", *body.find("GID")}, {"GSTA", *body.find("GSTA")}});
    });
    QCOMPARE(play({moveStep("state", [](Table &table) { return moves::advanceState(table, state::kInGame); })}),
             QString());
}

void TableTest::offences_data()
{
    using Handler = ScriptedServer::Handler;
    QTest::addColumn<Handler>("handler");
    QTest::addColumn<QString>("problem"); // what must stand in it
    const Fields right {{"GID", 7}, {"GSTA", 131}};
    const auto row = [](const char *name, const QString &problem, Handler handler) {
        QTest::newRow(name) << std::move(handler) << problem;
    };
    row("nobody is told", u"not everything came within 30 s"_s,
        [](ScriptedLink &link, const auto &header, const auto &) { link.answer(header, {}); });
    row("only the sender is told", u"not everything came within 30 s"_s,
        [right](ScriptedLink &link, const auto &header, const auto &) {
            link.answer(header, {});
            link.notify(kGames, 0x64, right);
        });
    row("the wrong state", u"GameStateChange.GSTA is 130, not 131"_s,
        [this](ScriptedLink &link, const auto &header, const auto &) {
            link.answer(header, {});
            notifyAll(0x64, {{"GID", 7}, {"GSTA", 130}});
        });
    row("another notification", u"came where GameStateChange should"_s,
        [this](ScriptedLink &link, const auto &header, const auto &) {
            link.answer(header, {});
            notifyAll(0x6E, {{"ATTR", 1}, {"GID", 7}});
        });
    row("told twice", u"0x4/0x64, which nothing had caused"_s,
        [this, right](ScriptedLink &link, const auto &header, const auto &) {
            link.answer(header, {});
            notifyAll(0x64, right);
            notifyAll(0x64, right);
        });
    row("told before the answer", u"came before the answer to AdvanceGameState"_s,
        [this, right](ScriptedLink &link, const auto &header, const auto &) {
            notifyAll(0x64, right);
            link.answer(header, {});
        });
    row("an answer with a body", u"should be empty"_s, [](ScriptedLink &link, const auto &header, const auto &) {
        link.answer(header, {{"GID", 7}});
    });
    row("refused", u"AdvanceGameState was refused with error 0x1e"_s,
        [](ScriptedLink &link, const auto &header, const auto &) { link.refuse(header, 0x1E); });
    row("connection lost", u"the connection was reset"_s,
        [](ScriptedLink &link, const auto &, const auto &) { link.drop(); });
}

void TableTest::offences()
{
    QFETCH(ScriptedServer::Handler, handler);
    QFETCH(QString, problem);
    m_server->on(kGames, 0x3, handler);
    const QString result =
        play({moveStep("state", [](Table &table) { return moves::advanceState(table, state::kInGame); })});
    QVERIFY2(result.startsWith(u"table 0, state: "_s), qPrintable(result));
    QVERIFY2(result.contains(problem), qPrintable(result));
}

void TableTest::refusal()
{
    m_server->on(kGames, 0x69, [](ScriptedLink &link, const auto &header, const auto &) { link.refuse(header, 2); });
    QCOMPARE(play({moveStep("gone", [](Table &table) { return moves::gameIsGone(table, table.game(1)); })}), QString());
}

void TableTest::refusalThatDoesNotCome()
{
    const QString result =
        play({moveStep("gone", [](Table &table) { return moves::gameIsGone(table, table.game(1)); })});
    QVERIFY2(result.contains(u"should be refused with error 0x2"_s), qPrintable(result));
}

void TableTest::silence()
{
    m_server->on(kGames, 0x3, [](ScriptedLink &, const auto &, const auto &) {});
    const auto before = m_time->now();
    QCOMPARE(play({moveStep("state", [](Table &table) { return moves::advanceState(table, 131); })}),
             u"table 0, state: not everything came within 30 s"_s);
    QCOMPARE(m_time->now() - before, std::chrono::seconds(30));
}

void TableTest::absentGame()
{
    Table table({.number = 3, .seats = 2}, {});
    table.absent(1, u"Login: no"_s);
    table.sit(0, *m_seats[0].game, [this](const QString &problem) { m_seats[0].left = problem; });
    QCOMPARE(m_seats[0].left, u"table 3, gathering: game 1 did not come: Login: no"_s);
    QVERIFY(!table.playedToEnd());
}

void TableTest::searchIsToldAgain()
{
    // The status of a search comes whenever the server likes, also while others do something.
    const Fields status = [this] {
        const auto empty = [] { return Value::group({}); };
        const auto map = [] { return Value::map(tdf::Type::String, tdf::Type::Group, {}); };
        return Fields {
            {"ASIL", Value::list(tdf::Type::Group,
                                 {Value::group({{"CGS", Value::group({{"EVST", 6}, {"MMSN", 1}, {"NOMP", 0}})},
                                                {"CUST", empty()},
                                                {"DNFS", Value::group({{"MDNF", 0}, {"XDNF", 0}})},
                                                {"FGS", Value::group({{"GNUM", 9}})},
                                                {"GEOS", Value::group({{"DIST", 0}})},
                                                {"GRDA", map()},
                                                {"GSRD", Value::group({{"PMAX", 4}, {"PMIN", 2}})},
                                                {"HBRD", Value::group({{"BVAL", 1}})},
                                                {"HVRD", Value::group({{"VVAL", 0}})},
                                                {"PSRS", empty()},
                                                {"RRDA", Value::group({{"RVAL", 0}})},
                                                {"TSRS", Value::group({{"TMAX", 0}, {"TMIN", 0}})},
                                                {"UEDS", map()},
                                                {"VGRS", Value::group({{"VVAL", 0}})}})})},
            {"MSID", m_seats[1].game->account.playerId},
            {"USID", m_seats[1].game->account.playerId}};
    }();
    m_server->on(kGames, 0xD, [this, status](ScriptedLink &link, const auto &header, const auto &) {
        link.answer(header, {{"MSID", m_seats[1].game->account.playerId}});
        for (int i = 0; i < 3; ++i)
            link.notify(kGames, 0xC, status);
    });
    QCOMPARE(
        play({moveStep("search", [](Table &table) { return moves::search(table, table.game(1), moves::Found::No); })}),
        QString());
}

void TableTest::crowdWaits()
{
    Crowd crowd(3);
    QStringList through;
    const auto goOn = [&through](const QString &name) {
        return [&through, name](const QString & /*problem*/) { through.append(name); };
    };
    crowd.arrive(0, goOn(u"first"_s));
    crowd.gone(1);
    crowd.gone(1);
    QVERIFY(through.isEmpty());
    crowd.arrive(2, goOn(u"second"_s));
    QCOMPARE(through, QStringList({u"first"_s, u"second"_s}));
    crowd.gone(0); // its end, later
    QCOMPARE(through.size(), 2);
}

void TableTest::slotsAreKept()
{
    Match match;
    GameClient &host = *m_seats[0].game;
    GameClient &guest = *m_seats[1].game;
    GameClientOptions options;
    GameClient third(*m_network, *m_time, m_random, m_identity->crypto(), options);
    match.members = {{&host, 0, true}, {&guest, 1, true}, {&third, 2, true}};
    Notes notes;
    addRemoval(notes, match, host, reason::kLeft);
    QCOMPARE(match.host().game, &guest);
    QCOMPARE(match.host().slot, 1U);
    QCOMPARE(match.state, state::kMigrating);
    QCOMPARE(match.lowestFreeSlot(), 0U);
    // Who stays: extended data, removal, user gone, admin, state, migration.
    QCOMPARE(notes[&guest].size(), 6U);
    QCOMPARE(notes[&third].size(), 6U);
    // Who leaves: extended data, removal, and each of the others goes out of sight.
    QCOMPARE(notes[&host].size(), 4U);
    notes.clear();
    addMigrationEnd(notes, match);
    QCOMPARE(match.state, state::kInitializing);
    QCOMPARE(notes[&third].size(), 2U);
}

QTEST_GUILESS_MAIN(TableTest)
#include "tst_table.moc"
