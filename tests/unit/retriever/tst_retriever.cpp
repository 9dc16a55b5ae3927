// Asking the publisher's servers, under manual time: the way there, what is believed, and everything that can go wrong.

#include <core/base/limits.h>
#include <core/retriever/retriever.h>
#include <core/tdf/value.h>

#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>
#include <tests/unit/retriever/fakeofficial.h>

#include <QSslConfiguration>

using namespace Qt::StringLiterals;
using retriever::OfficialSession;
using retriever::RetrieveError;
using retriever::Retriever;
using tdf::Value;

namespace {

constexpr quint16 kRedirectorPort = 42127;
constexpr quint16 kMainPort = 14219;

using LoginResult = base::Result<std::unique_ptr<OfficialSession>, RetrieveError>;
using DataResult = base::Result<retriever::LoadAllResponse, RetrieveError>;

void write(base::ByteBuffer &out, const tdf::Fields &fields)
{
    tdf::write(fields, out);
}

// A raw body, for what no declaration would write.
void answerRaw(base::ByteBuffer &out, const blaze::FrameHeader &request, const tdf::Fields &body)
{
    const blaze::FrameWriter frame(out, request.reply(blaze::FrameType::Response, 0));
    write(out, body);
}

tdf::Fields person(const QString &email, const QString &name)
{
    // With more than is read, as the real one has it.
    return {{"AGUP", 0},
            {"PCTK", Value::text(u"official token"_s)},
            {"SESS", Value::group({{"BUID", 7},
                                   {"MAIL", Value::text(email)},
                                   {"PDTL", Value::group({{"DSNM", Value::text(name)}, {"PID", 7}})},
                                   {"UID", 7}})}};
}

} // namespace

class RetrieverTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void logsIn();
    void asksLikeTheGame();
    void fetchesData();
    void addressIsBelievedForAWhile();
    void manyAtOnceShareTheLookup();
    void redirectorAway();
    void triedAgainOnDemand();
    void movedServer();
    void hostIsPreferred();
    void redirectorAnswers_data();
    void redirectorAnswers();
    void refused();
    void badLoginAnswers_data();
    void badLoginAnswers();
    void rowsAreBounded();
    void longFrames();
    void otherFramesArePassedOver();
    void silence_data();
    void silence();
    void wholeDeadline();
    void noSsl();
    void hangsUp();
    void tokens();
    void busy();
    void destroyedUnderWay();
    void sessionDroppedUnderWay();
    void bentName();
    void bentNameAndNobodyKnows();
    void answersOfTheNameService_data();
    void answersOfTheNameService();

private:
    void answerNormally();
    void make(const QString &redirector = u"127.0.0.1"_s);
    [[nodiscard]] LoginResult logIn(const QByteArray &token = "token");
    [[nodiscard]] DataResult loadAll(OfficialSession &session);
    void redirectTo(const connector::ServerInstanceAddress &address);
    [[nodiscard]] int timesAsked(const fake::Official &official, std::uint32_t key) const
    {
        return static_cast<int>(std::count(official.asked.begin(), official.asked.end(), key));
    }

    base::SystemRandom m_random;
    std::shared_ptr<const connector::RedirectorIdentity> m_identity;
    std::unique_ptr<test::ManualTime> m_time;
    std::unique_ptr<net::MemoryNetwork> m_network;
    std::unique_ptr<fake::Official> m_redirector;
    std::unique_ptr<fake::Official> m_main;
    std::unique_ptr<Retriever> m_retriever;
    QByteArray m_tokenSeen;
    quint32 m_typeSeen = 0;
};

void RetrieverTest::initTestCase()
{
    auto identity = connector::RedirectorIdentity::open({}, m_random);
    QVERIFY2(identity.hasValue(), identity.hasValue() ? "" : qPrintable(identity.error()));
    m_identity = *identity;
}

