#include "fakebackend.h"

#include <app/jointexts.h>
#include <tests/support/quiet.h>

#include <QSet>

using namespace Qt::StringLiterals;
using connector::LookupError;
using Kind = connector::LookupErrorKind;

class TestJoinTexts : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void lookupErrors_data();
    void lookupErrors();
    void everyKindSaysSomethingElse();
    void portProblems();
    void worstFirst();
    void steps();
    void ports_data();
    void ports();
};

void TestJoinTexts::lookupErrors_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("understood");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("said"); // title and text together
    QTest::newRow("bad address") << Kind::BadAddress << u"http://"_s << QString()
                                 << u"That is not a valid server address. Read as: “http://”"_s;
    QTest::newRow("name unknown") << Kind::NameNotFound << u"http://play.exmple.org/"_s << QString()
                                  << u"No server has the name “play.exmple.org”. Check the spelling."_s;
    QTest::newRow("refused") << Kind::Refused << u"http://203.0.113.7:8080/"_s << QString()
                             << u"203.0.113.7 answers, but nothing listens on port 8080. The server may be off."_s;
    QTest::newRow("refused on the usual port")
        << Kind::Refused << u"https://203.0.113.7/"_s << QString()
        << u"203.0.113.7 answers, but nothing listens on port 443. The server may be off."_s;
    QTest::newRow("no answer") << Kind::NoAnswer << u"http://h/"_s << QString()
                               << u"No answer in 10 seconds. The server is off, or a firewall is in the way."_s;
    QTest::newRow("tls")
        << Kind::TlsFailed << u"https://h/"_s << u"the certificate belongs to “router.lan”"_s
        << u"The secure connection failed. The reason given: the certificate belongs to “router.lan”"_s;
    QTest::newRow("not found") << Kind::NotFound << u"http://h/x/"_s << u"404"_s
                               << u"There is a web server, but no game server at this path. Check the part after the "
                                  "host name. Usually there is none."_s;
    QTest::newRow("not ours") << Kind::WrongIdent << u"http://192.168.1.1/"_s << QString()
                              << u"This is not a Pocket Relay server. It may be your router's page; try with a port, "
                                 "such as :8080."_s;
    QTest::newRow("too old") << Kind::TooOld << u"http://h/"_s << u"0.4.9"_s
                             << u"Server version 0.4.9 is older than 0.5.0. 0.5.0 is the oldest this app supports. Ask "
                                "the owner to update."_s;
}

void TestJoinTexts::lookupErrors()
{
    QFETCH(Kind, kind);
    QFETCH(QString, understood);
    QFETCH(QString, detail);
    QFETCH(QString, said);
    const auto problem = app::problemOf(LookupError {kind, detail, understood});
    QCOMPARE(QString(problem.title + u". "_s + problem.text), said);
}

void TestJoinTexts::everyKindSaysSomethingElse()
{
    QSet<QString> titles;
    for (int kind = int(Kind::BadAddress); kind <= int(Kind::Silent); ++kind) {
        const auto problem = app::problemOf(LookupError {Kind(kind), u"x"_s, u"http://h/"_s});
        QVERIFY(problem.isPresent());
        QVERIFY2(!problem.text.isEmpty(), qPrintable(problem.title));
        QVERIFY(!problem.title.endsWith(u'.'));
        titles.insert(problem.title);
    }
    // Two kinds share one: an answer that is not JSON and a wrong ident both mean "not ours".
    QCOMPARE(titles.size(), int(Kind::Silent));
}

void TestJoinTexts::portProblems()
{
    using connector::PortProblem;
    using connector::PortRole;
    const auto known =
        app::problemOf(PortProblem {PortRole::Redirector, 42127, u"pocket-relay-client (process 4112)"_s, false});
    QCOMPARE(known.title, u"Another connector is using the game's ports"_s);
    QVERIFY(known.text.startsWith(u"pocket-relay-client (process 4112) holds port 42127."_s));
    const auto unknown = app::problemOf(PortProblem {PortRole::Blaze, 42128, {}, false});
    QVERIFY(unknown.text.startsWith(u"Something holds port 42128."_s));
    const auto refused = app::problemOf(PortProblem {PortRole::Blaze, 42128, {}, true});
    QCOMPARE(refused.title, u"The system refused port 42128"_s);
}

