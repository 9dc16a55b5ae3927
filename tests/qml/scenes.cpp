#include "scenes.h"

#include "fakegames.h"

#include <QQmlAbstractUrlInterceptor>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace fakes {

using Shell = app::ShellViewModel;

namespace {

// Turns the address of a built-in QML file into the one of the same name in a folder.
class FromFolder final : public QQmlAbstractUrlInterceptor
{
public:
    explicit FromFolder(const QString &folder)
        : m_folder(folder)
    {}
    QUrl intercept(const QUrl &url, DataType type) override
    {
        const QString prefix = u"/RelayDeck/"_s;
        const bool ours = type == QmlFile && url.scheme() == "qrc"_L1 && url.path().startsWith(prefix);
        return ours ? QUrl::fromLocalFile(m_folder + u'/' + url.path().mid(prefix.size())) : url;
    }

private:
    QString m_folder;
};

} // namespace

Deck::Deck(const QJsonObject &remembered)
{
    store.object = remembered;
}

bool Deck::show()
{
    window = std::make_unique<app::Window>(backend, store, clock, u"/home/anna/.local/share/relay-deck"_s);
    if (const QString folder = qEnvironmentVariable("RELAYDECK_QML"); !folder.isEmpty()) {
        static FromFolder fromFolder(folder);
        window->engine().addUrlInterceptor(&fromFolder);
    }
    return window->show();
}

namespace {

void showPage(Deck &deck, Shell::Page page)
{
    deck.window->shell().setPage(page);
}

Scene page(const QString &name, bool hostedBefore, Shell::Page shown)
{
    return {name, hostedBefore, [shown](Deck &deck) { showPage(deck, shown); }};
}

Scene host(const QString &name, Shell::Page shown, const server::Status &status, bool players = false)
{
    return {name, true, [=](Deck &deck) {
                deck.backend.show(status);
                if (players)
                    deck.backend.show(threePlayers());
                showPage(deck, shown);
            }};
}

Scene join(const QString &name, const connector::Status &status)
{
    return {name, true, [=](Deck &deck) {
                deck.backend.show(status);
                showPage(deck, Shell::JoinPage);
            }};
}

// The games page while hosting; `look` goes on from there.
Scene games(const QString &name, const server::GamesDelta &running, const server::QueueDelta &waiting,
            const std::function<void(Deck &, app::GamesViewModel &)> &look = {})
{
    return {name, true, [=](Deck &deck) {
                deck.backend.show(hostRunning(134min));
                deck.backend.show(playersOf(running, waiting));
                deck.backend.show(running);
                deck.backend.show(waiting);
                showPage(deck, Shell::GamesPage);
                if (look)
                    look(deck, deck.window->games());
            }};
}

QList<Scene> gamesScenes()
{
    using Games = app::GamesViewModel;
    return {
        games(u"games-empty"_s, {.reset = true}, {.reset = true}),
        games(u"games-none-chosen"_s, fourGames(), twoWaiting()),
        games(u"games-open"_s, fourGames(), twoWaiting(),
              [](Deck &, Games &vm) {
                  vm.openGame(3);
                  vm.chooseMember(7);
              }),
        games(u"games-joining"_s, fourGames(), {.reset = true}, [](Deck &, Games &vm) { vm.openGame(7); }),
        games(u"games-trouble"_s, fourGames(), {.reset = true},
              [](Deck &, Games &vm) {
                  vm.setKind(app::GamesModel::Trouble);
                  vm.openGame(6);
              }),
        games(u"games-ended"_s, fourGames(), {.reset = true},
              [](Deck &deck, Games &vm) {
                  vm.openGame(3);
                  deck.backend.show(server::GamesDelta {.removed = {base::GameId {3}}});
              }),
        games(u"games-many"_s, manyGames(60), twoWaiting(), [](Deck &, Games &vm) { vm.openGame(101); }),
        games(u"games-queue"_s, fourGames(), twoWaiting(),
              [](Deck &deck, Games &vm) {
                  vm.openWaiting(50);
                  deck.backend.show(firstExplained());
              }),
        games(u"games-queue-alone"_s, {.reset = true}, twoWaiting(),
              [](Deck &deck, Games &vm) {
                  vm.openWaiting(51);
                  deck.backend.show(server::QueueExplanation {.player = base::PlayerId {51}});
              }),
        games(u"games-announcing"_s, fourGames(), {.reset = true},
              [](Deck &, Games &vm) {
                  vm.openGame(3);
                  vm.announce()->chooseAudience(1);
                  vm.announce()->setText(u"The server restarts at nine. Finish your match, your progress is safe."_s);
              }),
        games(u"games-announced"_s, fourGames(), {.reset = true},
              [](Deck &deck, Games &vm) {
                  vm.openGame(3);
                  vm.announce()->setText(u"The server restarts at nine."_s);
                  vm.announce()->send();
                  deck.backend.show(server::AnnounceResult {.reached = 11});
              }),
        games(u"games-announce-error"_s, fourGames(), {.reset = true},
              [](Deck &, Games &vm) {
                  vm.openGame(4);
                  vm.announce()->send();
              }),
    };
}

} // namespace

