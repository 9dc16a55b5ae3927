// Everything works without a mouse, and the ring shows only to those who use the keyboard.

#include "scenes.h"
#include "walk.h"

#include <tests/support/quiet.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QSet>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Shell = app::ShellViewModel;

class TestKeyboard : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void tabReachesEverything_data();
    void tabReachesEverything();
    void ringOnlyForTheKeyboard();
    void pagesByNumber();
    void startAndStop();
    void copyAddress();
    void enterPresses();
    void typingAnAddressAndEnter();
    void configuredAddressNeedsOnlyEnter();
    void emptyAddressIsAnsweredInTheField();
    void paneByPane();
    void focusIsScrolledIntoView();
    void listKeys();
    void settingsByKeyboard();
    void rolesAsTheReaderHearsThem();
};

namespace {

QQuickWindow *exposed(fakes::Deck &deck)
{
    QQuickWindow *window = deck.window->quickWindow();
    window->requestActivate();
    return QTest::qWaitForWindowActive(window) ? window : nullptr;
}

QQuickItem *byName(QQuickWindow *window, const QString &name)
{
    QQuickItem *found = nullptr;
    walk::visible(window->contentItem(), [&](QQuickItem *item) {
        if (found == nullptr && walk::isInteractive(item) && walk::accessibleName(item) == name)
            found = item;
    });
    return found;
}

} // namespace

void TestKeyboard::tabReachesEverything_data()
{
    QTest::addColumn<int>("scene");
    const auto scenes = fakes::scenes();
    for (int i = 0; i < scenes.size(); ++i) {
        // While a question is open the focus is meant to stay inside it; tst_questions looks at that.
        if (!scenes[i].name.startsWith(u"dialog"_s))
            QTest::newRow(qPrintable(scenes[i].name)) << i;
    }
}

void TestKeyboard::tabReachesEverything()
{
    QFETCH(int, scene);
    const auto deck = fakes::deckFor(fakes::scenes().at(scene), u"dark"_s);
    QVERIFY(deck);
    QQuickWindow *window = exposed(*deck);
    QVERIFY(window);
    window->grabWindow();

    QSet<QQuickItem *> wanted;
    walk::visible(window->contentItem(), [&wanted](QQuickItem *item) {
        if (walk::isInteractive(item) && item->activeFocusOnTab())
            wanted.insert(item);
    });
    QVERIFY(wanted.size() >= 5);
    QSet<QQuickItem *> reached;
    for (int i = 0; i < 3 * int(wanted.size()) + 5; ++i) {
        QTest::keyClick(window, Qt::Key_Tab);
        QVERIFY(window->activeFocusItem());
        QVERIFY(window->activeFocusItem()->isVisible());
        // A list hands the focus on to its current row.
        for (auto *item = window->activeFocusItem(); item != nullptr; item = item->parentItem())
            reached.insert(item);
    }
    for (auto *item : wanted)
        QVERIFY2(reached.contains(item), qPrintable(walk::describe(item) + u' ' + walk::accessibleName(item)));
}

void TestKeyboard::ringOnlyForTheKeyboard()
{
    fakes::Deck deck;
    QVERIFY(deck.show());
    QQuickWindow *window = exposed(deck);
    QVERIFY(window);
    auto *entry = byName(window, u"Join"_s);
    QVERIFY(entry);
    QTest::mouseClick(window, Qt::LeftButton, {}, entry->mapToScene(QPointF(20, 16)).toPoint());
    QCOMPARE(deck.window->shell().page(), Shell::JoinPage);
    QVERIFY(!entry->property("visualFocus").toBool());
    QTest::keyClick(window, Qt::Key_Tab);
    QVERIFY(window->activeFocusItem()->property("visualFocus").toBool());
}

void TestKeyboard::pagesByNumber()
{
    fakes::Deck deck;
    QVERIFY(deck.show());
    QQuickWindow *window = exposed(deck);
    QVERIFY(window);
    deck.backend.show(fakes::hostRunning(1s));
    const QList<Shell::Page> pages {Shell::HomePage,  Shell::JoinPage,     Shell::OverviewPage,
                                    Shell::GamesPage, Shell::SettingsPage, Shell::AboutPage};
    for (int i = int(pages.size()) - 1; i >= 0; --i) {
        QTest::keyClick(window, Qt::Key(Qt::Key_1 + i), Qt::ControlModifier);
        QCOMPARE(deck.window->shell().page(), pages[i]);
    }
    QTest::keyClick(window, Qt::Key_J, Qt::ControlModifier);
    QCOMPARE(deck.window->shell().page(), Shell::JoinPage);
    QTest::keyClick(window, Qt::Key_F1);
    QCOMPARE(deck.window->shell().page(), Shell::AboutPage);
}

