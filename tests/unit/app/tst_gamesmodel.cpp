// The lists of games, of a game's players and of who waits: rows change in place, say what they should, and are
// counted.

#include "fakegames.h"

#include <app/gamemembersmodel.h>
#include <app/gamesfilter.h>
#include <app/gamesmodel.h>
#include <app/queuemodel.h>
#include <app/tone.h>
#include <tests/support/quiet.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <random>

using namespace Qt::StringLiterals;
using app::GameMembersModel;
using app::GamesFilter;
using app::GamesModel;
using app::QueueModel;
using server::GamePhase;
using server::PlayerPath;

namespace {

const QDateTime kNow = QDateTime::fromSecsSinceEpoch(1'763'476'320, Qt::UTC);

server::GameRow game(quint32 id, GamePhase phase = GamePhase::Lobby)
{
    server::GameRow row;
    row.id = base::GameId {id};
    row.phase = phase;
    row.createdAt = kNow.addSecs(-600);
    row.phaseSince = kNow.addSecs(-90);
    row.map = fakes::numbered(7);
    row.enemy = fakes::numbered(2);
    row.difficulty = fakes::numbered(1);
    row.members = {fakes::member(1, u"Jon"_s, 0, PlayerPath::Direct)};
    row.members.first().host = true;
    return row;
}

QString value(const QAbstractItemModel &model, int at, int role)
{
    return model.data(model.index(at, 0), role).toString();
}

} // namespace

class TestGamesModel : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void rolesOfAGame();
    void changeTellsItsRoles();
    void sameAgainSaysNothing();
    void wholePictureNeverResets();
    void countsAndKinds();
    void slowJoinIsTroubleWithTime();
    void hostChangeIsForgotten();
    void filterFollowsChanges();
    void randomDifferencesAgainstAMirror();
    void membersInSlotOrder();
    void membersMoveWithTheirSlots();
    void rolesOfAMember();
    void queueRowsAndTheirAge();
    void queueKeepsItsOrder();
};

void TestGamesModel::rolesOfAGame()
{
    GamesModel model;
    model.setNow(kNow);
    model.apply(fakes::fourGames());
    QCOMPARE(model.count(), 4);
    QCOMPARE(model.playerCount(), 11);
    QCOMPARE(value(model, 0, GamesModel::TitleRole), u"Firebase White"_s);
    QCOMPARE(value(model, 0, GamesModel::ShortTitleRole), u"White"_s);
    QCOMPARE(value(model, 0, GamesModel::LineRole), u"Noveria · Geth · Gold"_s);
    QCOMPARE(value(model, 0, GamesModel::PhaseTextRole), u"In match"_s);
    QCOMPARE(value(model, 0, GamesModel::TimerRole), u"14:32"_s);
    QCOMPARE(value(model, 0, GamesModel::PrivacyTextRole), u"Public"_s);
    QCOMPARE(model.data(model.index(0), GamesModel::SeatInitialsRole).toStringList(),
             (QStringList {u"AN"_s, u"JO"_s, u"MI"_s, u"TW"_s}));
    QCOMPARE(value(model, 0, GamesModel::SentenceRole),
             u"Firebase White, Noveria · Geth · Gold, In match, 4 of 4 players, Public"_s);
    // Free seats stay where they are: nobody moves up.
    QCOMPARE(model.data(model.index(2), GamesModel::SeatInitialsRole).toStringList(),
             (QStringList {QString(), u"SK"_s, u"OP"_s, QString()}));
    QCOMPARE(model.data(model.index(2), GamesModel::SeatTintsRole).value<QList<int>>().value(0), -1);
    QCOMPARE(value(model, 2, GamesModel::PhaseTextRole), u"Host changed"_s);
    QCOMPARE(value(model, 3, GamesModel::TitleRole), u"Any map"_s);
    QCOMPARE(value(model, 3, GamesModel::LineRole), u"Unknown location · Reapers · Bronze"_s);
}

