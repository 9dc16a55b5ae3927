// Words for the game's numbers, and the sentences that say why somebody waits.

#include "fakegames.h"

#include <app/explaintexts.h>
#include <app/gametexts.h>
#include <tests/support/quiet.h>

#include <QFile>
#include <QSet>

using namespace Qt::StringLiterals;
using server::Choice;
using server::Misfit;

namespace {

// Empty is the icon of the tone.
bool isThere(const QString &icon)
{
    return icon.isEmpty() || QFile::exists(u":/relaydeck/icons/%1.svg"_s.arg(icon));
}

} // namespace

class TestGameTexts : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void maps_data();
    void maps();
    void enemies();
    void difficulties();
    void lineOfAGame();
    void addOns();
    void everyPhaseHasItsOwnWord();
    void everyPathSaysWhy();
    void privacies();
    void joinable();
    void wanted();
    void reasons_data();
    void reasons();
    void everyMisfitHasWords();
    void noGame();
    void fits();
};

void TestGameTexts::maps_data()
{
    QTest::addColumn<Choice>("map");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("brief");
    QTest::addColumn<QString>("place");
    QTest::newRow("unset") << Choice {} << u"New game"_s << u"–"_s << QString();
    QTest::newRow("any") << Choice {.kind = Choice::Kind::Any} << u"Any map"_s << u"Any map"_s << u"Unknown location"_s;
    QTest::newRow("word") << Choice {.kind = Choice::Kind::Other} << u"Unknown map"_s << u"Unknown map"_s << QString();
    QTest::newRow("first") << fakes::numbered(2) << u"Firebase Dagger"_s << u"Dagger"_s << u"Ontarom"_s;
    QTest::newRow("hazard") << fakes::numbered(17) << u"Firebase Glacier (hazard)"_s << u"Glacier (hazard)"_s
                            << u"Sanctum"_s;
    QTest::newRow("never published") << fakes::numbered(12) << u"Map 12"_s << u"Map 12"_s << QString();
}

void TestGameTexts::maps()
{
    QFETCH(Choice, map);
    QTEST(app::mapName(map), "name");
    QTEST(app::mapShort(map), "brief");
    QTEST(app::placeName(map), "place");
}

void TestGameTexts::enemies()
{
    QCOMPARE(app::enemyName(fakes::numbered(1)), u"Cerberus"_s);
    QCOMPARE(app::enemyName(fakes::numbered(4)), u"Collectors"_s);
    QCOMPARE(app::enemyName(fakes::numbered(9)), u"Enemy 9"_s);
    QCOMPARE(app::enemyName({.kind = Choice::Kind::Any}), u"Any enemy"_s);
    QCOMPARE(app::enemyName({.kind = Choice::Kind::Other}), u"Unknown enemy"_s);
}

void TestGameTexts::difficulties()
{
    const QStringList names {u"Bronze"_s, u"Silver"_s, u"Gold"_s, u"Platinum"_s, u"Difficulty 4"_s};
    for (int i = 0; i < int(names.size()); ++i)
        QCOMPARE(app::difficultyName(fakes::numbered(i)), names[i]);
}

void TestGameTexts::lineOfAGame()
{
    server::GameRow game;
    QCOMPARE(app::gameLine(game), u"The host is choosing a map"_s);
    game.difficulty = fakes::numbered(2);
    QCOMPARE(app::gameLine(game), u"Gold"_s);
    game.map = fakes::numbered(8);
    game.enemy = fakes::numbered(2);
    QCOMPARE(app::gameLine(game), u"Noveria · Geth · Gold"_s);
}

void TestGameTexts::addOns()
{
    QCOMPARE(app::addOnNames(0), u"None"_s);
    QCOMPARE(app::addOnNames(server::kAddOnResurgence | server::kAddOnReckoning), u"Resurgence, Reckoning"_s);
    QCOMPARE(app::addOnCount(0), u"None"_s);
    QCOMPARE(app::addOnCount(server::kAddOnEarth), u"1 of 5"_s);
    QCOMPARE(app::addOnCount(0x1F), u"All 5"_s);
}

void TestGameTexts::everyPhaseHasItsOwnWord()
{
    QSet<QString> words;
    for (int phase = 0; phase <= int(server::GamePhase::Ending); ++phase) {
        server::GameRow game;
        game.phase = server::GamePhase(phase);
        words.insert(app::phaseBadge(game, false).text);
        QVERIFY(isThere(app::phaseBadge(game, false).icon));
    }
    QCOMPARE(words.size(), int(server::GamePhase::Ending) + 1);
    server::GameRow game;
    game.phase = server::GamePhase::InMatch;
    QVERIFY(isThere(app::phaseBadge(game, true).icon));
    QCOMPARE(app::phaseBadge(game, true).text, u"Host changed"_s);
    game.phase = server::GamePhase::ChoosingHost; // what happens now goes before what has happened
    QCOMPARE(app::phaseBadge(game, true).text, u"Choosing a new host"_s);
}

void TestGameTexts::everyPathSaysWhy()
{
    QSet<QString> words;
    QSet<QString> reasons;
    for (int path = 0; path <= int(server::PlayerPath::HttpRelay); ++path) {
        words.insert(app::pathBadge(server::PlayerPath(path)).text);
        QVERIFY(isThere(app::pathBadge(server::PlayerPath(path)).icon));
        reasons.insert(app::pathReason(server::PlayerPath(path)));
    }
    QCOMPARE(words.size(), int(server::PlayerPath::HttpRelay) + 1);
    QCOMPARE(reasons.size(), words.size());
}