void TestKeyboard::startAndStop()
{
    fakes::Deck deck;
    QVERIFY(deck.show());
    QQuickWindow *window = exposed(deck);
    QVERIFY(window);
    QTest::keyClick(window, Qt::Key_H, Qt::ControlModifier);
    QCOMPARE(deck.backend.asked, QStringList {u"start"_s});
    deck.backend.show(fakes::hostRunning(1s));
    QTest::keyClick(window, Qt::Key_H, Qt::ControlModifier);
    QCOMPARE(deck.backend.asked, (QStringList {u"start"_s, u"stop"_s}));
}

void TestKeyboard::copyAddress()
{
    fakes::Deck deck;
    QVERIFY(deck.show());
    QQuickWindow *window = exposed(deck);
    QVERIFY(window);
    deck.backend.show(fakes::hostRunning(1s));
    QTest::keyClick(window, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"192.168.1.24:8080"_s);
}

void TestKeyboard::enterPresses()
{
    fakes::Deck deck;
    QVERIFY(deck.show());
    QQuickWindow *window = exposed(deck);
    QVERIFY(window);
    auto *start = byName(window, u"Start hosting"_s);
    QVERIFY(start);
    start->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(window, Qt::Key_Return);
    QCOMPARE(deck.backend.asked, QStringList {u"start"_s});
    deck.backend.show(fakes::hostStarting()); // busy: the same key does nothing now
    QTest::keyClick(window, Qt::Key_Return);
    QTest::keyClick(window, Qt::Key_Space);
    QCOMPARE(deck.backend.asked.size(), 1);
}

void TestKeyboard::typingAnAddressAndEnter()
{
    fakes::Deck deck;
    QVERIFY(deck.show());
    QQuickWindow *window = exposed(deck);
    QVERIFY(window);
    auto *field = byName(window, u"Server address"_s);
    QVERIFY(field);
    field->forceActiveFocus(Qt::TabFocusReason);
    for (const QChar c : u"10.0.0.5"_s)
        QTest::keyClick(window, c.toLatin1());
    QTest::keyClick(window, Qt::Key_Return);
    QCOMPARE(deck.backend.asked, QStringList {u"connect 10.0.0.5"_s});
    QCOMPARE(deck.window->shell().page(), Shell::JoinPage);
}

void TestKeyboard::configuredAddressNeedsOnlyEnter()
{
    fakes::Deck deck;
    QVERIFY(deck.show());
    QQuickWindow *window = exposed(deck);
    QVERIFY(window);
    deck.window->join().setAddressConfigured(u"play.example.org"_s);
    for (const auto page : {Shell::HomePage, Shell::JoinPage}) {
        deck.backend.asked.clear();
        deck.window->shell().setPage(page);
        auto *field = byName(window, u"Server address"_s);
        QVERIFY(field);
        field->forceActiveFocus(Qt::TabFocusReason);
        QTest::keyClick(window, Qt::Key_Return);
        QCOMPARE(deck.backend.asked, QStringList {u"connect play.example.org"_s});
    }
}

void TestKeyboard::emptyAddressIsAnsweredInTheField()
{
    fakes::Deck deck;
    QVERIFY(deck.show());
    QQuickWindow *window = exposed(deck);
    QVERIFY(window);
    auto *field = byName(window, u"Server address"_s);
    QVERIFY(field);
    field->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(window, Qt::Key_Return);
    QVERIFY(deck.backend.asked.isEmpty());
    auto *interface = QAccessible::queryAccessibleInterface(field);
    QCOMPARE(interface->text(QAccessible::Description), u"Type the address of a server first."_s);
    QTest::keyClick(window, 'x'); // typing clears it
    QVERIFY(interface->text(QAccessible::Description) != u"Type the address of a server first."_s);
}

void TestKeyboard::paneByPane()
{
    fakes::Deck deck;
    QVERIFY(deck.show());
    deck.backend.show(fakes::hostRunning(1s));
    QQuickWindow *window = exposed(deck);
    QVERIFY(window);
    QStringList names;
    for (int i = 0; i < 5; ++i) {
        QTest::keyClick(window, Qt::Key_F6);
        names.append(walk::accessibleName(window->activeFocusItem()));
    }
    QCOMPARE(names[0], u"State: Hosting · nobody here yet"_s);
    QCOMPARE(names[1], u"Home"_s);
    QCOMPARE(names[3], u"Hosting for 1 s"_s);
    QCOMPARE(names[4], names[0]);
}