void TestGamesModel::changeTellsItsRoles()
{
    GamesModel model;
    model.apply({.upserted = {game(1), game(2)}});
    QSignalSpy changed(&model, &GamesModel::dataChanged);
    auto second = game(2);
    second.privacy = server::GamePrivacy::Private;
    model.apply({.upserted = {second}});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(changed.at(0).at(2).value<QList<int>>(),
             (QList<int> {GamesModel::SentenceRole, GamesModel::PrivacyTextRole, GamesModel::PrivacyIconRole}));
}

void TestGamesModel::sameAgainSaysNothing()
{
    GamesModel model;
    model.apply({.upserted = {game(1)}});
    QSignalSpy changed(&model, &GamesModel::dataChanged);
    QSignalSpy counted(&model, &GamesModel::countsChanged);
    model.apply({.upserted = {game(1)}, .reset = true});
    QCOMPARE(changed.size(), 0);
    QCOMPARE(counted.size(), 0);
}

void TestGamesModel::wholePictureNeverResets()
{
    GamesModel model;
    QSignalSpy reset(&model, &GamesModel::modelReset);
    model.apply({.upserted = {game(1), game(2)}, .reset = true});
    model.apply({.upserted = {game(2), game(3)}, .reset = true});
    QCOMPARE(model.count(), 2);
    QVERIFY(model.find(base::GameId {1}) == nullptr);
    QVERIFY(model.find(base::GameId {3}) != nullptr);
    model.apply({.reset = true});
    QCOMPARE(model.count(), 0);
    QCOMPARE(reset.size(), 0);
}

void TestGamesModel::countsAndKinds()
{
    GamesModel model;
    model.setNow(kNow);
    model.apply({.upserted = {game(1, GamePhase::InMatch), game(2, GamePhase::Lobby), game(3, GamePhase::Starting),
                              game(4, GamePhase::ChoosingHost), game(5, GamePhase::Ending)}});
    QCOMPARE(model.count(GamesModel::All), 5);
    QCOMPARE(model.count(GamesModel::InMatch), 1);
    QCOMPARE(model.count(GamesModel::InLobby), 2);
    QCOMPARE(model.count(GamesModel::Trouble), 1);
}

void TestGamesModel::slowJoinIsTroubleWithTime()
{
    GamesModel model;
    auto row = game(1);
    row.members.append(fakes::member(2, u"Kit"_s, 1, PlayerPath::Connecting));
    row.members.last().since = kNow;
    model.setNow(kNow.addSecs(20));
    model.apply({.upserted = {row}});
    QCOMPARE(model.count(GamesModel::Trouble), 0);
    QSignalSpy counted(&model, &GamesModel::countsChanged);
    model.setNow(kNow.addSecs(21));
    QCOMPARE(model.count(GamesModel::Trouble), 1);
    QCOMPARE(counted.size(), 1);
}

void TestGamesModel::hostChangeIsForgotten()
{
    GamesModel model;
    auto row = game(1, GamePhase::InMatch);
    row.hostChangedAt = kNow;
    model.setNow(kNow.addSecs(299));
    model.apply({.upserted = {row}});
    QCOMPARE(value(model, 0, GamesModel::PhaseTextRole), u"Host changed"_s);
    model.setNow(kNow.addSecs(300));
    QCOMPARE(value(model, 0, GamesModel::PhaseTextRole), u"In match"_s);
    QCOMPARE(model.count(GamesModel::Trouble), 0);
}

