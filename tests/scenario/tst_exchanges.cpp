// Every exchange of exchanges.json against the real commands: one row each.

#include <tests/scenario/exchangerunner.h>
#include <tests/support/envvectors.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;

class Exchanges : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<QJsonObject>("exchange");
        const QJsonObject file = test::readVectorJson(u"exchanges.json"_s);
        m_constants = file[u"constants"_s].toObject();
        const QJsonArray exchanges = file[u"exchanges"_s].toArray();
        QVERIFY(!exchanges.isEmpty());
        for (const QJsonValue &exchange : exchanges)
            QTest::newRow(qPrintable(exchange[u"id"_s].toString())) << exchange.toObject();
    }
    void answers()
    {
        QFETCH(const QJsonObject, exchange);
        if (const QString missing = scenario::ExchangeRunner::notBuilt(exchange); !missing.isEmpty())
            QSKIP(qPrintable(u"not built yet: "_s + missing));
        scenario::ExchangeRunner runner(exchange, m_constants);
        const QString wrong = runner.run();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

private:
    QJsonObject m_constants;
};

QTEST_APPLESS_MAIN(Exchanges)
#include "tst_exchanges.moc"