void RetrieverTest::init()
{
    test::failOnWarnings();
    m_time = std::make_unique<test::ManualTime>();
    m_network = std::make_unique<net::MemoryNetwork>(*m_time, *m_time);
    m_redirector = std::make_unique<fake::Official>(*m_network, m_random, *m_identity, kRedirectorPort);
    m_main = std::make_unique<fake::Official>(*m_network, m_random, *m_identity, kMainPort);
    answerNormally();
    make();
}

void RetrieverTest::cleanup()
{
    m_retriever.reset();
    m_main.reset();
    m_redirector.reset();
    m_time->settle();
    QCOMPARE(m_network->streamsOpen(), 0);
    m_network.reset();
    QCOMPARE(m_time->timersPending(), std::size_t {0});
    m_time.reset();
}

void RetrieverTest::answerNormally()
{
    redirectTo({.ip = base::Ipv4 {0x7F000001}, .port = kMainPort});
    m_main->scripts[retriever::originLogin.key()] = [this](const blaze::Frame &request, base::ByteBuffer &out) {
        const auto read = tdf::decode<retriever::OriginLoginRequest>(request.body);
        m_tokenSeen = read ? base::toByteArray(read->token.bytes()) : QByteArray();
        m_typeSeen = read ? read->type : 0;
        answerRaw(out, request.header, person(u"cole@example.com"_s, u"Cole"_s));
    };
    m_main->scripts[retriever::userSettingsLoadAll.key()] = [](const blaze::Frame &request, base::ByteBuffer &out) {
        fake::answerWith(out, request.header,
                         retriever::LoadAllResponse {.rows = {{"Base", "20;4;5"}, {"class1", "20;4;Adept;20;0;3"}}});
    };
}

void RetrieverTest::make(const QString &redirector)
{
    m_retriever = std::make_unique<Retriever>(
        *m_network, *m_time, m_random, retriever::RetrieverOptions {.redirector = {redirector, kRedirectorPort}});
}

void RetrieverTest::redirectTo(const connector::ServerInstanceAddress &address)
{
    m_redirector->scripts[connector::getServerInstance.key()] = [address](const blaze::Frame &request,
                                                                          base::ByteBuffer &out) {
        connector::ServerInstanceResponse response;
        response.address.emplace<0>(address);
        response.secure = true;
        fake::answerWith(out, request.header, response);
    };
}

LoginResult RetrieverTest::logIn(const QByteArray &token)
{
    std::optional<LoginResult> result;
    m_retriever->logIn(base::Secret(token), 1, [&result](LoginResult answer) { result = std::move(answer); });
    m_time->runUntil([&result] { return result.has_value(); }, std::chrono::minutes(2));
    if (!result)
        qFatal("no answer");
    return std::move(*result);
}

DataResult RetrieverTest::loadAll(OfficialSession &session)
{
    std::optional<DataResult> result;
    session.loadAll([&result](DataResult answer) { result = std::move(answer); });
    m_time->runUntil([&result] { return result.has_value(); }, std::chrono::minutes(2));
    if (!result)
        qFatal("no answer");
    return std::move(*result);
}

void RetrieverTest::logsIn()
{
    const LoginResult session = logIn("the token");
    QVERIFY(session);
    QCOMPARE((*session)->email(), u"cole@example.com"_s);
    QCOMPARE((*session)->name(), u"Cole"_s);
    QCOMPARE(m_tokenSeen, "the token"_ba);
    QCOMPARE(m_typeSeen, 1U);
}

void RetrieverTest::asksLikeTheGame()
{
    std::optional<connector::ServerInstanceRequest> seen;
    const auto answer = m_redirector->scripts[connector::getServerInstance.key()];
    m_redirector->scripts[connector::getServerInstance.key()] = [&](const blaze::Frame &request,
                                                                    base::ByteBuffer &out) {
        if (auto read = tdf::decode<connector::ServerInstanceRequest>(request.body))
            seen = std::move(*read);
        answer(request, out);
    };
    QVERIFY(logIn());
    QVERIFY(seen);
    QCOMPARE(seen->name, u"masseffect-3-pc"_s);
    QCOMPARE(seen->profile, u"standardSecure_v3"_s);
    QCOMPARE(seen->locale, 0x656E4E5AU);
}

