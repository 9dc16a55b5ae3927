// What asks before it hits other people, and what closes the window.

#include "scenes.h"
#include "walk.h"

#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestQuestions : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void closeWithPlayersAsks();
    void keepHostingIsFocusedAndEscapes();
    void focusStaysInside();
    void stopAndCloseStopsThenCloses();
    void closeWithNobodyStopsThenCloses();
    void closeWhenOffClosesAtOnce();
    void stopAsksAndStops();
    void restartAsksAndRestarts();
    void toastGoesByItselfAndUndoes();
};

namespace {

struct Hosting
{
    explicit Hosting(bool players)
        : deck(fakes::usedStore(u"dark"_s))
    {
        if (!deck.show())
            return;
        deck.backend.show(fakes::hostRunning(134min));
        if (players)
            deck.backend.show(fakes::threePlayers());
        deck.window->shell().setPage(app::ShellViewModel::OverviewPage);
        window = deck.window->quickWindow();
        window->requestActivate();
        ready = QTest::qWaitForWindowActive(window);
    }

    [[nodiscard]] bool open(const char *dialog) const
    {
        const auto *popup = window->findChild<QObject *>(QLatin1StringView(dialog));
        return popup != nullptr && popup->property("opened").toBool();
    }
    // Gone with its fade; until then it holds back the shortcuts of the window.
    [[nodiscard]] bool gone(const char *dialog) const
    {
        const auto *popup = window->findChild<QObject *>(QLatin1StringView(dialog));
        return popup != nullptr && !popup->property("visible").toBool();
    }
    [[nodiscard]] QString focused() const
    {
        auto *item = window->activeFocusItem();
        return item == nullptr ? QString() : walk::accessibleName(item);
    }

    fakes::Deck deck;
    QQuickWindow *window = nullptr;
    bool ready = false;
};

} // namespace

void TestQuestions::closeWithPlayersAsks()
{
    const Hosting hosting(true);
    QVERIFY(hosting.ready);
    QVERIFY(!hosting.window->close());
    QTRY_VERIFY(hosting.open("closeDialog"));
    QVERIFY(hosting.window->isVisible());
    QVERIFY(hosting.deck.backend.asked.isEmpty());
}

void TestQuestions::keepHostingIsFocusedAndEscapes()
{
    const Hosting hosting(true);
    QVERIFY(hosting.ready);
    hosting.window->close();
    QTRY_VERIFY(hosting.open("closeDialog"));
    QCOMPARE(hosting.focused(), u"Keep hosting"_s);
    QVERIFY(hosting.window->activeFocusItem()->property("visualFocus").toBool());
    QTest::keyClick(hosting.window, Qt::Key_Escape);
    QTRY_VERIFY(hosting.gone("closeDialog"));
    QVERIFY(hosting.window->isVisible());
    QVERIFY(hosting.deck.backend.asked.isEmpty());
}

void TestQuestions::focusStaysInside()
{
    const Hosting hosting(true);
    QVERIFY(hosting.ready);
    hosting.deck.window->host().requestStop();
    QTRY_VERIFY(hosting.open("stopDialog"));
    QStringList reached;
    for (int i = 0; i < 6; ++i) {
        QTest::keyClick(hosting.window, Qt::Key_Tab);
        reached.append(hosting.focused());
    }
    reached.removeDuplicates();
    reached.sort();
    QCOMPARE(reached, (QStringList {u"Keep hosting"_s, u"Stop now"_s}));
}

void TestQuestions::stopAndCloseStopsThenCloses()
{
    Hosting hosting(true);
    QVERIFY(hosting.ready);
    hosting.window->close();
    QTRY_VERIFY(hosting.open("closeDialog"));
    QTest::keyClick(hosting.window, Qt::Key_Tab);
    QCOMPARE(hosting.focused(), u"Stop and close"_s);
    QTest::keyClick(hosting.window, Qt::Key_Return);
    QCOMPARE(hosting.deck.backend.asked, QStringList {u"stop"_s});
    QVERIFY(hosting.window->isVisible());
    hosting.deck.backend.show(fakes::hostStopping());
    QVERIFY(hosting.window->isVisible());
    hosting.deck.backend.show(server::Status());
    QTRY_VERIFY(!hosting.window->isVisible());
}

void TestQuestions::closeWithNobodyStopsThenCloses()
{
    Hosting hosting(false);
    QVERIFY(hosting.ready);
    hosting.window->close();
    QCOMPARE(hosting.deck.backend.asked, QStringList {u"stop"_s});
    QVERIFY(hosting.window->isVisible());
    hosting.deck.backend.show(server::Status());
    QTRY_VERIFY(!hosting.window->isVisible());
}

void TestQuestions::closeWhenOffClosesAtOnce()
{
    Hosting hosting(false);
    QVERIFY(hosting.ready);
    hosting.deck.backend.show(server::Status());
    hosting.window->close();
    QVERIFY(!hosting.window->isVisible());
}

void TestQuestions::stopAsksAndStops()
{
    const Hosting hosting(true);
    QVERIFY(hosting.ready);
    QTest::keyClick(hosting.window, Qt::Key_H, Qt::ControlModifier);
    QTRY_VERIFY(hosting.open("stopDialog"));
    QTest::keyClick(hosting.window, Qt::Key_Return); // only the focused button: keep hosting
    QTRY_VERIFY(hosting.gone("stopDialog"));
    QVERIFY(hosting.deck.backend.asked.isEmpty());
    QTest::keyClick(hosting.window, Qt::Key_H, Qt::ControlModifier);
    QTRY_VERIFY(hosting.open("stopDialog"));
    QTest::keyClick(hosting.window, Qt::Key_Tab);
    QTest::keyClick(hosting.window, Qt::Key_Space);
    QCOMPARE(hosting.deck.backend.asked, QStringList {u"stop"_s});
}

void TestQuestions::restartAsksAndRestarts()
{
    const Hosting hosting(true);
    QVERIFY(hosting.ready);
    hosting.deck.window->host().requestRestart();
    QTRY_VERIFY(hosting.open("restartDialog"));
    QTest::keyClick(hosting.window, Qt::Key_Tab);
    QCOMPARE(hosting.focused(), u"Restart now"_s);
    QTest::keyClick(hosting.window, Qt::Key_Return);
    QCOMPARE(hosting.deck.backend.asked, QStringList {u"restart"_s});
}

void TestQuestions::toastGoesByItselfAndUndoes()
{
    Hosting hosting(false);
    QVERIFY(hosting.ready);
    hosting.deck.window->host().requestStop();
    hosting.deck.backend.show(server::Status());
    auto *toasts = hosting.deck.window->shell().toasts();
    QCOMPARE(toasts->count(), 1);
    QQuickItem *again = nullptr;
    walk::visible(hosting.window->contentItem(), [&again](QQuickItem *item) {
        if (walk::isInteractive(item) && walk::accessibleName(item) == u"Start again"_s)
            again = item;
    });
    QVERIFY(again);
    again->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(hosting.window, Qt::Key_Return);
    QCOMPARE(hosting.deck.backend.asked, (QStringList {u"stop"_s, u"start"_s}));
    QCOMPARE(toasts->count(), 0);
    toasts->add(app::tone::Ok, u"short"_s);
    QTRY_COMPARE_WITH_TIMEOUT(toasts->count(), 0, 20'000);
}

QTEST_MAIN(TestQuestions)
#include "tst_questions.moc"