void TestGamesModel::filterFollowsChanges()
{
    GamesModel model;
    model.setNow(kNow);
    GamesFilter filter(model);
    const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    filter.setKind(GamesModel::InMatch);
    model.apply({.upserted = {game(1, GamePhase::Lobby), game(2, GamePhase::InMatch)}});
    QCOMPARE(filter.count(), 1);
    QSignalSpy counted(&filter, &GamesFilter::countChanged);
    model.apply({.upserted = {game(1, GamePhase::InMatch)}});
    QCOMPARE(filter.count(), 2);
    QVERIFY(counted.size() >= 1);
    QCOMPARE(filter.data(filter.index(0, 0), GamesModel::GameIdRole).toInt(), 1);
    model.apply({.removed = {base::GameId {1}, base::GameId {2}}});
    QCOMPARE(filter.count(), 0);
    // By time alone: nothing about the row itself has changed.
    auto slow = game(3);
    slow.members.first().path = PlayerPath::Connecting;
    slow.members.first().since = kNow;
    filter.setKind(GamesModel::Trouble);
    model.apply({.upserted = {slow}});
    QCOMPARE(filter.count(), 0);
    model.setNow(kNow.addSecs(30));
    QCOMPARE(filter.count(), 1);
    filter.setKind(GamesModel::All);
    QCOMPARE(filter.count(), 1);
}

void TestGamesModel::randomDifferencesAgainstAMirror()
{
    GamesModel model;
    GamesFilter filter(model);
    filter.setKind(GamesModel::InMatch);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::mt19937 random(7); // NOLINT(cert-msc51-cpp): the same every time
    std::map<quint32, GamePhase> mirror;
    for (int round = 0; round < 300; ++round) {
        server::GamesDelta delta;
        delta.reset = random() % 12 == 0;
        if (delta.reset)
            mirror.clear();
        for (auto i = random() % 6; i > 0; --i) {
            const auto id = quint32(random() % 30);
            if (!delta.reset && random() % 3 == 0) {
                delta.removed.append(base::GameId {id});
            } else {
                delta.upserted.append(game(id, random() % 2 == 0 ? GamePhase::InMatch : GamePhase::Lobby));
            }
        }
        for (const auto id : delta.removed)
            mirror.erase(base::number(id));
        for (const auto &row : delta.upserted)
            mirror[base::number(row.id)] = row.phase;
        model.apply(delta);
        QCOMPARE(model.count(), int(mirror.size()));
        const auto inMatch = std::count_if(mirror.cbegin(), mirror.cend(),
                                           [](const auto &entry) { return entry.second == GamePhase::InMatch; });
        QCOMPARE(model.count(GamesModel::InMatch), int(inMatch));
        QCOMPARE(filter.count(), int(inMatch));
        for (const auto &[id, phase] : mirror) {
            const auto *found = model.find(base::GameId {id});
            QVERIFY(found != nullptr && found->phase == phase);
        }
    }
}

void TestGamesModel::membersInSlotOrder()
{
    GameMembersModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy reset(&model, &GameMembersModel::modelReset);
    const auto jon = fakes::member(1, u"Jon"_s, 0, PlayerPath::Direct);
    const auto kit = fakes::member(2, u"Kit"_s, 1, PlayerPath::Relay);
    const auto lena = fakes::member(3, u"Lena"_s, 2, PlayerPath::Connecting);
    model.apply({jon, lena});
    model.apply({jon, kit, lena});
    QCOMPARE(value(model, 1, GameMembersModel::NameRole), u"Kit"_s);
    model.apply({kit, lena});
    QCOMPARE(model.count(), 2);
    QCOMPARE(value(model, 0, GameMembersModel::NameRole), u"Kit"_s);
    model.apply({});
    QCOMPARE(model.count(), 0);
    QCOMPARE(reset.size(), 0);
}

void TestGamesModel::membersMoveWithTheirSlots()
{
    GameMembersModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    auto jon = fakes::member(1, u"Jon"_s, 0, PlayerPath::Direct);
    auto kit = fakes::member(2, u"Kit"_s, 1, PlayerPath::Direct);
    model.apply({jon, kit});
    QSignalSpy moved(&model, &GameMembersModel::rowsMoved);
    kit.slot = 0;
    jon.slot = 1;
    model.apply({kit, jon});
    QCOMPARE(moved.size(), 1);
    QCOMPARE(value(model, 0, GameMembersModel::NameRole), u"Kit"_s);
    QCOMPARE(value(model, 0, GameMembersModel::SlotRole), u"1"_s);
    QVERIFY(model.find(base::PlayerId {2}).has_value());
    QVERIFY(!model.find(base::PlayerId {9}).has_value());
}

