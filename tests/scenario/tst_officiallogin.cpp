// A player with an official copy: the game brings a token of its store, a whole server of ours asks the publisher's
// servers about it. In their place stands a second instance of ours: redirector, SSL 3.0, sessions and commands.

#include <core/session/commands/authentication/login.h>
#include <core/session/commands/authentication/originlogin.h>
#include <core/session/commands/util/usersettingsloadall.h>
#include <core/session/commands/util/usersettingssave.h>
#include <tests/scenario/officialserver.h>
#include <tests/scenario/wholeserver.h>
#include <tests/support/quiet.h>

#include <core/blaze/client.h>
#include <core/blaze/framereader.h>

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using session::authentication::originLogin;
using session::util::userSettingsLoadAll;

namespace {

// A game connected to the server, one question at a time.
class Game final : private net::StreamHandler
{
public:
    explicit Game(server::Server &server)
        : m_stream(server.openLocal({QHostAddress(QHostAddress::LocalHost), 3659}))
    {
        m_stream->setHandler(this);
    }
    template <class Request, class Response>
    base::Result<Response, blaze::AnswerError> ask(const blaze::Command<Request, Response> &command,
                                                   const Request &request = {})
    {
        base::ByteBuffer out;
        blaze::appendRequest(out, command, ++m_sequence, request);
        m_answer.reset();
        m_stream->write(out.view());
        test::waitUntil([this] { return m_answer.has_value(); });
        const auto &[header, body] = *m_answer;
        return blaze::decodeAnswer({.header = header, .body = base::asBytes(QByteArrayView(body))}, command);
    }
    // Without waiting for the answer.
    template <class Request, class Response>
    void tell(const blaze::Command<Request, Response> &command, const Request &request)
    {
        base::ByteBuffer out;
        blaze::appendRequest(out, command, ++m_sequence, request);
        m_stream->write(out.view());
    }
    [[nodiscard]] blaze::Error errorOfLogin(const QByteArray &token)
    {
        const auto answer = ask(originLogin, {.token = token, .type = 1});
        return answer ? blaze::Error::None : answer.error().error;
    }

private:
    void onBytes(base::ByteView bytes) override
    {
        while (const auto frame = m_reader.next(bytes)) {
            if (!*frame)
                return;
            if ((*frame)->header.type != blaze::FrameType::Notify)
                m_answer = {(*frame)->header, base::toByteArray((*frame)->body)};
        }
    }
    void onEnd() override {}
    void onClosed(net::CloseReason /*reason*/) override {}

    net::StreamPtr m_stream;
    blaze::FrameReader m_reader {base::kFrameBodyCeiling};
    std::uint32_t m_sequence = 0;
    std::optional<std::pair<blaze::FrameHeader, QByteArray>> m_answer;
};

} // namespace

class OfficialLoginTest : public test::QuietTest
{
    Q_OBJECT

private:
    base::SystemClock m_clock;
    base::SystemRandom m_random;
    net::QtNetwork m_network;
    std::unique_ptr<scenario::OfficialServer> m_official;
    std::unique_ptr<test::WholeServer> m_server;

