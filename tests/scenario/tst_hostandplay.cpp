// From the game's first packet to the disk and back: a whole server, a connector and simulated games on loopback.

#include <core/server/importer.h>
#include <tests/gameclient/simulatedgame.h>
#include <tests/gameclient/steps.h>
#include <tests/scenario/wholeserver.h>
#include <tests/support/openstorage.h>
#include <tests/support/quiet.h>

#include <QTcpServer>

#include <atomic>

using namespace Qt::StringLiterals;

namespace {

using gameclient::Account;
using gameclient::Script;

// Plays one script with each account, all at once, each game with a connector of its own.
class Party
{
public:
    explicit Party(test::WholeServer &server)
        : m_server(server)
        , m_identity(*connector::RedirectorIdentity::open(QString(), server.random))
    {}

    // What went wrong, one line a game; empty when all went well. The accounts come back as the games left them.
    // `eachTurn` runs whenever something happened meanwhile.
    QStringList play(
        QList<Account> &accounts, const std::function<Script(int)> &script,
        const std::function<void()> &eachTurn = [] {})
    {
        struct Seat
        {
            std::unique_ptr<gameclient::SimulatedGame> game;
            std::optional<QString> problem;
        };
        std::vector<Seat> seats(static_cast<std::size_t>(accounts.size()));
        for (std::size_t i = 0; i < seats.size(); ++i) {
            Seat &seat = seats[i];
            const int number = static_cast<int>(i);
            seat.game = std::make_unique<gameclient::SimulatedGame>(
                m_server.network, m_server.clock, m_server.random, m_identity,
                gameclient::SimulatedGameOptions {.server = m_server.address(), .script = script(number)},
                accounts[number], nullptr, [&seat](const QString &problem) { seat.problem = problem; });
        }
        test::waitUntil([&seats, &eachTurn] {
            eachTurn();
            return std::ranges::all_of(seats, [](const Seat &seat) { return seat.problem.has_value(); });
        });
        QStringList problems;
        for (std::size_t i = 0; i < seats.size(); ++i) {
            accounts[static_cast<qsizetype>(i)] = seats[i].game->account();
            if (!seats[i].problem->isEmpty())
                problems.append(*seats[i].problem);
        }
        return problems;
    }

private:
    test::WholeServer &m_server;
    std::shared_ptr<const connector::RedirectorIdentity> m_identity;
};

QList<Account> newAccounts(int count)
{
    QList<Account> accounts;
    for (int i = 0; i < count; ++i)
        accounts.append({.email = u"guest%1@example.test"_s.arg(i), .password = u"Secret-%1"_s.arg(i)});
    return accounts;
}

std::function<Script(int)> named(const QString &name)
{
    return [name](int game) { return *gameclient::scriptNamed(name, game); };
}

Script passwordLoginOnly(int /*game*/)
{
    namespace steps = gameclient::steps;
    return {{"redirector", steps::findServer}, {"connect", steps::connectBlaze}, {"PreAuth", steps::preAuth},
            {"Login", steps::login},           {"PostAuth", steps::postAuth},    {"disconnect", steps::disconnect}};
}

// Sends what is no packet and waits to be thrown out.
class Rude final : private net::StreamHandler
{
public:
    explicit Rude(server::Server &server)
        : m_stream(server.openLocal({QHostAddress(QHostAddress::LocalHost), 40'000}))
    {
        m_stream->setHandler(this);
        m_stream->write(base::asBytes(QByteArrayView(QByteArray(64, '\xFF'))));
        test::waitUntil([this] { return m_stream == nullptr; });
    }

private:
    void onBytes(net::ByteView /*bytes*/) override {}
    void onEnd() override { m_stream->close(); }
    void onClosed(net::CloseReason /*reason*/) override { m_stream.reset(); }

    net::StreamPtr m_stream;
};

std::atomic<int> linesAboutClosing {0};

void countLines(QtMsgType /*type*/, const QMessageLogContext & /*context*/, const QString &text)
{
    if (text.contains(u"closing game connection"_s))
        ++linesAboutClosing;
}

} // namespace

class HostAndPlay : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void dataIsThereAfterARestart();
    void onlinePlayersAreReported();
    void severalStopsAndStarts();
    void importedPlayersLogInWithTheirPasswords();
    void misbehavingGamesFillNoLog();
    void aTakenPortIsNamedAndAnotherProposed();
    void aDamagedDatabaseIsLeftAlone();
    void aDamagedKeyIsLeftAlone();
};

void HostAndPlay::dataIsThereAfterARestart()
{
    test::WholeServer server;
    QCOMPARE(server.start().phase, server::Phase::Running);
    Party party(server);
    QList<Account> accounts = newAccounts(3);
    QCOMPARE(party.play(accounts, named(u"main-menu"_s)), QStringList());
    QVERIFY(!accounts[0].rows.empty());

    server.stop();
    QCOMPARE(server.start().phase, server::Phase::Running);
    QCOMPARE(party.play(accounts, named(u"returning"_s)), QStringList());
}

void HostAndPlay::onlinePlayersAreReported()
{
    test::WholeServer server;
    server.start();
    QList<Account> accounts = newAccounts(2);
    // What the reports say so far.
    QSet<quint32> online;
    const auto replay = [&] {
        online.clear();
        for (const server::PlayersDelta &delta : std::as_const(server.deltas)) {
            if (delta.reset)
                online.clear();
            for (const server::PlayerRow &row : delta.upserted)
                online.insert(base::number(row.id));
            for (const base::PlayerId id : delta.removed)
                online.remove(base::number(id));
        }
    };
    // A visit shorter than the report's period may go by unreported: nobody leaves before both were seen.
    std::vector<gameclient::Done> staying;
    const auto stayUntilSeen = [&staying](int game) {
        Script script = passwordLoginOnly(game);
        script.insert(script.end() - 1, {"stay", [&staying](gameclient::GameClient & /*game*/, gameclient::Done done) {
                                             staying.push_back(std::move(done));
                                         }});
        script.at(3) = {"CreateAccount", gameclient::steps::createAccount};
        return script;
    };
    const auto letGoOnceSeen = [&] {
        replay();
        if (online.size() < 2)
            return;
        for (gameclient::Done &done : std::exchange(staying, {}))
            done({});
    };
    QCOMPARE(Party(server).play(accounts, stayUntilSeen, letGoOnceSeen), QStringList());

    test::waitUntil([&] {
        replay();
        return online.isEmpty();
    });
    QVERIFY(server.deltas.first().reset);
}

void HostAndPlay::severalStopsAndStarts()
{
    test::WholeServer server;
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(server.start().phase, server::Phase::Running);
        server.stop();
        QCOMPARE(server.status().phase, server::Phase::Stopped);
    }
}

void HostAndPlay::importedPlayersLogInWithTheirPasswords()
{
    QTemporaryDir source;
    QVERIFY(QFile::copy(test::sampleDatabase(), source.filePath(u"app.db"_s)));
    test::WholeServer server;
    const QString target = server.folder();
    const auto report = server::Importer(source.path(), target, test::kStorageTime).run();
    QVERIFY(report);
    QCOMPARE(report->rows.players, 5);

    QCOMPARE(server.start().phase, server::Phase::Running);
    QList<Account> accounts {
        {.email = u"ada@example.test"_s, .password = u"Harbor-Lantern-1"_s},
        {.email = u"brann@example.test"_s, .password = u"Copper-Kettle-2"_s},
        {.email = u"casey@example.test"_s, .password = u"Maple-Drift-3"_s},
        {.email = u"eve@example.test"_s, .password = u"Echo;Semicolon 5 ü"_s},
    };
    QCOMPARE(Party(server).play(accounts, passwordLoginOnly), QStringList());
    QCOMPARE(accounts[0].displayName, u"Ada Harbor"_s);

    QList<Account> wrong {{.email = u"ada@example.test"_s, .password = u"Harbor-Lantern-2"_s},
                          {.email = u"Zoe.Origin@example.test"_s, .password = u"anything"_s}};
    QCOMPARE(Party(server).play(wrong, passwordLoginOnly).size(), 2);
}

void HostAndPlay::misbehavingGamesFillNoLog()
{
    test::WholeServer server;
    QCOMPARE(server.start().phase, server::Phase::Running);
    linesAboutClosing = 0;
    const auto before = qInstallMessageHandler(countLines);
    for (int i = 0; i < 20; ++i)
        const Rude game(server.server());
    qInstallMessageHandler(before);
    QCOMPARE(linesAboutClosing.load(), 1); // the others are counted in the next one
    QList<Account> accounts = newAccounts(1);
    QCOMPARE(Party(server).play(accounts, named(u"main-menu"_s)), QStringList()); // nobody else is disturbed
}

void HostAndPlay::aTakenPortIsNamedAndAnotherProposed()
{
    QTcpServer holder;
    QVERIFY(holder.listen(QHostAddress::LocalHost));
    test::WholeServer server;
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"could not start"_s));
    const server::Status status = server.start(holder.serverPort());
    QCOMPARE(status.phase, server::Phase::Failed);
    QCOMPARE(status.error.kind, server::StartErrorKind::PortTaken);
    QCOMPARE(status.error.port, holder.serverPort());