void RetrieverTest::fetchesData()
{
    const LoginResult session = logIn();
    QVERIFY(session);
    const DataResult data = loadAll(**session);
    QVERIFY(data);
    QCOMPARE(data->rows, (retriever::Rows {{"Base", "20;4;5"}, {"class1", "20;4;Adept;20;0;3"}}));
    QCOMPARE(m_main->connections, 1); // on the connection of the login
}

void RetrieverTest::addressIsBelievedForAWhile()
{
    QVERIFY(logIn());
    m_time->advance(base::kRetrieverAddressLife - std::chrono::minutes(1));
    QVERIFY(logIn());
    QCOMPARE(m_redirector->connections, 1);
    m_time->advance(std::chrono::minutes(2));
    QVERIFY(logIn());
    QCOMPARE(m_redirector->connections, 2);
}

void RetrieverTest::manyAtOnceShareTheLookup()
{
    int good = 0;
    for (int i = 0; i < base::kRetrieverLoginsMax; ++i)
        m_retriever->logIn(base::Secret("token"_ba), 1, [&good](const LoginResult &answer) { good += answer ? 1 : 0; });
    m_time->advance(std::chrono::seconds(1));
    QCOMPARE(good, base::kRetrieverLoginsMax);
    QCOMPARE(m_redirector->connections, 1);
}

void RetrieverTest::redirectorAway()
{
    m_redirector->close();
    const LoginResult session = logIn();
    QVERIFY(!session);
    QCOMPARE(session.error(), RetrieveError::NoRedirector);
}

void RetrieverTest::triedAgainOnDemand()
{
    m_redirector->close();
    QVERIFY(!logIn());
    m_redirector->open();
    QVERIFY(!logIn()); // not so soon
    QCOMPARE(m_redirector->connections, 0);
    m_time->advance(base::kRetrieverRetryPause);
    QVERIFY(logIn());
}

void RetrieverTest::movedServer()
{
    QVERIFY(logIn());
    m_main->close();
    const LoginResult session = logIn();
    QVERIFY(!session);
    QCOMPARE(session.error(), RetrieveError::NoServer);
    m_main->open();
    QVERIFY(logIn()); // and the redirector was asked where it is
    QCOMPARE(m_redirector->connections, 2);
}

void RetrieverTest::hostIsPreferred()
{
    m_network->addHost(u"main.example"_s, QHostAddress(QHostAddress::LocalHost));
    redirectTo({.host = u"main.example"_s, .ip = base::Ipv4 {0x01020304}, .port = kMainPort});
    QVERIFY(logIn());
}

void RetrieverTest::redirectorAnswers_data()
{
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const tdf::Fields &fields) { QTest::newRow(name) << tdf::written(fields); };
    const auto address = [](const tdf::Fields &fields) {
        return tdf::Fields {{"ADDR", Value::unionOf(0, tdf::Tag("VALU"), Value::group(fields))}, {"SECU", 1}};
    };
    row("nothing", {});
    row("no address", {{"ADDR", Value::unsetUnion()}, {"SECU", 1}});
    row("no port", address({{"IP", 0x7F000001}}));
    row("port 0", address({{"IP", 0x7F000001}, {"PORT", 0}}));
    row("neither host nor address", address({{"PORT", 1}}));
    row("empty host", address({{"HOST", Value::text(u""_s)}, {"PORT", 1}}));
    row("long host", address({{"HOST", Value::text(QString(base::kServerAddressMax + 1, u'a'))}, {"PORT", 1}}));
    row("host is a number", address({{"HOST", 5}, {"PORT", 1}}));
    QTest::newRow("no tree") << "\xFF\xFF\xFF\xFF"_ba;
}

void RetrieverTest::redirectorAnswers()
{
    QFETCH(const QByteArray, body);
    m_redirector->scripts[connector::getServerInstance.key()] = [&body](const blaze::Frame &request,
                                                                        base::ByteBuffer &out) {
        const blaze::FrameWriter frame(out, request.header.reply(blaze::FrameType::Response, 0));
        out.append(base::asBytes(QByteArrayView(body)));
    };
    const LoginResult session = logIn();
    QVERIFY(!session);
    QCOMPARE(session.error(), RetrieveError::BadAnswer);
    QCOMPARE(m_main->connections, 0);
}

