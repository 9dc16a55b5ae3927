// The words of the game as values people can be shown.

#include <core/server/gamewords.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using server::Choice;
using server::GamePhase;
using server::GamePrivacy;
using server::Misfit;

namespace {

constexpr Choice numbered(quint16 number)
{
    return {.kind = Choice::Kind::Number, .number = number};
}

constexpr Choice kAny {.kind = Choice::Kind::Any};
constexpr Choice kOther {.kind = Choice::Kind::Other};

} // namespace

class TestGameWords : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void choices_data();
    void choices();
    void emptyAndAnyMaps();
    void addOns();
    void privacy_data();
    void privacy();
    void phases_data();
    void phases();
    void routers();
    void waiting();
    void misfits();
};

void TestGameWords::choices_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<Choice>("choice");
    QTest::newRow("number") << "enemy2"_ba << numbered(2);
    QTest::newRow("zero") << "enemy0"_ba << numbered(0);
    QTest::newRow("largest") << "enemy999"_ba << numbered(999);
    QTest::newRow("one past") << "enemy1000"_ba << kOther;
    QTest::newRow("far past") << "enemy99999999999999999999"_ba << kOther;
    QTest::newRow("negative") << "enemy-1"_ba << kOther;
    QTest::newRow("without number") << "enemy"_ba << kOther;
    QTest::newRow("blank behind") << "enemy2 x"_ba << kOther;
    QTest::newRow("another word") << "map2"_ba << kOther;
    QTest::newRow("random") << "random"_ba << kAny;
    QTest::newRow("abstain") << "abstain"_ba << kAny;
    QTest::newRow("empty") << QByteArray() << Choice {};
    QTest::newRow("not text") << QByteArray("\xff\x00\x80", 3) << kOther;
}

void TestGameWords::choices()
{
    QFETCH(QByteArray, value);
    QFETCH(Choice, choice);
    QVERIFY(server::enemyChoice(value) == choice);
}

void TestGameWords::emptyAndAnyMaps()
{
    QVERIFY(server::mapChoice("map0") == kAny);
    QVERIFY(server::mapChoice("random") == kAny);
    QVERIFY(server::mapChoice("map17") == numbered(17));
    QVERIFY(server::difficultyChoice("difficulty0") == numbered(0)); // bronze, not "any"
}

void TestGameWords::addOns()
{
    QCOMPARE(server::addOnBit("ME3_dlc3050"), server::kAddOnRetaliation);
    QCOMPARE(server::addOnBit("ME3_dlc9999"), quint8(0));
    QCOMPARE(server::addOnsOf({{"ME3_dlc2300"_ba, "required"_ba},
                               {"ME3_dlc2700"_ba, "preferred"_ba},
                               {"ME3_dlc3225"_ba, "abstain"_ba},
                               {"ME3map"_ba, "map2"_ba}}),
             quint8(server::kAddOnResurgence | server::kAddOnEarth));
}

void TestGameWords::privacy_data()
{
    QTest::addColumn<game::Attributes>("attributes");
    QTest::addColumn<int>("privacy");
    const auto of = [](const QByteArray &value) { return game::Attributes {{"ME3privacy"_ba, value}}; };
    QTest::newRow("unset") << game::Attributes {} << int(GamePrivacy::Public);
    QTest::newRow("public") << of("PUBLIC"_ba) << int(GamePrivacy::Public);
    QTest::newRow("friends") << of("FRIENDS"_ba) << int(GamePrivacy::Friends);
    QTest::newRow("private") << of("PRIVATE"_ba) << int(GamePrivacy::Private);
    // Exactly the one word lets searchers in.
    QTest::newRow("other") << of("public"_ba) << int(GamePrivacy::Private);
}

void TestGameWords::privacy()
{
    QFETCH(game::Attributes, attributes);
    QTEST(int(server::privacyOf(attributes)), "privacy");
}

