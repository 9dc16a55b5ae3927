// From a packet to a pixel: four simulated games spend an evening on a server in this program, over loopback sockets;
// the window over the network thread shows their match, and what is announced in it reaches them.

#include "fakebackend.h"
#include "walk.h"

#include <app/networkbackend.h>
#include <app/window.h>
#include <tests/gameclient/simulation.h>
#include <tests/support/answers.h>
#include <tests/support/quiet.h>

#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

server::Config config()
{
    server::Config config;
    config.host = QHostAddress(QHostAddress::LocalHost);
    config.port = 0;
    config.udpTunnel.port = 0;
    config.connector.ports = {0, 0, 0, 0, 0, 0};
    return config;
}

QStringList visibleTexts(QQuickWindow *window)
{
    QStringList texts;
    walk::visible(window->contentItem(), [&texts](QQuickItem *item) {
        if (item->inherits("QQuickText"))
            texts.append(item->property("text").toString());
    });
    return texts;
}

// What the page has shown over the time.
struct Seen
{
    QSet<QString> texts;
    QString title; // of the game that was open
    int gamesMost = 0;
    int playersMost = 0;
};

// A server in a folder of its own under a window, on the page of games; simulated games play on it.
struct Deck
{
    Deck()
    {
        if (!window.show())
            qFatal("the window does not load");
        window.settings().setPlayOnThisPc(false);
        window.host().start();
        if (!QTest::qWaitFor([this] { return window.host().isRunning(); }, 30'000))
            qFatal("the server does not start");
        window.shell().setPage(app::ShellViewModel::GamesPage);
    }

    [[nodiscard]] gameclient::SimulationResult evening()
    {
        gameclient::SimulationOptions options;
        options.server = u"http://127.0.0.1:%1"_s.arg(backend.hostStatus().httpPort);
        options.script = u"evening"_s;
        options.clients = 4;
        options.stepDeadline = std::chrono::seconds(120); // sanitizers on a busy machine
        std::optional<gameclient::SimulationResult> result;
        const gameclient::Simulation simulation(network, clock, random,
                                                *connector::RedirectorIdentity::open({}, random), options, {},
                                                [&result](const auto &outcome) { result = outcome; });
        test::waitUntil([&result] { return result.has_value(); });
        return *result;
    }

    QTemporaryDir folder;
    fakes::MemoryStore store;
    base::SystemClock clock;
    base::SystemRandom random;
    net::QtNetwork network;
    app::NetworkBackend backend {{.config = config(), .dataFolder = folder.path(), .portIsFixed = false}};
    app::Window window {backend, store, clock, folder.path()};
    app::GamesViewModel &games = window.games();
};

QString problems(const gameclient::SimulationResult &result)
{
    QStringList lines;
    for (const auto &failure : result.failures)
        lines.append(u"game %1: %2"_s.arg(failure.client).arg(failure.problem));
    return lines.join(u'\n');
}

} // namespace

class TestLive : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void anEveningInTheWindow();
    void anAnnouncementReachesTheGames();
};

void TestLive::anEveningInTheWindow()
{
    Deck deck;
    auto &games = deck.games;
    Seen seen;
    connect(&games, &app::GamesViewModel::countsChanged, this, [&] {
        seen.gamesMost = std::max(seen.gamesMost, games.gameCount());
        auto *list = games.games();
        if (games.shown() == app::GamesViewModel::Nothing && list->count() > 0)
            games.openGame(list->index(0, 0).data(app::GamesModel::GameIdRole).toInt());
    });
    connect(games.game(), &app::GameDetailViewModel::changed, this, [&] {
        seen.title = games.game()->title();
        seen.playersMost = std::max(seen.playersMost, games.game()->members()->count());
        for (const auto &text : visibleTexts(deck.window.quickWindow()))
            seen.texts.insert(text);
    });
    QCOMPARE(problems(deck.evening()), QString());

    QCOMPARE(seen.gamesMost, 1);
    QCOMPARE(seen.playersMost, 4);
    const QString all = QStringList(seen.texts.cbegin(), seen.texts.cend()).join(u" | "_s);
    QVERIFY(!seen.title.isEmpty());
    QVERIFY2(seen.texts.contains(seen.title), qPrintable(all));
    QVERIFY2(seen.texts.contains(u"In match"_s), qPrintable(all));
    QVERIFY2(seen.texts.contains(u"This PC"_s), qPrintable(all));      // everybody is on this computer
    QVERIFY2(seen.texts.contains(u"Host changed"_s), qPrintable(all)); // the first host leaves in the middle
    // Everybody has left: the list is empty, the game that was open stays readable.
    QTRY_COMPARE(games.gameCount(), 0);
    QVERIFY(games.game()->isEnded());
    QTRY_VERIFY(visibleTexts(deck.window.quickWindow()).contains(u"No games yet"_s));
}

void TestLive::anAnnouncementReachesTheGames()
{
    Deck deck;
    auto &games = deck.games;
    auto *announce = games.announce();
    QSignalSpy announced(&deck.backend, &app::Backend::announced);
    connect(&games, &app::GamesViewModel::countsChanged, this, [&] {
        auto *list = games.games();
        if (list->count() == 0 || announce->isBusy() || !announced.isEmpty())
            return;
        games.openGame(list->index(0, 0).data(app::GamesModel::GameIdRole).toInt());
        announce->chooseAudience(1);
        announce->setText(u"Good luck, {n}."_s);
        announce->send();
    });
    // A simulated game knows what its own doings bring about, and says so when it is told anything else.
    const QString told = problems(deck.evening());
    QVERIFY2(told.contains(u"0xf/0x1"_s), qPrintable(told));
    QCOMPARE(announced.size(), 1);
    const auto result = announced.at(0).at(0).value<server::AnnounceResult>();
    QCOMPARE(result.error, server::AnnounceError::None);
    QVERIFY(result.reached >= 1);
    QVERIFY(announce->result().startsWith(u"Sent to "_s));
}

QTEST_MAIN(TestLive)
#include "tst_live.moc"
