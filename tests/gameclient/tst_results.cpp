// What a simulated game does after a match, against a server that a test scripts: plain HTTP and its documents, the
// telemetry port, the leaderboards. Everything wrong must be noticed.

#include <tests/gameclient/scriptedgame.h>
#include <tests/gameclient/steps.h>

using namespace Qt::StringLiterals;
using namespace gameclient;
using tdf::Value;

namespace {

constexpr quint16 kLocalPort = 42131;
constexpr char kOk[] = "HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\n";

// The connector's local port: says one thing to whoever has finished asking, or nothing.
class LocalPort final : public net::StreamHandler
{
public:
    LocalPort(net::Network &network, QByteArray answer, bool closes)
        : m_answer(std::move(answer))
        , m_closes(closes)
    {
        net::ListenOptions options;
        options.port = kLocalPort;
        auto opened = network.listen(options, [this](net::StreamPtr stream) {
            m_stream = std::move(stream);
            m_stream->setHandler(this);
        });
        Q_ASSERT(opened);
        m_listener = std::move(*opened);
    }
    void onBytes(base::ByteView bytes) override
    {
        received += base::asChars(bytes);
        if (!m_answer.isEmpty())
            m_stream->write(base::asBytes(std::exchange(m_answer, {})));
        if (m_closes)
            m_stream->close();
    }
    void onEnd() override { m_stream->close(); }
    void onClosed(net::CloseReason /*reason*/) override {}

    QByteArray received;

private:
    QByteArray m_answer;
    bool m_closes;
    net::StreamPtr m_stream;
    std::unique_ptr<net::Listener> m_listener;
};

Value row(std::uint32_t player, int rank, int value, const char *name = "P")
{
    const Value text = Value::text(QByteArray::number(value));
    return Value::group({{"ENAM", Value::text(QByteArray(name))},
                         {"ENID", player},
                         {"RANK", rank},
                         {"RSTA", text},
                         {"RWFG", 0},
                         {"RWST", Value::unsetUnion()},
                         {"STAT", Value::list(tdf::Type::String, {text})},
                         {"UATT", 0}});
}

} // namespace

class ResultsTest : public ScriptedGame
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void httpAnswers_data();
    void httpAnswers();
    void ratingsDocument();
    void telemetryLeaves();
    void telemetryMustBeSilent();
    void boards_data();
    void boards();
    void report();
};

void ResultsTest::initTestCase()
{
    makeIdentity();
}

void ResultsTest::init()
{
    open();
    m_game->account.playerId = 5;
    m_game->account.displayName = u"P"_s;
    m_game->account.rating = 120;
    m_game->account.challengePoints = 120;
    m_game->authToken = "TOKEN";
    m_game->local.http = kLocalPort;
    m_game->local.telemetry = kLocalPort;
}

void ResultsTest::cleanup()
{
    close();
}

void ResultsTest::httpAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<QString>("problem"); // what must stand in it
    const QByteArray ok(kOk);
    QTest::newRow("length") << ok + "content-length: 2\r\n\r\nhi" << false << QString();
    QTest::newRow("length, more behind") << ok + "content-length: 2\r\n\r\nhi there" << false << QString();
    QTest::newRow("chunked") << ok + "Transfer-Encoding: chunked\r\n\r\n1\r\nh\r\n1;x=y\r\ni\r\n0\r\n\r\n"
                             << false << QString();
    QTest::newRow("until the end") << ok + "\r\nhi" << true << QString();
    QTest::newRow("too short") << ok + "content-length: 3\r\n\r\nhi" << true << u"ended early"_s;
    QTest::newRow("chunks without end") << ok + "transfer-encoding: chunked\r\n\r\n2\r\nhi\r\n"
                                        << true << u"ended early"_s;
    QTest::newRow("no head") << QByteArray("HTTP/1.1 200") << true << u"ended early"_s;
    QTest::newRow("status") << QByteArray("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n") << false
                            << u"status 404"_s;
    QTest::newRow("nothing") << QByteArray() << true << u"ended early"_s;
    QTest::newRow("endless") << ok + "\r\n" + QByteArray(1 << 20, 'x') << false << u"has no end"_s;
}

void ResultsTest::httpAnswers()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, closes);
    QFETCH(QString, problem);
    const LocalPort port(*m_network, answer, closes);
    const auto get = [](GameClient &game, Done done) {
        game.httpGet(
            "/a?b|0=c",
            [](const HttpAnswer &got) {
                if (got.status != 200)
                    return u"status %1"_s.arg(got.status);
                return got.body == "hi" && got.contentType == "text/xml" ? QString() : u"another answer"_s;
            },
            std::move(done));
    };
    const QString result = play({{"get", get}});
    QVERIFY2(problem.isEmpty() ? result.isEmpty() : result.contains(problem), qPrintable(result));
    QVERIFY(port.received.startsWith("GET /a?b|0=c HTTP/1.1\r\nHost: 127.0.0.1:42131\r\n"));
}