#ifdef Q_OS_LINUX
    QVERIFY2(status.error.portHolder.contains(QString::number(QCoreApplication::applicationPid())),
             qPrintable(status.error.portHolder));
#endif
    QVERIFY(status.error.portProposed != 0);
    QVERIFY(status.error.portProposed != holder.serverPort());
    QCOMPARE(server.start(status.error.portProposed).phase, server::Phase::Running);
}

void HostAndPlay::aDamagedDatabaseIsLeftAlone()
{
    test::WholeServer server;
    const QByteArray rubbish(5000, 'x');
    QFile file(server.folder() + u"/app.db"_s);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(rubbish) == rubbish.size());
    file.close();
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"could not start"_s));
    const server::Status status = server.start();
    QCOMPARE(status.phase, server::Phase::Failed);
    QCOMPARE(status.error.kind, server::StartErrorKind::DatabaseUnreadable);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), rubbish);
}

void HostAndPlay::aDamagedKeyIsLeftAlone()
{
    test::WholeServer server;
    QFile file(server.folder() + u"/secret.bin"_s);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("short") == 5);
    file.close();
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"could not start"_s));
    QCOMPARE(server.start().error.kind, server::StartErrorKind::SecretUnreadable);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("short"));
}

QTEST_GUILESS_MAIN(HostAndPlay)

#include "tst_hostandplay.moc"