QList<Scene> scenes()
{
    using Kind = connector::LookupErrorKind;
    QList<Scene> all {
        page(u"home-first"_s, false, Shell::HomePage),
        page(u"home-back"_s, true, Shell::HomePage),
        host(u"home-starting"_s, Shell::HomePage, hostStarting()),
        host(u"home-failed"_s, Shell::HomePage, hostFailed()),
        host(u"home-running"_s, Shell::HomePage, hostRunning(134min), true),
        page(u"overview-never"_s, false, Shell::OverviewPage),
        page(u"overview-stopped"_s, true, Shell::OverviewPage),
        host(u"overview-starting"_s, Shell::OverviewPage, hostStarting()),
        host(u"overview-failed"_s, Shell::OverviewPage, hostFailed()),
        host(u"overview-empty"_s, Shell::OverviewPage, hostRunning(40s)),
        host(u"overview-running"_s, Shell::OverviewPage, hostRunning(134min), true),
        host(u"overview-stopping"_s, Shell::OverviewPage, hostStopping(), true),
        page(u"join-empty"_s, false, Shell::JoinPage),
        page(u"join-off"_s, true, Shell::JoinPage),
        join(u"join-looking"_s, joinLookingUp()),
        join(u"join-ready"_s, joinReady()),
        join(u"join-limited"_s, joinLimited()),
        join(u"join-game"_s, joinInGame()),
        join(u"join-reconnecting"_s, joinReconnecting()),
        join(u"join-ports"_s, joinPortsTaken()),
        join(u"join-refused"_s, joinFailed(Kind::Refused)),
        join(u"join-notours"_s, joinFailed(Kind::WrongIdent)),
        page(u"settings"_s, true, Shell::SettingsPage),
        page(u"about"_s, true, Shell::AboutPage),
    };
    all.append({u"dialog-stop"_s, true, [](Deck &deck) {
                    deck.backend.show(hostRunning(134min));
                    deck.backend.show(threePlayers());
                    showPage(deck, Shell::OverviewPage);
                    deck.window->host().requestStop();
                }});
    all.append({u"toasts"_s, true, [](Deck &deck) {
                    deck.backend.show(hostRunning(40s));
                    showPage(deck, Shell::OverviewPage);
                    deck.window->shell().toasts()->add(app::tone::Ok, u"Hosting stopped"_s, u"Start again"_s);
                    deck.window->shell().copyBestAddress();
                }});
    all.append({u"overview-crowd"_s, true, [](Deck &deck) {
                    deck.backend.show(hostRunning(134min));
                    server::PlayersDelta crowd = threePlayers();
                    for (quint32 i = 100; i < 300; ++i) {
                        auto row = crowd.upserted.at(int(i % 3));
                        row.id = base::PlayerId {i};
                        row.name = u"Player %1"_s.arg(i);
                        row.thisPc = false;
                        crowd.upserted.append(row);
                    }
                    deck.backend.show(crowd);
                    showPage(deck, Shell::OverviewPage);
                }});
    all.append(gamesScenes());
    return all;
}

std::unique_ptr<Deck> deckFor(const Scene &scene, const QString &theme)
{
    // The name of the computer is nobody else's business.
    auto deck = std::make_unique<Deck>(
        scene.hostedBefore ? usedStore(theme) : QJsonObject {{u"theme"_s, theme}, {u"serverName"_s, u"Anna's deck"_s}});
    if (!deck->show())
        return nullptr;
    scene.arrange(*deck);
    return deck;
}

} // namespace fakes
