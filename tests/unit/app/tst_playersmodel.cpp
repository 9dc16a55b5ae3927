#include <app/person.h>
#include <app/playersmodel.h>
#include <app/tone.h>
#include <tests/support/quiet.h>

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>

#include <random>
#include <set>

using namespace Qt::StringLiterals;
using app::PlayersModel;
using server::Activity;

namespace {

const QDateTime kSince = QDateTime::fromSecsSinceEpoch(1'763'470'000, Qt::UTC);

server::PlayerRow row(quint32 id, const QString &name = u"Jon"_s, Activity activity = Activity::InMenu)
{
    return {base::PlayerId {id}, name, activity, kSince, false};
}

QString value(const PlayersModel &model, int at, int role)
{
    return model.data(model.index(at), role).toString();
}

QStringList names(const PlayersModel &model)
{
    QStringList all;
    for (int i = 0; i < model.count(); ++i)
        all.append(value(model, i, PlayersModel::NameRole));
    return all;
}

} // namespace

class TestPlayersModel : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void rolesOfARow();
    void initialsOf_data();
    void initialsOf();
    void newOnesComeLastAndKnownOnesStay();
    void changeTellsExactlyItsRoles();
    void sameAgainSaysNothing();
    void neighboursLeaveTogether();
    void wholePictureIsADifferenceToo();
    void twiceInOneDifference();
    void unknownRemovalIsIgnored();
    void countsThoseInAGame();
    void tenThousand();
    void randomDifferencesAgainstAMirror();
};

void TestPlayersModel::rolesOfARow()
{
    PlayersModel model;
    model.setNow(kSince.addSecs(38 * 60));
    auto anna = row(7, u"Anna"_s, Activity::SigningIn);
    anna.thisPc = true;
    model.apply({{anna}, {}, true});
    QCOMPARE(value(model, 0, PlayersModel::NameRole), u"Anna"_s);
    QCOMPARE(value(model, 0, PlayersModel::InitialsRole), u"AN"_s);
    QCOMPARE(value(model, 0, PlayersModel::ActivityRole), u"Signing in"_s);
    QCOMPARE(value(model, 0, PlayersModel::SinceRole), u"38 min"_s);
    QCOMPARE(model.data(model.index(0), PlayersModel::ToneRole).toInt(), int(app::tone::Working));
    QCOMPARE(model.data(model.index(0), PlayersModel::TintRole).toInt(), 7 % app::kTints);
    QCOMPARE(value(model, 0, PlayersModel::SentenceRole), u"Anna, on this PC, Signing in, online for 38 min"_s);
}

void TestPlayersModel::initialsOf_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("two words") << u"Kit Rowan"_s << u"KR"_s;
    QTest::newRow("one word") << u"jon"_s << u"JO"_s;
    QTest::newRow("one letter") << u"x"_s << u"X"_s;
    QTest::newRow("signs") << u"__a-b__"_s << u"AB"_s;
    QTest::newRow("only signs") << u"***"_s << QString();
    QTest::newRow("empty") << QString() << QString();
}

void TestPlayersModel::initialsOf()
{
    QFETCH(QString, name);
    PlayersModel model;
    model.apply({{row(1, name)}, {}, true});
    QTEST(value(model, 0, PlayersModel::InitialsRole), "expected");
}

void TestPlayersModel::newOnesComeLastAndKnownOnesStay()
{
    PlayersModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.apply({{row(1, u"a"_s), row(2, u"b"_s)}, {}, true});
    model.apply({{row(3, u"c"_s), row(1, u"a2"_s)}, {}, false});
    QCOMPARE(names(model), (QStringList {u"a2"_s, u"b"_s, u"c"_s}));
}

void TestPlayersModel::changeTellsExactlyItsRoles()
{
    PlayersModel model;
    model.apply({{row(1), row(2)}, {}, true});
    QSignalSpy changed(&model, &PlayersModel::dataChanged);
    model.apply({{row(2, u"Jon"_s, Activity::InGame)}, {}, false});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(changed.at(0).at(2).value<QList<int>>(),
             (QList<int> {PlayersModel::ActivityRole, PlayersModel::ActivityIconRole, PlayersModel::ToneRole,
                          PlayersModel::SentenceRole}));
}

void TestPlayersModel::sameAgainSaysNothing()
{
    PlayersModel model;
    model.apply({{row(1), row(2)}, {}, true});
    QSignalSpy changed(&model, &PlayersModel::dataChanged);
    QSignalSpy counted(&model, &PlayersModel::countChanged);
    model.apply({{row(1), row(2)}, {}, true});
    QCOMPARE(changed.size(), 0);
    QCOMPARE(counted.size(), 0);
}