void TestGameTexts::privacies()
{
    using server::GamePrivacy;
    QCOMPARE(app::privacyName(GamePrivacy::Friends), u"Friends"_s);
    for (const auto privacy : {GamePrivacy::Public, GamePrivacy::Friends, GamePrivacy::Private})
        QVERIFY(isThere(app::privacyIcon(privacy)));
}

void TestGameTexts::joinable()
{
    auto game = fakes::fourGames().upserted.at(0);
    QCOMPARE(app::joinableText(game), u"No, full"_s);
    game.members.removeLast();
    QCOMPARE(app::joinableText(game), u"Yes"_s);
    game.openToMatchmaking = false;
    QCOMPARE(app::joinableText(game), u"By invitation, closed to matchmaking"_s);
    game.privacy = server::GamePrivacy::Private;
    QCOMPARE(app::joinableText(game), u"By invitation"_s);
    game.phase = server::GamePhase::ChoosingHost;
    QCOMPARE(app::joinableText(game), u"Not now, a new host is chosen"_s);
    game.phase = server::GamePhase::Ending;
    QCOMPARE(app::joinableText(game), u"No, it is ending"_s);
}

void TestGameTexts::wanted()
{
    server::QueueRow player;
    QCOMPARE(app::wantedLine(player), u"Any map · any enemy · any difficulty"_s);
    player.maps = {fakes::numbered(7), fakes::numbered(8), fakes::numbered(7)};
    QCOMPARE(app::wantedMaps(player), u"Glacier or White"_s);
    QCOMPARE(app::wantedEnemies(player), u"Any"_s);
}

void TestGameTexts::reasons_data()
{
    QTest::addColumn<QList<QList<Misfit>>>("misfits"); // of each game, the closest first
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("text");
    using All = QList<QList<Misfit>>;
    QTest::newRow("difficulty") << All {{Misfit::Difficulty}, {Misfit::Full, Misfit::Difficulty}}
                                << u"Dara waits because no game is Gold"_s
                                << u"Closest is Firebase Glacier: Silver, not Gold."_s;
    QTest::newRow("private") << All {{Misfit::NotPublic}} << u"Dara waits because no game is public"_s
                             << u"Closest is Firebase Glacier: Private."_s;
    QTest::newRow("full") << All {{Misfit::Full}, {Misfit::Full, Misfit::Map}}
                          << u"Dara waits because every game is full"_s << u"Closest is Firebase Glacier: Full."_s;
    QTest::newRow("what can be changed goes first") << All {{Misfit::Full, Misfit::Map}, {Misfit::Map, Misfit::Full}}
                                                    << u"Dara waits because no game is on Glacier"_s
                                                    << u"Closest is Firebase Glacier: Full · Glacier, not Glacier."_s;
    QTest::newRow("nothing in common") << All {{Misfit::Full}, {Misfit::NotPublic}}
                                       << u"Dara waits because no game fits everything they want"_s
                                       << u"Closest is Firebase Glacier: Full."_s;
}

void TestGameTexts::reasons()
{
    QFETCH(QList<QList<Misfit>>, misfits);
    const auto games = fakes::fourGames().upserted;
    const auto dara = fakes::twoWaiting().upserted.first();
    QList<app::ComparedGame> compared;
    for (const auto &list : misfits)
        compared.append({&games.at(1), list});
    const auto explanation = app::explain(dara, compared);
    QTEST(explanation.title, "title");
    QTEST(explanation.text, "text");
    QVERIFY(!explanation.fits);
}

void TestGameTexts::everyMisfitHasWords()
{
    const auto games = fakes::fourGames().upserted;
    const auto dara = fakes::twoWaiting().upserted.first();
    QSet<QString> words;
    for (int misfit = 0; misfit <= int(Misfit::Other); ++misfit)
        words.insert(app::misfitsText(dara, {&games.at(1), {Misfit(misfit)}}));
    QCOMPARE(words.size(), int(Misfit::Other) + 1);
    // Which add-ons: those the player lacks, else those the game is without.
    auto without = dara;
    without.addOns = server::kAddOnEarth;
    QCOMPARE(app::misfitsText(without, {&games.at(3), {Misfit::AddOns}}), u"Needs Resurgence"_s);
    QCOMPARE(app::misfitsText(dara, {&games.at(3), {Misfit::AddOns}}), u"Without Rebellion, Retaliation, Reckoning"_s);
}

void TestGameTexts::noGame()
{
    const auto explanation = app::explain(fakes::twoWaiting().upserted.first(), {});
    QCOMPARE(explanation.title, u"Dara waits because there is no game yet"_s);
    QVERIFY(!explanation.text.isEmpty());
}

void TestGameTexts::fits()
{
    const auto games = fakes::fourGames().upserted;
    const auto explanation = app::explain(fakes::twoWaiting().upserted.first(), {{&games.at(1), {}}});
    QCOMPARE(explanation.title, u"Dara fits into Firebase Glacier"_s);
    QVERIFY(explanation.fits);
}

QTEST_GUILESS_MAIN(TestGameTexts)
#include "tst_gametexts.moc"