void ResultsTest::ratingsDocument()
{
    m_game->account.rows = {{"class1", "20;4;Adept;3;0.0000;4"}, {"class2", "20;4;Soldier;3;0.0000;3"}, {"x", "1"}};
    QCOMPARE(steps::promotionsOf(m_game->account), 7U);
    m_game->account.galaxy = {5000, 5001, 5002, 5003, 10'099};
    QByteArray document = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<galaxyatwargetratings>\n    <ratings>\n";
    for (const char *rating : {"5000", "5001", "5002", "5003", "10099"})
        document += "        <ratings>" + QByteArray(rating) + "</ratings>\n";
    document += "    </ratings>\n    <level>6021</level>\n    <assets>\n        <assets>7</assets>\n";
    for (int i = 0; i < 9; ++i)
        document += "        <assets>0</assets>\n";
    document += "    </assets>\n</galaxyatwargetratings>\n";
    const auto answer = [](const QByteArray &body) {
        return kOk + ("content-length: " + QByteArray::number(body.size())) + "\r\n\r\n" + body;
    };
    {
        const LocalPort port(*m_network, answer(document), false);
        QCOMPARE(play({{"read", steps::galaxyRead}}), QString());
        QVERIFY(port.received.startsWith("GET /galaxyatwar/getRatings/TOKEN HTTP/1.1\r\n"));
    }
    const LocalPort port(*m_network, answer(document.replace("6021", "6022")), false);
    QCOMPARE(play({{"read", steps::galaxyRead}}), u"read: getRatings brought another document than expected"_s);
}

void ResultsTest::telemetryLeaves()
{
    const LocalPort port(*m_network, {}, false);
    QCOMPARE(play({{"telemetry", steps::sendTelemetry}}), QString());
    // Ten bytes nobody reads, the whole length, then one masked line and the final zero.
    QVERIFY(port.received.size() > 12);
    QCOMPARE(port.received.size(), (uchar(port.received[10]) << 8) + uchar(port.received[11]));
    QVERIFY(port.received.sliced(12).startsWith("TLM3=@"));
    QCOMPARE(port.received.count('\n'), 1);
    QVERIFY(port.received.endsWith(QByteArray("\n\0", 2)));
}

void ResultsTest::telemetryMustBeSilent()
{
    const LocalPort port(*m_network, "?", false);
    QCOMPARE(play({{"telemetry", steps::sendTelemetry}}), u"telemetry: the telemetry port sent something back"_s);
}

void ResultsTest::boards_data()
{
    QTest::addColumn<std::vector<Value>>("rows");
    QTest::addColumn<QString>("problem");
    const auto add = [](const char *name, std::vector<Value> rows, const QString &problem) {
        QTest::newRow(name) << std::move(rows) << problem;
    };
    add("right", {row(9, 1, 500, "A"), row(5, 2, 120), row(7, 2, 120, "B"), row(3, 4, 1, "C")}, {});
    add("alone", {row(5, 1, 120)}, {});
    add("not on it", {row(9, 1, 500)}, u"the own row is missing"_s);
    add("another value", {row(5, 1, 119)}, u"the own value is 119, not 120"_s);
    add("another name", {row(5, 1, 120, "Q")}, u"another name"_s);
    add("worst first", {row(9, 1, 1), row(5, 2, 120)}, u"in a wrong order"_s);
    add("tie with two ranks", {row(4, 1, 120), row(5, 2, 120)}, u"in a wrong order"_s);
    add("tie the other way round", {row(9, 1, 120), row(5, 1, 120)}, u"in a wrong order"_s);
    add("rank of the selection", {row(9, 1, 500), row(5, 1, 120)}, u"in a wrong order"_s);
    add("rank that does not skip", {row(3, 1, 500), row(4, 1, 500), row(5, 2, 120)}, u"has rank 2, not 3"_s);
    add("board that does not begin at one", {row(5, 2, 120)}, u"has rank 2, not 1"_s);
}

void ResultsTest::boards()
{
    QFETCH(std::vector<Value>, rows);
    QFETCH(QString, problem);
    m_server->on(0x7, 0xC, [&rows](ScriptedLink &link, const auto &header, const tdf::Fields &body) {
        const bool first = body.find("STRT")->toInteger() == 0;
        link.answer(header, {{"LDLS", Value::list(tdf::Type::Group, first ? rows : std::vector<Value>())}});
    });
    const QString result = play({{"connect", steps::connectBlaze}, {"boards", steps::readWholeLeaderboards}});
    QVERIFY2(problem.isEmpty() ? result.isEmpty() : result.contains(problem), qPrintable(result));
}

void ResultsTest::report()
{
    m_server->on(0x1C, 0x2, [](ScriptedLink &link, const auto &header, const auto &) {
        link.answer(header, {});
        link.notify(0x1C, 0x72, {{"DATA", tdf::IntList {}}, {"EROR", 0}, {"FNL", 0}, {"GHID", 0}, {"GRID", 0}});
    });
    QCOMPARE(play({{"connect", steps::connectBlaze}, {"report", steps::submitReport}}), QString());
    QVERIFY(m_game->account.rating > 120);
    QVERIFY(m_game->account.challengePoints > 120);
}

QTEST_GUILESS_MAIN(ResultsTest)
#include "tst_results.moc"
