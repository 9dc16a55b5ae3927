// What a search takes: rules against attributes, several values, packs, and the reasons told to people.

#include <core/game/ruleset.h>
#include <tests/support/quiet.h>
#include <tests/unit/game/gamerig.h>

#include <QTest>

using namespace Qt::StringLiterals;
using base::PlayerId;
using game::Attributes;
using game::Requirement;
using game::RuleEntry;
using Rules = QList<RuleEntry>;

namespace {

const Attributes kPacks {{"ME3_dlc2300", "required"},
                         {"ME3_dlc2500", "required"},
                         {"ME3_dlc2700", "required"},
                         {"ME3_dlc3050", "required"},
                         {"ME3_dlc3225", "required"}};

Attributes gameOf(const QByteArray &privacy, const Attributes &more = kPacks)
{
    Attributes attributes = more;
    attributes.insert({{"ME3privacy", privacy},
                       {"ME3gameDifficulty", "difficulty0"},
                       {"ME3gameEnemyType", "enemy1"},
                       {"ME3map", "map2"}});
    return attributes;
}

Rules packRules(const QByteArray &word = "required")
{
    Rules rules;
    for (const char *name :
         {"ME3_rule_dlc2300", "ME3_rule_dlc2500", "ME3_rule_dlc2700", "ME3_rule_dlc3050", "ME3_rule_dlc3225"})
        rules.append(RuleEntry {name, {word}});
    return rules;
}

Rules rulesOf(const QByteArray &map, const QByteArray &enemy, const QByteArray &difficulty, const Rules &packs)
{
    Rules rules {{"ME3_gameStateMatchRule", {"MATCH_MAKING"}},
                 {"ME3_gameMapMatchRule", {map}},
                 {"ME3_gameEnemyTypeRule", {enemy}},
                 {"ME3_gameDifficultyRule", {difficulty}}};
    return rules + packs;
}

} // namespace

Q_DECLARE_METATYPE(game::RuleEntry)