void TestGamesModel::rolesOfAMember()
{
    GameMembersModel model;
    auto host = fakes::member(1, u"Jon"_s, 0, PlayerPath::ThisPc);
    host.host = true;
    auto kit = fakes::member(2, u"Kit Rowan"_s, 2, PlayerPath::HttpRelay, server::RouterType::Strict);
    kit.since = kNow.addSecs(-180);
    auto lena = fakes::member(3, u"Lena"_s, 3, PlayerPath::Connecting, server::RouterType::Unknown);
    lena.since = kNow.addSecs(-5);
    model.setNow(kNow);
    model.apply({host, kit, lena});
    QCOMPARE(value(model, 0, GameMembersModel::SecondRole), u"Host"_s);
    QCOMPARE(value(model, 0, GameMembersModel::PathTextRole), u"This PC"_s);
    QCOMPARE(value(model, 1, GameMembersModel::SlotRole), u"3"_s); // counted from one
    QCOMPARE(value(model, 1, GameMembersModel::PathTextRole), u"HTTP relay"_s);
    QCOMPARE(model.data(model.index(1), GameMembersModel::PathToneRole).toInt(), int(app::tone::Attention));
    QCOMPARE(model.data(model.index(1), GameMembersModel::RouterToneRole).toInt(), int(app::tone::Attention));
    QCOMPARE(value(model, 1, GameMembersModel::SentenceRole),
             u"Kit Rowan, Connected for 3 min, slot 3, path HTTP relay, router Strict"_s);
    QCOMPARE(value(model, 2, GameMembersModel::SecondRole), u"Connecting for 5 s"_s);
    QCOMPARE(value(model, 2, GameMembersModel::RouterTextRole), u"–"_s);
}

void TestGamesModel::queueRowsAndTheirAge()
{
    QueueModel model;
    model.setNow(kNow);
    model.apply(fakes::twoWaiting());
    QCOMPARE(value(model, 0, QueueModel::NameRole), u"Dara"_s);
    QCOMPARE(value(model, 0, QueueModel::WantsRole), u"Glacier · any enemy · Gold"_s);
    QCOMPARE(value(model, 0, QueueModel::WaitedRole), u"1:24"_s);
    QCOMPARE(model.data(model.index(0), QueueModel::ToneRole).toInt(), int(app::tone::Attention));
    QCOMPARE(value(model, 1, QueueModel::WantsRole), u"Any map · Reapers · Silver"_s);
    QCOMPARE(model.data(model.index(1), QueueModel::ToneRole).toInt(), int(app::tone::Working));
    QCOMPARE(model.countLong(), 1);
    model.setNow(kNow.addSecs(47)); // 59 s and 60 s of the second one
    QCOMPARE(model.countLong(), 1);
    model.setNow(kNow.addSecs(48));
    QCOMPARE(model.countLong(), 2);
}

void TestGamesModel::queueKeepsItsOrder()
{
    QueueModel model;
    QSignalSpy reset(&model, &QueueModel::modelReset);
    const auto two = fakes::twoWaiting();
    model.apply(two);
    auto third = two.upserted.first();
    third.id = base::PlayerId {52};
    third.name = u"Third"_s;
    model.apply({.upserted = {third}, .removed = {base::PlayerId {50}}});
    QCOMPARE(model.count(), 2);
    QCOMPARE(value(model, 0, QueueModel::NameRole), u"Osk_17"_s);
    QCOMPARE(value(model, 1, QueueModel::NameRole), u"Third"_s);
    QVERIFY(model.find(base::PlayerId {50}) == nullptr);
    QCOMPARE(reset.size(), 0);
}

QTEST_GUILESS_MAIN(TestGamesModel)
#include "tst_gamesmodel.moc"