    [[nodiscard]] server::Config config() const
    {
        server::Config config;
        config.retriever.enabled = true;
        config.retriever.redirectorHost = u"127.0.0.1"_s;
        config.retriever.redirectorPort = m_official->redirectorPort();
        return config;
    }
    void start(server::Config config)
    {
        m_server = std::make_unique<test::WholeServer>(std::move(config));
        QCOMPARE(m_server->start().phase, server::Phase::Running);
    }
    [[nodiscard]] session::PlayerDataStore::Rows rowsOf(Game &game)
    {
        const auto answer = game.ask(userSettingsLoadAll);
        return answer ? answer->rows : session::PlayerDataStore::Rows {{"no", "answer"}};
    }
    static void expectWarning(const char *pattern)
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QString::fromLatin1(pattern)));
    }

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_official = std::make_unique<scenario::OfficialServer>(m_network, m_clock, m_random);
        const session::Account cole = m_official->add("token of Cole", u"cole@example.com"_s, u"Cole"_s);
        m_official->put(cole, "Base", "20;4;5000;-1;0;6;0;7;8;0;01ff0a");
        m_official->put(cole, "class1", "20;4;Adept;20;0.0000;3");
        m_official->put(cole, "odd \xC3\xA9", QByteArray("a\0b", 3));
    }
    void cleanup()
    {
        m_server.reset();
        m_official.reset();
    }

    void firstLogin()
    {
        start(config());
        Game game(m_server->server());
        const auto answer = game.ask(originLogin, {.token = "token of Cole", .type = 1});
        QVERIFY(answer);
        QCOMPARE(answer->session.email, u"cole@example.com"_s);
        QCOMPARE(answer->session.persona.displayName, u"Cole"_s);
        QVERIFY(base::number(answer->session.user) > 0);
        QCOMPARE(answer->token.size(), 60);
        QCOMPARE(rowsOf(game), (session::PlayerDataStore::Rows {{"Base", "20;4;5000;-1;0;6;0;7;8;0;01ff0a"},
                                                                {"class1", "20;4;Adept;20;0.0000;3"},
                                                                {"odd \xC3\xA9", QByteArray("a\0b", 3)}}));
        QCOMPARE(m_official->lookups(), quint64 {1});
    }

    // Later logins only log in: what is here now is the player's own.
    void laterLogins()
    {
        start(config());
        base::PlayerId first {};
        {
            Game game(m_server->server());
            first = game.ask(originLogin, {.token = "token of Cole", .type = 1})->session.user;
            QVERIFY(game.ask(session::util::userSettingsSave, {.value = "mine", .key = "class1"}));
        }
        m_official->add("token of Cole", u"cole@example.com"_s, u"Renamed"_s);
        Game game(m_server->server());
        const auto answer = game.ask(originLogin, {.token = "token of Cole", .type = 1});
        QVERIFY(answer);
        QCOMPARE(answer->session.user, first);
        QCOMPARE(answer->session.persona.displayName, u"Cole"_s);
        QCOMPARE(rowsOf(game)[1].second, "mine"_ba);
        QCOMPARE(m_official->logins(), 2);
        QCOMPARE(m_official->lookups(), quint64 {1}); // the address is remembered
    }

    void withoutData()
    {
        server::Config without = config();
        without.retriever.originFetchData = false;
        start(without);
        Game game(m_server->server());
        QVERIFY(game.ask(originLogin, {.token = "token of Cole", .type = 1}));
        QVERIFY(rowsOf(game).isEmpty());
    }

    void unknownToken()
    {
        start(config());
        Game game(m_server->server());
        expectWarning("^official login: .*does not accept the login$");
        QCOMPARE(game.errorOfLogin("somebody else's"), blaze::Error::System);
        QCOMPARE(game.errorOfLogin("token of Cole"), blaze::Error::None); // on the same connection
    }

    // Nobody is asked unless the operator has said so, twice.
    void switchedOff_data()
    {
        QTest::addColumn<bool>("enabled");
        QTest::addColumn<bool>("originFetch");
        QTest::newRow("by default") << server::RetrieverConfig {}.enabled << server::RetrieverConfig {}.originFetch;
        QTest::newRow("retriever off") << false << true;
        QTest::newRow("logins off") << true << false;
    }

    void switchedOff()
    {
        QFETCH(const bool, enabled);
        QFETCH(const bool, originFetch);
        server::Config off = config();
        off.retriever.enabled = enabled;
        off.retriever.originFetch = originFetch;
        start(off);
        Game game(m_server->server());
        QCOMPARE(game.errorOfLogin("token of Cole"), blaze::Error::System);
        QCOMPARE(m_official->lookups(), quint64 {0});
        QCOMPARE(m_official->logins(), 0);
    }

    void publisherAway()
    {
        const server::Config away = config();
        m_official.reset();
        start(away);
        Game game(m_server->server());
        expectWarning("^official login: the publisher's redirector does not answer$");
        QCOMPARE(game.errorOfLogin("token of Cole"), blaze::Error::System);
        QCOMPARE(game.errorOfLogin("token of Cole"), blaze::Error::System); // at once, and said only once
    }

    // An account that exists is found by its e-mail alone, with or without a password.
    void superAdmin()
    {
        server::Config with = config();
        with.dashboard.superEmail = u"cole@example.com"_s;
        with.dashboard.superPassword = server::ConfigSecret(u"a good one"_s);
        start(with);
        Game game(m_server->server());
        QVERIFY(game.ask(originLogin, {.token = "token of Cole", .type = 1}));
        const auto byPassword = game.ask(session::authentication::login,
                                         {.email = u"cole@example.com"_s, .password = base::Secret("a good one"_ba)});
        QVERIFY(byPassword);
    }

    void notAnEmail()
    {
        m_official->add("token of nobody", u"nobody at all"_s, u"Nobody"_s);
        start(config());
        Game game(m_server->server());
        expectWarning("^official login: the publisher's server named no e-mail address$");
        QCOMPARE(game.errorOfLogin("token of nobody"), blaze::Error::System);
    }

    void uselessName()
    {
        m_official->add("token of Dee", u"dee@example.com"_s, u"  \u0007 "_s);
        start(config());
        Game game(m_server->server());
        const auto answer = game.ask(originLogin, {.token = "token of Dee", .type = 1});
        QVERIFY(answer);
        static const QRegularExpression made(u"^[a-z-]+-[a-z-]+-[0-9]{4}$"_s);
        QVERIFY2(made.match(answer->session.persona.displayName).hasMatch(),
                 qPrintable(answer->session.persona.displayName));
    }

    // Rows that are too long for us stay out; the others come in.
    void oversizedRows()
    {
        const session::Account eve = m_official->add("token of Eve", u"eve@example.com"_s, u"Eve"_s);
        m_official->put(eve, "large", QByteArray(base::kPlayerDataValueMax + 1, 'x'));
        m_official->put(eve, "most", QByteArray(base::kPlayerDataValueMax, 'x'));
        m_official->put(eve, QByteArray(base::kPlayerDataKeyMax + 1, 'k'), "x");
        start(config());
        Game game(m_server->server());
        expectWarning("^official login: 2 rows of official data could not be stored$");
        QVERIFY(game.ask(originLogin, {.token = "token of Eve", .type = 1}));
        const auto rows = rowsOf(game);
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first().first, "most"_ba);
    }

    // The game gives up while the publisher is being asked; nobody waits for the answer then, and the server may stop
    // before it has come.
    void gameLeaves()
    {
        start(config());
        {
            Game game(m_server->server());
            game.tell(originLogin, {.token = "token of Cole", .type = 1});
            test::waitUntil([this] { return m_official->lookups() == 1; });
        }
        Game game(m_server->server());
        QCOMPARE(game.errorOfLogin("token of Cole"), blaze::Error::None);
        // The second login ended the first one's session there, which was to fetch the data: it is fetched all the
        // same.
        test::waitUntil([this, &game] { return rowsOf(game).size() == 3; });
        game.tell(originLogin, {.token = "token of Cole", .type = 1});
        m_server->stop();
    }
};

QTEST_GUILESS_MAIN(OfficialLoginTest)
#include "tst_officiallogin.moc"