void TestPlayersModel::neighboursLeaveTogether()
{
    PlayersModel model;
    server::PlayersDelta all;
    for (quint32 id = 0; id < 10; ++id)
        all.upserted.append(row(id, QString::number(id)));
    model.apply(all);
    QSignalSpy removed(&model, &PlayersModel::rowsRemoved);
    model.apply({{},
                 {base::PlayerId {4}, base::PlayerId {2}, base::PlayerId {3}, base::PlayerId {8}, base::PlayerId {3}},
                 false});
    QCOMPARE(removed.size(), 2);
    QCOMPARE(names(model), (QStringList {u"0"_s, u"1"_s, u"5"_s, u"6"_s, u"7"_s, u"9"_s}));
    model.apply({{row(9, u"nine"_s)}, {}, false});
    QCOMPARE(names(model).constLast(), u"nine"_s);
}

void TestPlayersModel::wholePictureIsADifferenceToo()
{
    PlayersModel model;
    QSignalSpy reset(&model, &PlayersModel::modelReset);
    model.apply({{row(1, u"a"_s), row(2, u"b"_s), row(3, u"c"_s)}, {}, true});
    QSignalSpy inserted(&model, &PlayersModel::rowsInserted);
    QSignalSpy removed(&model, &PlayersModel::rowsRemoved);
    model.apply({{row(3, u"c"_s), row(4, u"d"_s)}, {}, true});
    QCOMPARE(names(model), (QStringList {u"c"_s, u"d"_s}));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(removed.size(), 1);
    model.apply({{}, {}, true});
    QCOMPARE(model.count(), 0);
    QCOMPARE(reset.size(), 0);
}

void TestPlayersModel::twiceInOneDifference()
{
    PlayersModel model;
    model.apply({{row(1, u"first"_s), row(1, u"later"_s)}, {}, false});
    QCOMPARE(names(model), QStringList {u"later"_s});
}

void TestPlayersModel::unknownRemovalIsIgnored()
{
    PlayersModel model;
    model.apply({{row(1)}, {base::PlayerId {99}}, false});
    QCOMPARE(model.count(), 1);
}

void TestPlayersModel::countsThoseInAGame()
{
    PlayersModel model;
    model.apply({{row(1, u"a"_s, Activity::InGame), row(2)}, {}, true});
    QCOMPARE(model.countInGame(), 1);
    model.apply({{row(2, u"Jon"_s, Activity::InGame)}, {base::PlayerId {1}}, false});
    QCOMPARE(model.countInGame(), 1);
    model.apply({{}, {base::PlayerId {2}}, false});
    QCOMPARE(model.countInGame(), 0);
}

void TestPlayersModel::tenThousand()
{
    PlayersModel model;
    server::PlayersDelta all;
    all.reset = true;
    for (quint32 id = 0; id < 10'000; ++id)
        all.upserted.append(row(id));
    QElapsedTimer timer;
    timer.start();
    model.apply(all);
    QCOMPARE(model.count(), 10'000);
    // Every second one leaves: the worst case, 5,000 separate ranges.
    server::PlayersDelta half;
    for (quint32 id = 0; id < 10'000; id += 2)
        half.removed.append(base::PlayerId {id});
    model.apply(half);
    QCOMPARE(model.count(), 5'000);
    // Far above what a calm machine needs; catches a slip into quadratic time per row of the view.
    QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
}

void TestPlayersModel::randomDifferencesAgainstAMirror()
{
    PlayersModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::mt19937 random(42); // NOLINT(cert-msc51-cpp): the same every time
    std::set<quint32> mirror;
    for (int round = 0; round < 300; ++round) {
        server::PlayersDelta delta;
        delta.reset = random() % 10 == 0;
        if (delta.reset)
            mirror.clear();
        const auto count = random() % 8;
        for (unsigned i = 0; i < count; ++i) {
            const auto id = quint32(random() % 40);
            if (!delta.reset && random() % 2 == 0) {
                delta.removed.append(base::PlayerId {id});
            } else {
                delta.upserted.append(row(id, QString::number(id)));
            }
        }
        for (const auto id : delta.removed)
            mirror.erase(base::number(id));
        for (const auto &upserted : delta.upserted)
            mirror.insert(base::number(upserted.id));
        model.apply(delta);
        std::set<quint32> shown;
        for (const auto &name : names(model))
            QVERIFY(shown.insert(name.toUInt()).second);
        QVERIFY(shown == mirror);
    }
}

QTEST_GUILESS_MAIN(TestPlayersModel)
#include "tst_playersmodel.moc"
