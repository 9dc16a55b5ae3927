// Every screen in every state, in each theme and size: it appears without a warning, everything that can be used says
// its name and role, nothing is too small to read, and no text of one line that matters is cut.

#include "scenes.h"
#include "walk.h"

#include <app/refusedwindow.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;

class TestScreens : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QAccessible::setActive(true); }
    void everyScene_data();
    void everyScene();
    void refusedStart();
    void everyScale_data();
    void everyScale();
    void longNamesAndManyPlayers();
};

namespace {

void checkNamesAndSizes(QQuickWindow *window)
{
    walk::visible(window->contentItem(), [](QQuickItem *item) {
        if (item->inherits("QQuickText")) {
            const int size = item->property("font").value<QFont>().pixelSize();
            QVERIFY2(size >= 11, qPrintable(walk::describe(item)));
            return;
        }
        if (!walk::isInteractive(item))
            return;
        auto *interface = QAccessible::queryAccessibleInterface(item);
        QVERIFY2(interface != nullptr, qPrintable(walk::describe(item)));
        QVERIFY2(!interface->text(QAccessible::Name).isEmpty(), qPrintable(walk::describe(item)));
        const auto role = interface->role();
        QVERIFY2(role != QAccessible::NoRole && role != QAccessible::Client, qPrintable(walk::describe(item)));
        // Where a finger or a pointer has to hit.
        QVERIFY2(item->height() >= 20 && item->width() >= 20, qPrintable(walk::describe(item)));
    });
}

} // namespace

void TestScreens::everyScene_data()
{
    QTest::addColumn<int>("scene");
    QTest::addColumn<QString>("theme");
    QTest::addColumn<QSize>("size");
    const auto scenes = fakes::scenes();
    for (int i = 0; i < scenes.size(); ++i) {
        const auto row = [&](const QString &rest) -> QTestData & {
            return QTest::newRow(qPrintable(scenes[i].name + rest)) << i;
        };
        row(u" dark"_s) << u"dark"_s << QSize(1280, 800);
        row(u" light small"_s) << u"light"_s << QSize(800, 600);
        row(u" contrast smallest"_s) << u"high-contrast"_s << QSize(640, 480);
    }
}

void TestScreens::everyScene()
{
    QFETCH(int, scene);
    QFETCH(QString, theme);
    QFETCH(QSize, size);
    const auto deck = fakes::deckFor(fakes::scenes().at(scene), theme);
    QVERIFY(deck);
    QQuickWindow *window = deck->window->quickWindow();
    window->resize(size);
    QVERIFY(QTest::qWaitForWindowExposed(window));
    QTRY_COMPARE(window->contentItem()->size(), QSizeF(size));
    QVERIFY(!window->grabWindow().isNull()); // lays everything out and draws it
    checkNamesAndSizes(window);
}

// What a person sees when the program refuses to start: the reason, and a button that ends it.
void TestScreens::refusedStart()
{
    const QString reason = u"line 3, column 14: there is no port 99999"_s;
    const app::RefusedWindow refused(reason);
    QQuickWindow *window = refused.quickWindow();
    QVERIFY(window);
    QVERIFY(QTest::qWaitForWindowExposed(window));
    QVERIFY(!window->grabWindow().isNull());
    checkNamesAndSizes(window);
    QStringList texts;
    walk::visible(window->contentItem(),
                  [&texts](QQuickItem *item) { texts.append(item->property("text").toString()); });
    QVERIFY(texts.contains(reason));
    QTest::keyClick(window, Qt::Key_Return); // the button that closes has the focus
    QTRY_VERIFY(!window->isVisible());
}

void TestScreens::everyScale_data()
{
    QTest::addColumn<int>("percent");
    for (const int percent : {80, 100, 150, 200})
        QTest::addRow("%d", percent) << percent;
}

void TestScreens::everyScale()
{
    QFETCH(int, percent);
    fakes::Deck deck(fakes::usedStore(u"dark"_s));
    QVERIFY(deck.show());
    QQuickWindow *window = deck.window->quickWindow();
    QVERIFY(QTest::qWaitForWindowExposed(window));
    deck.window->settings().setUiScale(percent);
    deck.backend.show(fakes::hostRunning(std::chrono::minutes(3)));
    deck.backend.show(fakes::threePlayers());
    using Shell = app::ShellViewModel;
    for (const auto page : {Shell::HomePage, Shell::JoinPage, Shell::OverviewPage, Shell::GamesPage,
                            Shell::SettingsPage, Shell::AboutPage}) {
        deck.window->shell().setPage(page);
        QVERIFY(!window->grabWindow().isNull());
    }
}

void TestScreens::longNamesAndManyPlayers()
{
    fakes::Deck deck(fakes::usedStore(u"dark"_s));
    QVERIFY(deck.show());
    deck.window->settings().setServerName(QString(40, u'W'));
    deck.backend.show(fakes::hostRunning(std::chrono::minutes(3)));
    server::PlayersDelta crowd;
    for (quint32 id = 0; id < 10'000; ++id) {
        crowd.upserted.append({base::PlayerId {id}, QString(99, u'M'), server::Activity::InMenu,
                               QDateTime::fromSecsSinceEpoch(1'763'476'000, Qt::UTC), false});
    }
    deck.backend.show(crowd);
    deck.window->shell().setPage(app::ShellViewModel::OverviewPage);
    QQuickWindow *window = deck.window->quickWindow();
    QVERIFY(QTest::qWaitForWindowExposed(window));
    QVERIFY(!window->grabWindow().isNull());
    int rows = 0;
    walk::visible(window->contentItem(), [&rows](QQuickItem *item) {
        if (QString::fromLatin1(item->metaObject()->className()).startsWith(u"PlayerRow"_s))
            ++rows;
    });
    QVERIFY2(rows > 3 && rows < 60, qPrintable(QString::number(rows))); // what fits, not what there is
}

QTEST_MAIN(TestScreens)
#include "tst_screens.moc"