void TestKeyboard::focusIsScrolledIntoView()
{
    fakes::Deck deck;
    QVERIFY(deck.show());
    QQuickWindow *window = exposed(deck);
    QVERIFY(window);
    window->resize(640, 480);
    QTRY_COMPARE(window->contentItem()->size(), QSizeF(640, 480));
    deck.window->shell().setPage(Shell::SettingsPage);
    window->grabWindow();
    auto *last = byName(window, u"Copy /home/anna/.local/share/relay-deck"_s);
    QVERIFY(last);
    QVERIFY(last->mapToScene(QPointF()).y() > window->height()); // below the edge at first
    last->forceActiveFocus(Qt::TabFocusReason);
    QVERIFY(last->hasActiveFocus());
    QVERIFY(last->mapToScene(QPointF(0, last->height())).y() <= window->height());
}

void TestKeyboard::listKeys()
{
    fakes::Deck deck;
    QVERIFY(deck.show());
    deck.backend.show(fakes::hostRunning(1s));
    deck.backend.show(fakes::threePlayers());
    deck.window->shell().setPage(Shell::OverviewPage);
    QQuickWindow *window = exposed(deck);
    QVERIFY(window);
    window->grabWindow();
    auto *list = byName(window, u"Online now, 3 players"_s);
    QVERIFY(list);
    list->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(window, Qt::Key_End);
    QCOMPARE(list->property("currentIndex").toInt(), 2);
    QTest::keyClick(window, Qt::Key_Up);
    QCOMPARE(list->property("currentIndex").toInt(), 1);
    QTest::keyClick(window, Qt::Key_Home);
    QCOMPARE(list->property("currentIndex").toInt(), 0);
}

void TestKeyboard::settingsByKeyboard()
{
    fakes::Deck deck(QJsonObject {{u"theme"_s, u"dark"_s}});
    QVERIFY(deck.show());
    deck.window->shell().setPage(Shell::SettingsPage);
    QQuickWindow *window = exposed(deck);
    QVERIFY(window);
    auto &settings = deck.window->settings();

    auto *dark = byName(window, u"Colours: Dark"_s);
    QVERIFY(dark);
    dark->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(window, Qt::Key_Right);
    QCOMPARE(settings.theme(), app::SettingsViewModel::LightTheme);
    QCOMPARE(walk::accessibleName(window->activeFocusItem()), u"Colours: Light"_s);

    auto *size = byName(window, u"Size: 100 %"_s);
    QVERIFY(size);
    size->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(window, Qt::Key_Up);
    QCOMPARE(settings.uiScale(), 110);
    QTest::keyClick(window, Qt::Key_End);
    QCOMPARE(settings.uiScale(), 200);
    QTest::keyClick(window, Qt::Key_Home);
    QCOMPARE(settings.uiScale(), 80);

    auto *motion = byName(window, u"Reduce motion"_s);
    QVERIFY(motion);
    motion->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(window, Qt::Key_Space);
    QVERIFY(settings.reducedMotion());
    QTest::keyClick(window, Qt::Key_Return);
    QVERIFY(!settings.reducedMotion());
}

void TestKeyboard::rolesAsTheReaderHearsThem()
{
    QAccessible::setActive(true);
    fakes::Deck deck;
    QVERIFY(deck.show());
    QQuickWindow *window = exposed(deck);
    QVERIFY(window);
    const auto role = [window](const QString &name) {
        auto *item = byName(window, name);
        return item == nullptr ? QAccessible::NoRole : QAccessible::queryAccessibleInterface(item)->role();
    };
    QCOMPARE(role(u"Join"_s), QAccessible::PageTab);
    QCOMPARE(role(u"Start hosting"_s), QAccessible::Button);
    QCOMPARE(role(u"Server name"_s), QAccessible::EditableText);
    QCOMPARE(role(u"Play on this PC too"_s), QAccessible::CheckBox);
    deck.window->shell().setPage(Shell::SettingsPage);
    QCOMPARE(role(u"Colours: Dark"_s), QAccessible::RadioButton);
    QCOMPARE(role(u"Size: 100 %"_s), QAccessible::SpinBox);
    QVERIFY(QAccessible::queryAccessibleInterface(byName(window, u"Play on this PC too"_s))->state().checked);
}

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