void RetrieverTest::refused()
{
    m_main->scripts[retriever::originLogin.key()] = [](const blaze::Frame &request, base::ByteBuffer &out) {
        fake::answerWith(out, request.header, blaze::Empty {}, blaze::FrameType::Error, 0xD);
    };
    const LoginResult session = logIn();
    QVERIFY(!session);
    QCOMPARE(session.error(), RetrieveError::Refused);
}

void RetrieverTest::badLoginAnswers_data()
{
    QTest::addColumn<tdf::Fields>("body");
    QTest::addColumn<bool>("good");
    QTest::newRow("empty") << tdf::Fields {} << false;
    QTest::newRow("session is a number") << tdf::Fields {{"SESS", 1}} << false;
    QTest::newRow("no e-mail") << tdf::Fields {{"SESS", Value::group({{"PDTL", Value::group({})}})}} << false;
    QTest::newRow("no name") << tdf::Fields {{"SESS", Value::group({{"MAIL", Value::text(u"a@b"_s)},
                                                                    {"PDTL", Value::group({})}})}}
                             << false;
    QTest::newRow("longest e-mail") << person(QString(base::kEmailMax, u'a'), u"x"_s) << true;
    QTest::newRow("longer e-mail") << person(QString(base::kEmailMax + 1, u'a'), u"x"_s) << false;
    QTest::newRow("longest name") << person(u"a@b"_s, QString(4 * base::kDisplayNameMax, u'a')) << true;
    QTest::newRow("longer name") << person(u"a@b"_s, QString(4 * base::kDisplayNameMax + 1, u'a')) << false;
}

void RetrieverTest::badLoginAnswers()
{
    QFETCH(const tdf::Fields, body);
    QFETCH(const bool, good);
    m_main->scripts[retriever::originLogin.key()] = [&body](const blaze::Frame &request, base::ByteBuffer &out) {
        answerRaw(out, request.header, body);
    };
    const LoginResult session = logIn();
    QCOMPARE(session.hasValue(), good);
    if (!good)
        QCOMPARE(session.error(), RetrieveError::BadAnswer);
}

void RetrieverTest::rowsAreBounded()
{
    for (const int more : {0, 1}) {
        m_main->scripts[retriever::userSettingsLoadAll.key()] = [more](const blaze::Frame &request,
                                                                       base::ByteBuffer &out) {
            retriever::LoadAllResponse response;
            for (int i = 0; i < base::kPlayerDataRowsMax + more; ++i)
                response.rows.append({QByteArray::number(i).rightJustified(5, '0'), "x"});
            fake::answerWith(out, request.header, response);
        };
        const LoginResult session = logIn();
        QVERIFY(session);
        const DataResult data = loadAll(**session);
        QCOMPARE(data.hasValue(), more == 0);
        if (!data)
            QCOMPARE(data.error(), RetrieveError::BadAnswer);
    }
}

// Refused as soon as the header is there: nothing waits for the bytes it announces.
void RetrieverTest::longFrames()
{
    m_main->scripts[retriever::userSettingsLoadAll.key()] = [](const blaze::Frame &request, base::ByteBuffer &out) {
        base::ByteBuffer frame;
        fake::answerWith(frame, request.header,
                         retriever::LoadAllResponse {.rows = {{"k", QByteArray(base::kRetrieverFrameMax, 'x')}}});
        out.append(frame.view().first(100));
    };
    const LoginResult session = logIn();
    QVERIFY(session);
    const auto before = m_time->now();
    const DataResult data = loadAll(**session);
    QVERIFY(!data);
    QCOMPARE(data.error(), RetrieveError::BadAnswer);
    QCOMPARE(m_time->now(), before);
}

