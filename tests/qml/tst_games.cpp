// The games page by keyboard and for screen readers: a game is opened, a reason is read, players are written to.

#include "fakegames.h"
#include "scenes.h"
#include "walk.h"

#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using app::GamesViewModel;
using Shell = app::ShellViewModel;

class TestGames : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QAccessible::setActive(true); }
    void entryIsThereWhileHosting();
    void opensAndClosesByKeyboard();
    void readersHearRowsAsSentences();
    void asksWhyAndReadsTheReason();
    void writesByKeyboard();
    void tabLeavesTheText();
    void errorsAreReadAloud();
    void nobodyToWriteTo();
    void smallWindowShowsOneAfterTheOther();
    void lowWindowSwitchesBetweenTheLists();
    void narrowsByKeyboard();
    void thousandsOfGames();
};

namespace {

struct Page
{
    explicit Page(const QSize &size = {1280, 800})
        : deck(fakes::usedStore(u"dark"_s))
    {
        if (!deck.show())
            qFatal("the window does not load");
        window = deck.window->quickWindow();
        window->resize(size);
        deck.backend.show(fakes::hostRunning(134min));
        deck.backend.show(fakes::threePlayers());
        deck.backend.show(fakes::fourGames());
        deck.backend.show(fakes::twoWaiting());
        deck.window->shell().setPage(Shell::GamesPage);
        window->requestActivate();
        if (!QTest::qWaitForWindowActive(window) ||
            !QTest::qWaitFor([&] { return window->contentItem()->size() == QSizeF(size); }))
            qFatal("the window does not come up");
        window->grabWindow();
    }
    // The first visible item of that accessible name; nullptr: none.
    [[nodiscard]] QQuickItem *named(const QString &name) const
    {
        QQuickItem *found = nullptr;
        walk::visible(window->contentItem(), [&](QQuickItem *item) {
            if (found == nullptr && walk::accessibleName(item) == name)
                found = item;
        });
        return found;
    }
    [[nodiscard]] GamesViewModel &games() const { return deck.window->games(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const { QTest::keyClick(window, key, modifiers); }
    void type(const QString &text) const
    {
        for (const QChar c : text)
            QTest::keyClick(window, c.toLatin1());
    }

    fakes::Deck deck;
    QQuickWindow *window = nullptr;
};

int countOf(QQuickWindow *window, const QString &type)
{
    int count = 0;
    walk::visible(window->contentItem(), [&](QQuickItem *item) {
        if (QString::fromLatin1(item->metaObject()->className()).startsWith(type + u'_'))
            ++count;
    });
    return count;
}

} // namespace

void TestGames::entryIsThereWhileHosting()
{
    fakes::Deck deck(fakes::usedStore(u"dark"_s));
    QVERIFY(deck.show());
    auto &shell = deck.window->shell();
    const auto entries = [&deck] {
        int count = 0;
        walk::visible(deck.window->quickWindow()->contentItem(), [&count](QQuickItem *item) {
            auto *interface = QAccessible::queryAccessibleInterface(item);
            count += interface != nullptr && interface->role() == QAccessible::PageTab ? 1 : 0;
        });
        return count;
    };
    shell.setPage(Shell::GamesPage); // a page that is not there cannot be shown
    QCOMPARE(shell.page(), Shell::HomePage);
    const int before = entries();
    deck.backend.show(fakes::hostRunning(1s));
    QCOMPARE(entries(), before + 1);
    deck.backend.show(fakes::fourGames());
    shell.setPage(Shell::GamesPage);
    QCOMPARE(shell.page(), Shell::GamesPage);
    QCOMPARE(shell.pageTitle(), u"Games"_s);
    deck.backend.show(fakes::hostFailed());
    QCOMPARE(shell.page(), Shell::OverviewPage);
    QCOMPARE(entries(), before);
}

void TestGames::opensAndClosesByKeyboard()
{
    const Page page;
    auto *list = page.named(u"Running games"_s);
    QVERIFY(list);
    list->forceActiveFocus(Qt::TabFocusReason);
    page.key(Qt::Key_Down);
    page.key(Qt::Key_Return);
    QCOMPARE(page.games().shown(), GamesViewModel::Game);
    QCOMPARE(page.games().shownId(), 4);
    page.key(Qt::Key_End);
    page.key(Qt::Key_Space);
    QCOMPARE(page.games().shownId(), 7);
    page.key(Qt::Key_Escape);
    QCOMPARE(page.games().shown(), GamesViewModel::Nothing);
    page.key(Qt::Key_Home);
    page.key(Qt::Key_Enter);
    QCOMPARE(page.games().shownId(), 3);
    page.window->grabWindow(); // lays the list out
    // A player of it, to write to.
    auto *members = page.named(u"Players in this game"_s);
    QVERIFY(members);
    members->forceActiveFocus(Qt::TabFocusReason);
    page.key(Qt::Key_Down);
    page.key(Qt::Key_Return);
    QCOMPARE(page.games().shownMember(), 7);
}

void TestGames::readersHearRowsAsSentences()
{
    const Page page;
    auto *row = page.named(u"Firebase White, Noveria · Geth · Gold, In match, 4 of 4 players, Public"_s);
    QVERIFY(row);
    QCOMPARE(QAccessible::queryAccessibleInterface(row)->role(), QAccessible::ListItem);
    QVERIFY(page.named(u"Dara, waiting for 1 min, wants Glacier · any enemy · Gold"_s));
    page.games().openGame(3);
    page.window->grabWindow();
    QVERIFY(page.named(u"Jon, Connected for 14 min, slot 2, path HTTP relay, router Strict"_s));
    QVERIFY(page.named(u"Joinable: No, full"_s));
}

void TestGames::asksWhyAndReadsTheReason()
{
    Page page;
    auto *queue = page.named(u"2 players wait for a game. 1 of them for more than a minute."_s);
    QVERIFY(queue);
    queue->forceActiveFocus(Qt::TabFocusReason);
    page.key(Qt::Key_Return);
    QCOMPARE(page.deck.backend.asked, QStringList {u"explain 50"_s});
    page.deck.backend.show(fakes::firstExplained());
    page.window->grabWindow();
    QVERIFY(page.named(u"Dara waits because no game fits everything they want. "
                       "Closest is Firebase Glacier: Private · Silver, not Gold."_s));
    QVERIFY(page.named(u"Firebase Glacier, does not fit: Private · Silver, not Gold"_s));
    QVERIFY(page.named(u"Dara wants Glacier · any enemy · Gold"_s));
    page.key(Qt::Key_Escape);
    QCOMPARE(page.deck.backend.asked.constLast(), u"explain nobody"_s);
}

void TestGames::writesByKeyboard()
{
    Page page;
    page.games().openGame(3);
    page.window->grabWindow();
    auto *game = page.named(u"To: Firebase White, 4"_s);
    QVERIFY(game);
    game->forceActiveFocus(Qt::TabFocusReason);
    page.key(Qt::Key_Space);
    QCOMPARE(page.games().announce()->audience(), 1);
    auto *text = page.named(u"Text"_s);
    QVERIFY(text);
    QCOMPARE(QAccessible::queryAccessibleInterface(text)->role(), QAccessible::EditableText);
    text->forceActiveFocus(Qt::TabFocusReason);
    page.type(u"At nine"_s);
    QCOMPARE(page.games().announce()->text(), u"At nine"_s);
    page.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(page.deck.backend.asked, QStringList {u"announce At nine"_s});
    QCOMPARE(page.deck.backend.audience->game, base::GameId {3});
    auto *send = page.named(u"Sending"_s); // busy: the same again does nothing
    QVERIFY(send);
    page.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(page.deck.backend.asked.size(), 1);
    page.deck.backend.show(server::AnnounceResult {.reached = 4});
    QCOMPARE(text->property("text").toString(), QString());
    QCOMPARE(page.deck.window->shell().announcement(), u"Sent to 4 players."_s);
}

void TestGames::tabLeavesTheText()
{
    const Page page;
    auto *text = page.named(u"Text"_s);
    QVERIFY(text);
    text->forceActiveFocus(Qt::TabFocusReason);
    page.key(Qt::Key_Tab);
    QCOMPARE(walk::accessibleName(page.window->activeFocusItem()), u"Send"_s);
    page.key(Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(page.window->activeFocusItem(), text);
    QCOMPARE(text->property("text").toString(), QString());
}

void TestGames::errorsAreReadAloud()
{
    const Page page;
    auto *send = page.named(u"Send"_s);
    QVERIFY(send);
    send->forceActiveFocus(Qt::TabFocusReason);
    page.key(Qt::Key_Return);
    QVERIFY(page.deck.backend.asked.isEmpty());
    auto *text = QAccessible::queryAccessibleInterface(page.named(u"Text"_s));
    QCOMPARE(text->text(QAccessible::Description), u"Write something first."_s);
}

void TestGames::nobodyToWriteTo()
{
    Page page;
    page.deck.backend.show(server::PlayersDelta {.reset = true});
    auto *send = page.named(u"Send"_s);
    QVERIFY(send);
    QVERIFY(!send->isEnabled());
    auto *text = QAccessible::queryAccessibleInterface(page.named(u"Text"_s));
    QCOMPARE(text->text(QAccessible::Description), u"Nobody is online. There is nobody to read it."_s);
}

void TestGames::smallWindowShowsOneAfterTheOther()
{
    const Page page({640, 480});
    QVERIFY(page.named(u"Running games"_s));
    QVERIFY(!page.named(u"Text"_s));
    page.games().openGame(3);
    QVERIFY(!page.named(u"Running games"_s));
    QVERIFY(page.named(u"Players in this game"_s));
    auto *back = page.named(u"All games"_s);
    QVERIFY(back);
    back->forceActiveFocus(Qt::TabFocusReason);
    page.key(Qt::Key_Return);
    QVERIFY(page.named(u"Running games"_s));
    // To everyone, without choosing a game first.
    auto *write = page.named(u"Announce…"_s);
    QVERIFY(write);
    write->forceActiveFocus(Qt::TabFocusReason);
    page.key(Qt::Key_Return);
    QVERIFY(page.named(u"Text"_s));
    page.key(Qt::Key_Escape);
    QVERIFY(page.named(u"Running games"_s));
}

void TestGames::lowWindowSwitchesBetweenTheLists()
{
    const Page page({800, 600});
    QVERIFY(page.named(u"Running games"_s));
    auto *waiting = page.named(u"Show: Waiting 2"_s);
    QVERIFY(waiting);
    waiting->forceActiveFocus(Qt::TabFocusReason);
    page.key(Qt::Key_Return);
    QVERIFY(!page.named(u"Running games"_s));
    QVERIFY(page.named(u"Dara, waiting for 1 min, wants Glacier · any enemy · Gold"_s));
}

void TestGames::narrowsByKeyboard()
{
    const Page page;
    auto *trouble = page.named(u"Trouble, 1"_s);
    QVERIFY(trouble);
    trouble->forceActiveFocus(Qt::TabFocusReason);
    page.key(Qt::Key_Space);
    QCOMPARE(page.games().kind(), int(app::GamesModel::Trouble));
    page.window->grabWindow();
    QCOMPARE(page.named(u"Running games"_s)->property("count").toInt(), 1);
}

void TestGames::thousandsOfGames()
{
    Page page;
    page.deck.backend.show(fakes::manyGames(5'000));
    page.window->grabWindow();
    QCOMPARE(page.games().gameCount(), 5'000);
    const int cards = countOf(page.window, u"GameCard"_s);
    QVERIFY2(cards >= 3 && cards < 20, qPrintable(QString::number(cards))); // what fits, not what there is
}

QTEST_MAIN(TestGames)
#include "tst_games.moc"