class TestRuleSet : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void rulesDecide_data()
    {
        QTest::addColumn<Attributes>("attributes");
        QTest::addColumn<Rules>("rules");
        QTest::addColumn<bool>("fits");
        const auto any = [](const Rules &packs) { return rulesOf("abstain", "abstain", "abstain", packs); };
        QTest::newRow("anything") << gameOf("PUBLIC") << any(packRules()) << true;
        QTest::newRow("exactly this") << gameOf("PUBLIC") << rulesOf("map2", "enemy1", "difficulty0", packRules())
                                      << true;
        QTest::newRow("another map") << gameOf("PUBLIC") << rulesOf("map3", "abstain", "abstain", packRules()) << false;
        QTest::newRow("case counts") << gameOf("PUBLIC") << rulesOf("Map2", "abstain", "abstain", packRules()) << false;
        QTest::newRow("no packs asked for") << gameOf("PUBLIC") << any({}) << false;
        QTest::newRow("packs do not matter") << gameOf("PUBLIC") << any(packRules("abstain")) << false;
        QTest::newRow("game without packs") << gameOf("PUBLIC", {}) << any(packRules()) << false;
        QTest::newRow("neither has packs") << gameOf("PUBLIC", {}) << any({}) << true;
        QTest::newRow("preferred is required") << gameOf("PUBLIC") << any(packRules("preferred")) << true;
        QTest::newRow("no rules at all") << gameOf("PUBLIC", {}) << Rules {} << true;
        QTest::newRow("one of several values")
            << gameOf("PUBLIC", {}) << Rules {{"ME3_gameMapMatchRule", {"map1", "map2"}}} << true;
        QTest::newRow("none of several values")
            << gameOf("PUBLIC", {}) << Rules {{"ME3_gameMapMatchRule", {"map1", "map3"}}} << false;
        QTest::newRow("several values and anything")
            << gameOf("PUBLIC", {}) << Rules {{"ME3_gameMapMatchRule", {"map1", "abstain"}}} << true;
        QTest::newRow("a pack or anything") << gameOf("PUBLIC", {{"ME3_dlc2300", "odd"}})
                                            << Rules {{"ME3_rule_dlc2300", {"required", "abstain"}}} << true;
        QTest::newRow("no values") << gameOf("PUBLIC", {}) << Rules {{"ME3_gameMapMatchRule", {}}} << true;
        QTest::newRow("unknown rule") << gameOf("PUBLIC", {}) << Rules {{"ME3_unheardOf", {"x"}}} << true;
        QTest::newRow("the same twice") << gameOf("PUBLIC", {})
                                        << Rules {{"ME3_gameMapMatchRule", {"map2"}},
                                                  {"ME3_gameMapMatchRule", {"map3"}}}
                                        << false;
    }
    void rulesDecide()
    {
        QFETCH(const Attributes, attributes);
        QFETCH(const Rules, rules);
        QFETCH(const bool, fits);
        test::GameRig rig;
        rig.add(1);
        rig.game.settings = game::kOpenToMatchmaking;
        QVERIFY(rig.game.mergeAttributes(attributes));
        const game::RuleSet set(rules);
        const game::SearchMoment now {.now = rig.time.now(), .since = rig.time.now()};
        QCOMPARE(game::matches(rig.game, PlayerId {9}, set, now, {}), fits);
        // The reasons for people come from the same rules.
        QCOMPARE(game::explain(rig.game, PlayerId {9}, set, now, {}).fits(), fits);
    }

    void theGameItselfDecides_data()
    {
        QTest::addColumn<int>("requirement");
        for (const Requirement each :
             {Requirement::Running, Requirement::SeatFree, Requirement::NotBanned, Requirement::OpenToMatchmaking,
              Requirement::SetUp, Requirement::PublicGame, Requirement::Phase})
            QTest::addRow("%d", static_cast<int>(each)) << static_cast<int>(each);
    }
    // Each one alone keeps a game from being found, and is the only one told.
    void theGameItselfDecides()
    {
        QFETCH(const int, requirement);
        const auto broken = static_cast<Requirement>(requirement);
        test::GameRig rig;
        game::Game &game = rig.game;
        rig.add(1);
        game.settings = broken == Requirement::OpenToMatchmaking ? game::kOpenToInvites : game::kOpenToMatchmaking;
        if (broken == Requirement::Running)
            game.stateBeforeMigration = game::GameState::PreGame;
        for (quint32 id = 2; broken == Requirement::SeatFree && id <= 4; ++id)
            rig.add(id);
        if (broken == Requirement::NotBanned)
            game.ban(PlayerId {9});
        if (broken == Requirement::SetUp)
            game.settledAt = rig.time.now() + std::chrono::seconds(1);
        if (broken == Requirement::PublicGame)
            QVERIFY(game.mergeAttributes({{"ME3privacy", "FRIENDS"}}));
        if (broken == Requirement::Phase)
            QVERIFY(game.mergeAttributes({{"ME3gameState", "IN_GAME_FINISHING"}}));
        const game::SearchMoment now {.now = rig.time.now(), .since = rig.time.now()};
        QVERIFY(!game::matches(game, PlayerId {9}, {}, now, {}));
        const game::Explanation explanation = game::explain(game, PlayerId {9}, {}, now, {});
        for (const game::Verdict &verdict : explanation.verdicts)
            QCOMPARE(verdict.fits, verdict.requirement != broken);
        QVERIFY(!explanation.fits());
    }

    void midgameIsTakenAfterAWhile()
    {
        test::GameRig rig;
        rig.add(1);
        rig.game.settings = game::kOpenToMatchmaking;
        QVERIFY(rig.game.mergeAttributes({{"ME3gameState", "IN_GAME_MIDGAME"}}));
        game::SearchMoment moment {.now = rig.time.now(), .since = rig.time.now()};
        moment.now += base::kSearchMidgameAfter - std::chrono::milliseconds(1);
        QVERIFY(!game::matches(rig.game, PlayerId {9}, {}, moment, {}));
        moment.now += std::chrono::milliseconds(1);
        QVERIFY(game::matches(rig.game, PlayerId {9}, {}, moment, {}));
        QVERIFY(rig.game.mergeAttributes({{"ME3gameState", "IN_GAME_FINISHING"}}));
        QVERIFY(!game::matches(rig.game, PlayerId {9}, {}, moment, {}));
        QVERIFY(game::matches(rig.game, PlayerId {9}, {}, moment, {.phaseFilter = false}));
    }

    void settingsCanBeIgnored()
    {
        test::GameRig rig;
        rig.add(1);
        const game::SearchMoment now {.now = rig.time.now(), .since = rig.time.now()};
        QVERIFY(!game::matches(rig.game, PlayerId {9}, {}, now, {}));
        QVERIFY(game::matches(rig.game, PlayerId {9}, {}, now, {.ignoreSettings = true}));
    }

    void aGameLeavesItsSetupEarly()
    {
        test::GameRig rig;
        rig.add(1);
        rig.game.settings = game::kOpenToMatchmaking;
        rig.game.settledAt = rig.time.now() + std::chrono::seconds(5);
        const game::SearchMoment now {.now = rig.time.now(), .since = rig.time.now()};
        QVERIFY(!game::matches(rig.game, PlayerId {9}, {}, now, {}));
        rig.game.state = game::GameState::PreGame;
        QVERIFY(game::matches(rig.game, PlayerId {9}, {}, now, {}));
    }

    void reasonsNameWhatWasWantedAndFound()
    {
        test::GameRig rig;
        rig.add(1);
        rig.game.settings = game::kOpenToMatchmaking;
        QVERIFY(rig.game.mergeAttributes({{"ME3map", "map2"}, {"ME3_dlc2300", "required"}}));
        const game::RuleSet rules({{"ME3_gameMapMatchRule", {"map1", "map3"}}});
        const game::SearchMoment now {.now = rig.time.now(), .since = rig.time.now()};
        const game::Explanation explanation = game::explain(rig.game, PlayerId {9}, rules, now, {});
        const qsizetype count = explanation.verdicts.size();
        const game::Verdict &map = explanation.verdicts[count - 2];
        QCOMPARE(map.requirement, Requirement::Attribute);
        QCOMPARE(map.attribute, QByteArray("ME3map"));
        QCOMPARE(map.wanted, (QList<QByteArray> {"map1", "map3"}));
        QCOMPARE(map.found, std::optional<QByteArray>("map2"));
        const game::Verdict &pack = explanation.verdicts[count - 1];
        QCOMPARE(pack.requirement, Requirement::Dlc);
        QCOMPARE(pack.attribute, QByteArray("ME3_dlc2300"));
        QVERIFY(pack.wanted.isEmpty() && !map.fits && !pack.fits);
        QCOMPARE(rules.wanted().size(), 1);
    }
};

QTEST_APPLESS_MAIN(TestRuleSet)
#include "tst_ruleset.moc"
