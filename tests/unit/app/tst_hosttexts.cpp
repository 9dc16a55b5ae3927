#include "fakebackend.h"

#include <app/hosttexts.h>
#include <tests/support/quiet.h>

#include <QSet>

using namespace Qt::StringLiterals;
using app::StepsModel;
using server::StartError;
using server::StartErrorKind;
using server::StartStep;

class TestHostTexts : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void everyCauseHasItsWords();
    void portTaken();
    void portNotAllowed();
    void steps();
    void headlines();
    void portNote();
};

void TestHostTexts::everyCauseHasItsWords()
{
    QVERIFY(!app::problemOf(StartError {}).isPresent());
    QSet<QString> texts;
    for (int kind = int(StartErrorKind::PortTaken); kind <= int(StartErrorKind::Other); ++kind) {
        const StartError error {StartErrorKind(kind), StartStep::Ports, u"raw"_s, {}, 80, 0};
        const auto problem = app::problemOf(error);
        QVERIFY(problem.isPresent());
        QVERIFY(!problem.title.contains(u"raw"_s)); // what the system said is for the details only
        QVERIFY(!problem.text.contains(u"raw"_s));
        QCOMPARE(problem.details, u"raw"_s);
        QVERIFY(problem.action.isEmpty());
        texts.insert(problem.title + problem.text);
    }
    QCOMPARE(texts.size(), int(StartErrorKind::Other));
}

void TestHostTexts::portTaken()
{
    const auto problem = app::problemOf(
        StartError {StartErrorKind::PortTaken, StartStep::Ports, {}, u"nginx (process 812)"_s, 80, 8080});
    QCOMPARE(problem.title, u"Could not start on port 80"_s);
    QCOMPARE(problem.text, u"Another program uses it: nginx (process 812)."_s);
    QCOMPARE(problem.action, u"Try port 8080"_s);
}

void TestHostTexts::portNotAllowed()
{
    const auto problem =
        app::problemOf(StartError {StartErrorKind::PortPermission, StartStep::Ports, {}, {}, 80, 8080});
    QCOMPARE(problem.text, u"No port could be opened. The system allows ports above 1024 only."_s);
}

void TestHostTexts::steps()
{
    const auto states = [](const server::Status &status) {
        QList<StepsModel::State> all;
        for (const auto &step : app::startSteps(status))
            all.append(step.state);
        return all;
    };
    using States = QList<StepsModel::State>;
    QCOMPARE(states(server::Status()), (States {StepsModel::Todo, StepsModel::Todo, StepsModel::Todo}));
    QCOMPARE(states(fakes::hostStarting()), (States {StepsModel::Done, StepsModel::Running, StepsModel::Todo}));
    QCOMPARE(states(fakes::hostFailed()), (States {StepsModel::Done, StepsModel::Failed, StepsModel::Todo}));
    QCOMPARE(states(fakes::hostRunning({})), (States {StepsModel::Done, StepsModel::Done, StepsModel::Done}));
    QCOMPARE(app::startSteps(fakes::hostFailed()).at(1).value, u"80"_s);
}

void TestHostTexts::headlines()
{
    auto status = fakes::hostRunning({});
    QCOMPARE(app::headlineOf(status), u"Your server is on. People on this network can join now."_s);
    status.addresses.clear();
    QVERIFY(app::headlineOf(status).contains(u"Only you can join"_s));
    QSet<QString> all;
    for (const auto phase : {server::Phase::Stopped, server::Phase::Starting, server::Phase::Stopping,
                             server::Phase::Failed, server::Phase::Running}) {
        status.phase = phase;
        all.insert(app::headlineOf(status));
    }
    QCOMPARE(all.size(), 5);
}

void TestHostTexts::portNote()
{
    auto status = fakes::hostRunning({});
    QCOMPARE(app::portNoteOf(status), u"Hosting started on port 8080, because port 80 could not be used."_s);
    status.portWanted = 8080;
    QCOMPARE(app::portNoteOf(status), QString());
}

QTEST_GUILESS_MAIN(TestHostTexts)
#include "tst_hosttexts.moc"
