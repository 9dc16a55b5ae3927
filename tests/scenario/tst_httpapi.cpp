// Every case of http.json against the whole server, as the program composes it.

#include <tests/scenario/composedserver.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;

class TestHttpApi : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void cases_data() { m_vectors.addRows({}); }
    void cases();
    void theRunnerNoticesWrongAnswers();

private:
    [[nodiscard]] static std::unique_ptr<test::HttpVectorServer> start(const test::HttpVectorFixture &fixture);

    test::HttpVectors m_vectors;
};

std::unique_ptr<test::HttpVectorServer> TestHttpApi::start(const test::HttpVectorFixture &fixture)
{
    auto server = std::make_unique<test::ComposedServer>(fixture);
    return server->isRunning() ? std::move(server) : nullptr;
}

void TestHttpApi::cases()
{
    QFETCH(QString, name);
    const QString problem = m_vectors.run(name, start);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

// The runner itself must be able to fail: here the server is there and the route's answer is another one.
void TestHttpApi::theRunnerNoticesWrongAnswers()
{
    if (!m_vectors.has(u"login_ok"_s))
        QSKIP("other vectors, without the case this is tried with");
    const QString problem = m_vectors.run(u"login_ok"_s, [](const test::HttpVectorFixture &fixture) {
        test::HttpVectorFixture other = fixture;
        QFile::remove(other.databasePath);
        other.databasePath.clear(); // a server without players
        return start(other);
    });
    QVERIFY2(problem.startsWith(u"step 1: status "_s), qPrintable(problem));
}

QTEST_GUILESS_MAIN(TestHttpApi)
#include "tst_httpapi.moc"