void RetrieverTest::otherFramesArePassedOver()
{
    const auto answer = m_main->scripts[retriever::originLogin.key()];
    m_main->scripts[retriever::originLogin.key()] = [&answer](const blaze::Frame &request, base::ByteBuffer &out) {
        blaze::FrameHeader other = request.header;
        fake::answerWith(out, other, blaze::Empty {}, blaze::FrameType::Notify);
        fake::answerWith(out, other, blaze::Empty {}, blaze::FrameType::Request);
        other.sequence += 1;
        fake::answerWith(out, other, blaze::Empty {});
        other = request.header;
        other.command = 0x99;
        fake::answerWith(out, other, blaze::Empty {});
        answer(request, out);
    };
    const LoginResult session = logIn();
    QVERIFY(session);
    QCOMPARE((*session)->name(), u"Cole"_s);
}

void RetrieverTest::silence_data()
{
    QTest::addColumn<bool>("redirector");
    QTest::newRow("redirector") << true;
    QTest::newRow("server") << false;
}

void RetrieverTest::silence()
{
    QFETCH(const bool, redirector);
    (redirector ? m_redirector : m_main)->scripts.clear();
    const auto before = m_time->now();
    const LoginResult session = logIn();
    QVERIFY(!session);
    QCOMPARE(session.error(), RetrieveError::TooSlow);
    QVERIFY(m_time->now() - before >= base::kRetrieverAnswerDeadline);
    QVERIFY(m_time->now() - before < base::kRetrieverAnswerDeadline + std::chrono::seconds(1));
}

// However slow each step may be, the game is not kept longer.
void RetrieverTest::wholeDeadline()
{
    m_network->setReachable(false);
    const auto before = m_time->now();
    QVERIFY(!logIn());
    QVERIFY(m_time->now() - before <= base::kRetrieverDeadline);
}

void RetrieverTest::noSsl()
{
    m_redirector->speaksSsl = false;
    const LoginResult session = logIn();
    QVERIFY(!session);
    QCOMPARE(session.error(), RetrieveError::NoRedirector);
}

void RetrieverTest::hangsUp()
{
    m_main->scripts[retriever::originLogin.key()] = [this](const blaze::Frame & /*request*/,
                                                           base::ByteBuffer & /*out*/) {
        m_network->after(std::chrono::milliseconds(0), [this] { m_main->close(); });
    };
    const LoginResult session = logIn();
    QVERIFY(!session);
    QCOMPARE(session.error(), RetrieveError::NoServer);
}

void RetrieverTest::tokens()
{
    QVERIFY(logIn(QByteArray(base::kOriginTokenMax, 'x')));
    QCOMPARE(m_tokenSeen.size(), base::kOriginTokenMax);
    for (const QByteArray &bad : {QByteArray(base::kOriginTokenMax + 1, 'x'), QByteArray()}) {
        const LoginResult session = logIn(bad);
        QVERIFY(!session);
        QCOMPARE(session.error(), RetrieveError::Refused);
    }
    QCOMPARE(timesAsked(*m_main, retriever::originLogin.key()), 1);
}

void RetrieverTest::busy()
{
    m_main->scripts.clear();
    int answered = 0;
    for (int i = 0; i < base::kRetrieverLoginsMax; ++i)
        m_retriever->logIn(base::Secret("token"_ba), 1, [&answered](const LoginResult &) { ++answered; });
    QCOMPARE(answered, 0);
    const LoginResult session = logIn();
    QVERIFY(!session);
    QCOMPARE(session.error(), RetrieveError::Busy);
    m_time->advance(base::kRetrieverDeadline);
    QCOMPARE(answered, base::kRetrieverLoginsMax);
    answerNormally();
    QVERIFY(logIn());
}

void RetrieverTest::destroyedUnderWay()
{
    bool answered = false;
    m_retriever->logIn(base::Secret("token"_ba), 1, [&answered](const LoginResult &) { answered = true; });
    m_retriever.reset();
    m_time->advance(base::kRetrieverDeadline);
    QVERIFY(!answered);
}