void TestGameWords::phases_data()
{
    QTest::addColumn<quint32>("state");
    QTest::addColumn<QByteArray>("attribute");
    QTest::addColumn<int>("phase");
    QTest::newRow("new") << 0x01U << QByteArray() << int(GamePhase::SettingUp);
    QTest::newRow("lobby") << 0x82U << "IN_LOBBY"_ba << int(GamePhase::Lobby);
    QTest::newRow("starting") << 0x82U << "IN_GAME_STARTING"_ba << int(GamePhase::Starting);
    QTest::newRow("match") << 0x83U << "IN_GAME_MIDGAME"_ba << int(GamePhase::InMatch);
    QTest::newRow("finishing") << 0x83U << "IN_GAME_FINISHING"_ba << int(GamePhase::Finishing);
    QTest::newRow("over") << 0x04U << QByteArray() << int(GamePhase::AfterMatch);
    QTest::newRow("migrating") << 0x05U << "IN_GAME_MIDGAME"_ba << int(GamePhase::ChoosingHost);
    QTest::newRow("ending") << 0x06U << QByteArray() << int(GamePhase::Ending);
    QTest::newRow("unknown") << 0x7777U << QByteArray() << int(GamePhase::SettingUp);
}

void TestGameWords::phases()
{
    QFETCH(quint32, state);
    QFETCH(QByteArray, attribute);
    const game::Attributes attributes =
        attribute.isEmpty() ? game::Attributes {} : game::Attributes {{"ME3gameState"_ba, attribute}};
    QTEST(int(server::phaseOf(game::GameState(state), attributes)), "phase");
}

void TestGameWords::routers()
{
    const auto of = [](quint32 type) {
        session::NetworkData network;
        network.qos.natType = type;
        return server::routerOf(network);
    };
    QCOMPARE(of(0), server::RouterType::Open);
    QCOMPARE(of(1), server::RouterType::Moderate);
    QCOMPARE(of(2), server::RouterType::Strict);
    QCOMPARE(of(3), server::RouterType::Strict);
    QCOMPARE(of(4), server::RouterType::Unknown);
    QCOMPARE(of(0xFFFF'FFFF), server::RouterType::Unknown);
    QCOMPARE(server::routerOf(std::nullopt), server::RouterType::Unknown);
}

void TestGameWords::waiting()
{
    const auto row = server::describeWaiting({.id = base::PlayerId {9},
                                              .name = u"Dara"_s,
                                              .since = base::WallTime(std::chrono::seconds(1'763'476'320)),
                                              .rules = {{"ME3map"_ba, {"map7"_ba, "map8"_ba}},
                                                        {"ME3gameDifficulty"_ba, {"difficulty2"_ba}},
                                                        {"ME3_dlc2500"_ba, {"required"_ba}},
                                                        {"something"_ba, {"new"_ba}}}});
    QCOMPARE(row.id, base::PlayerId {9});
    QCOMPARE(row.since.toSecsSinceEpoch(), 1'763'476'320);
    QVERIFY((row.maps == QList<Choice> {numbered(7), numbered(8)}));
    QVERIFY(row.enemies.isEmpty());
    QVERIFY(row.difficulties == QList<Choice> {numbered(2)});
    QCOMPARE(row.addOns, server::kAddOnRebellion);
}

void TestGameWords::misfits()
{
    using game::Requirement;
    const auto no = [](Requirement requirement, const QByteArray &attribute = {}) {
        return game::Verdict {.requirement = requirement, .fits = false, .attribute = attribute};
    };
    game::Explanation explanation;
    explanation.verdicts = {{.requirement = Requirement::Running, .fits = true},
                            no(Requirement::SeatFree),
                            no(Requirement::NotBanned),
                            no(Requirement::OpenToMatchmaking),
                            no(Requirement::SetUp),
                            no(Requirement::PublicGame, "ME3privacy"_ba),
                            no(Requirement::Phase, "ME3gameState"_ba),
                            no(Requirement::Attribute, "ME3map"_ba),
                            no(Requirement::Attribute, "ME3gameEnemyType"_ba),
                            no(Requirement::Attribute, "ME3gameDifficulty"_ba),
                            no(Requirement::Attribute, "ME3_dlc2300"_ba),
                            no(Requirement::Dlc, "ME3_dlc2700"_ba), // add-ons are told once
                            no(Requirement::Attribute, "something"_ba)};
    QCOMPARE(server::misfitsOf(explanation),
             (QList<Misfit> {Misfit::Full, Misfit::Banned, Misfit::ClosedToMatchmaking, Misfit::SettingUp,
                             Misfit::NotPublic, Misfit::InMatch, Misfit::Map, Misfit::Enemy, Misfit::Difficulty,
                             Misfit::AddOns, Misfit::Other}));
    QVERIFY(server::misfitsOf({}).isEmpty());
}

QTEST_GUILESS_MAIN(TestGameWords)
#include "tst_gamewords.moc"
