// Every exchange of exchanges.json against the real commands: one row each. (Those with the connector's redirector are
// rows of tst_redirector.)

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
        for (const QJsonValue &exchange : exchanges) {
            if (scenario::ExchangeRunner::isForRedirector(exchange.toObject()))
                continue;
            QTest::newRow(qPrintable(exchange[u"id"_s].toString())) << exchange.toObject();
        }
    }
    void answers()
    {
        QFETCH(const QJsonObject, exchange);
        scenario::ExchangeRunner runner(exchange, m_constants);
        const QString wrong = runner.run();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

private:
    QJsonObject m_constants;
};

QTEST_APPLESS_MAIN(Exchanges)
#include "tst_exchanges.moc"