void RetrieverTest::sessionDroppedUnderWay()
{
    LoginResult session = logIn();
    QVERIFY(session);
    bool answered = false;
    (*session)->loadAll([&answered](const DataResult &) { answered = true; });
    session->reset();
    m_time->advance(base::kRetrieverDeadline);
    QVERIFY(!answered);
}

// Who plays on the computer that hosts has the redirector's name bent to that computer.
void RetrieverTest::bentName()
{
    m_network->addHost(u"gosredirector.example"_s, QHostAddress(QHostAddress::LocalHost));
    m_network->addHost(u"cloudflare-dns.com"_s, QHostAddress(u"198.51.100.1"_s));
    const QSslConfiguration tls;
    net::ListenOptions options;
    options.port = 443;
    options.tls = &tls;
    QByteArray request;
    class Service final : public net::StreamHandler
    {
    public:
        explicit Service(QByteArray &seen)
            : m_seen(seen)
        {}
        void onBytes(base::ByteView bytes) override
        {
            m_seen += base::asChars(bytes);
            const QByteArray body =
                R"({"Status":0,"Answer":[{"type":5,"data":"x.example."},{"type":1,"data":"203.0.113.9"}]})";
            stream->write(base::asBytes(QByteArrayView(QByteArray(
                "HTTP/1.1 200 OK\r\ncontent-length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body))));
        }
        void onEnd() override {}
        void onClosed(net::CloseReason /*reason*/) override { stream.reset(); }
        net::StreamPtr stream;

    private:
        QByteArray &m_seen;
    };
    Service service(request);
    auto listener = m_network->listen(options, [&service](net::StreamPtr stream) {
        service.stream = std::move(stream);
        service.stream->setHandler(&service);
    });
    QVERIFY(listener);
    make(u"gosredirector.example"_s);
    QVERIFY(logIn()); // on this network every address leads to the same listeners
    QVERIFY(request.startsWith("GET /dns-query?name=gosredirector.example&type=A HTTP/1.1\r\n"));
    QVERIFY(request.contains("accept: application/dns-json\r\n"));
    m_retriever.reset();
    m_time->settle();
}

void RetrieverTest::bentNameAndNobodyKnows()
{
    m_network->addHost(u"gosredirector.example"_s, QHostAddress(QHostAddress::LocalHost));
    make(u"gosredirector.example"_s);
    const LoginResult session = logIn();
    QVERIFY(!session);
    QCOMPARE(session.error(), RetrieveError::NoRedirector);
    QCOMPARE(m_redirector->connections, 0);
}

void RetrieverTest::answersOfTheNameService_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("address"); // null: none
    QTest::newRow("one") << R"({"Answer":[{"data":"203.0.113.9"}]})"_ba << u"203.0.113.9"_s;
    QTest::newRow("last counts") << R"({"Answer":[{"data":"203.0.113.1"},{"data":"203.0.113.9"}]})"_ba
                                 << u"203.0.113.9"_s;
    QTest::newRow("a name") << R"({"Answer":[{"data":"x.example."}]})"_ba << QString();
    QTest::newRow("loopback") << R"({"Answer":[{"data":"127.0.0.1"}]})"_ba << QString();
    QTest::newRow("IPv6") << R"({"Answer":[{"data":"2001:db8::1"}]})"_ba << QString();
    QTest::newRow("a number") << R"({"Answer":[{"data":1}]})"_ba << QString();
    QTest::newRow("no list") << R"({"Answer":{"data":"203.0.113.9"}})"_ba << QString();
    QTest::newRow("empty list") << R"({"Answer":[]})"_ba << QString();
    QTest::newRow("no answer") << R"({"Status":3})"_ba << QString();
    QTest::newRow("no JSON") << "<html>"_ba << QString();
}

void RetrieverTest::answersOfTheNameService()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, address);
    const auto read = retriever::addressInAnswer(json);
    QCOMPARE(read.has_value(), !address.isNull());
    if (read)
        QCOMPARE(*read, address);
}

QTEST_GUILESS_MAIN(RetrieverTest)
#include "tst_retriever.moc"