void TestJoinTexts::worstFirst()
{
    QVERIFY(!app::problemOf(connector::Status()).isPresent());
    QVERIFY(!app::problemOf(fakes::joinReady()).isPresent());
    QVERIFY(!app::problemOf(fakes::joinLookingUp()).isPresent());
    auto old = fakes::joinReady();
    old.server->association.clear();
    QCOMPARE(app::problemOf(old).tone, app::tone::Attention);
    old.upgradeProblem = u"503"_s;
    QCOMPARE(app::problemOf(old).details, u"503"_s);
    auto firstTry = fakes::joinReconnecting();
    firstTry.attempts = 1;
    QCOMPARE(app::problemOf(firstTry).tone, app::tone::Working);
    QCOMPARE(app::problemOf(fakes::joinReconnecting()).tone, app::tone::Attention);
    QCOMPARE(app::problemOf(fakes::joinPortsTaken()).tone, app::tone::Problem);
}

void TestJoinTexts::steps()
{
    using app::StepsModel;
    const auto states = [](const connector::Status &status) {
        QList<StepsModel::State> all;
        for (const auto &step : app::joinSteps(status))
            all.append(step.state);
        return all;
    };
    using States = QList<StepsModel::State>;
    constexpr auto todo = StepsModel::Todo;
    constexpr auto running = StepsModel::Running;
    constexpr auto done = StepsModel::Done;
    constexpr auto warning = StepsModel::Warning;
    constexpr auto failed = StepsModel::Failed;
    QCOMPARE(states(connector::Status()), (States {todo, todo, todo, todo}));
    QCOMPARE(states(fakes::joinLookingUp()), (States {running, todo, todo, todo}));
    QCOMPARE(states(fakes::joinReady()), (States {done, done, done, running}));
    QCOMPARE(states(fakes::joinInGame()), (States {done, done, done, done}));
    QCOMPARE(states(fakes::joinReconnecting()), (States {warning, done, todo, todo}));
    QCOMPARE(states(fakes::joinPortsTaken()), (States {done, failed, todo, todo}));
    QCOMPARE(states(fakes::joinFailed(Kind::Refused)), (States {failed, todo, todo, todo}));
    QCOMPARE(states(fakes::joinLimited()), (States {done, warning, warning, running}));
    QCOMPARE(app::joinSteps(fakes::joinReady()).at(0).value, u"41 ms"_s);
    QCOMPARE(app::joinSteps(fakes::joinReady()).at(2).text, u"Over UDP"_s);
    const auto limited = app::joinSteps(fakes::joinLimited());
    QCOMPARE(limited.at(1).text, u"nginx (process 812) holds port 42131. Galaxy at War does not load."_s);
    QCOMPARE(limited.at(2).text, u"Trying again (2)"_s);
}

void TestJoinTexts::ports_data()
{
    QTest::addColumn<connector::Ports>("open");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << connector::Ports {} << QString();
    QTest::newRow("one") << connector::Ports {42127, 0, 0, 0, 0, 0} << u"42127"_s;
    QTest::newRow("two") << connector::Ports {42127, 42128, 0, 0, 0, 0} << u"42127–42128"_s;
    QTest::newRow("all") << connector::Ports {42127, 42128, 42129, 42130, 42131, 42132} << u"42127–42132"_s;
    QTest::newRow("one missing") << connector::Ports {42127, 42128, 42129, 42130, 0, 42132} << u"42127–42130, 42132"_s;
    QTest::newRow("apart") << connector::Ports {42127, 9001, 0, 0, 0, 0} << u"9001, 42127"_s;
}

void TestJoinTexts::ports()
{
    QFETCH(connector::Ports, open);
    QTEST(app::portsText(open), "text");
}

QTEST_GUILESS_MAIN(TestJoinTexts)
#include "tst_jointexts.moc"
