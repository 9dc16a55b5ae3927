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
    int gamesMost = 0;
    int playersMost = 0;
};

} // namespace

class TestLive : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void anEveningInTheWindow();
};

void TestLive::anEveningInTheWindow()
{
    const QTemporaryDir folder;
    fakes::MemoryStore store;
    base::SystemClock clock;
    app::NetworkBackend backend({.config = config(), .dataFolder = folder.path(), .portIsFixed = false});
    app::Window window(backend, store, clock, folder.path());
    QVERIFY(window.show());
    window.settings().setPlayOnThisPc(false);
    window.host().start();
    QTRY_VERIFY_WITH_TIMEOUT(window.host().isRunning(), 30'000);
    window.shell().setPage(app::ShellViewModel::GamesPage);
    auto &games = window.games();

    Seen seen;
    connect(&games, &app::GamesViewModel::countsChanged, this, [&] {
        seen.gamesMost = std::max(seen.gamesMost, games.gameCount());
        auto *list = games.games();
        if (games.shown() == app::GamesViewModel::Nothing && list->count() > 0)
            games.openGame(list->index(0, 0).data(app::GamesModel::GameIdRole).toInt());
    });
    connect(games.game(), &app::GameDetailViewModel::changed, this, [&] {
        auto *members = games.game()->members();
        seen.playersMost = std::max(seen.playersMost, members->count());
        for (const auto &text : visibleTexts(window.quickWindow()))
            seen.texts.insert(text);
        if (members->count() == 4 && games.announce()->result().isEmpty() && !games.announce()->isBusy()) {
            games.announce()->chooseAudience(1);
            games.announce()->setText(u"Good luck, {n}."_s);
            games.announce()->send();
        }
    });
    QSignalSpy announced(&backend, &app::Backend::announced);

    base::SystemRandom random;
    net::QtNetwork network;
    gameclient::SimulationOptions options;
    options.server = u"http://127.0.0.1:%1"_s.arg(backend.hostStatus().httpPort);
    options.script = u"evening"_s;
    options.clients = 4;
    options.stepDeadline = std::chrono::seconds(120);
    std::optional<gameclient::SimulationResult> result;
    const gameclient::Simulation simulation(network, clock, random, *connector::RedirectorIdentity::open({}, random),
                                            options, {}, [&result](const auto &outcome) { result = outcome; });
    test::waitUntil([&result] { return result.has_value(); });
    for (const auto &failure : result->failures)
        QFAIL(qPrintable(u"game %1: %2"_s.arg(failure.client).arg(failure.problem)));

    QCOMPARE(seen.gamesMost, 1);
    QCOMPARE(seen.playersMost, 4);
    QVERIFY(announced.size() >= 1);
    const auto reached = announced.at(0).at(0).value<server::AnnounceResult>();
    QCOMPARE(reached.error, server::AnnounceError::None);
    QVERIFY(reached.reached >= 3); // one may leave while it is sent
    const QString all = QStringList(seen.texts.cbegin(), seen.texts.cend()).join(u" | "_s);
    QVERIFY2(all.contains(u"Firebase "_s), qPrintable(all));
    QVERIFY2(seen.texts.contains(u"In match"_s), qPrintable(all));
    QVERIFY2(seen.texts.contains(u"Connecting"_s) || seen.texts.contains(u"This PC"_s), qPrintable(all));
    QVERIFY2(seen.texts.contains(u"Host changed"_s), qPrintable(all)); // the first host leaves in the middle
    // Everybody has left: the list is empty, the game that was open stays readable.
    QTRY_COMPARE(games.gameCount(), 0);
    QVERIFY(games.game()->isEnded());
    QTRY_VERIFY(visibleTexts(window.quickWindow()).contains(u"No games yet"_s));
}

QTEST_MAIN(TestLive)
#include "tst_live.moc"
