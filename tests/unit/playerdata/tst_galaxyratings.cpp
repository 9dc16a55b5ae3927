// The numbers of Galaxy at War, against the vectors of player-data.json.

#include <core/playerdata/galaxyratings.h>
#include <tests/support/envvectors.h>
#include <tests/support/quiet.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace playerdata;

namespace {

std::array<quint16, 5> five(const QJsonValue &json)
{
    std::array<quint16, 5> values {};
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<quint16>(json.toArray().at(static_cast<qsizetype>(i)).toInt());
    return values;
}

} // namespace

class GalaxyRatingsTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void vectors_data()
    {
        QTest::addColumn<QJsonObject>("vector");
        const QJsonObject file = test::readVectorJson(u"player-data.json"_s)[u"galaxy_at_war"_s].toObject();
        for (const QString &kind : {u"increase"_s, u"decay"_s}) {
            const QJsonArray vectors = file[kind].toArray();
            for (qsizetype i = 0; i < vectors.size(); ++i)
                QTest::newRow(qPrintable(kind + QString::number(i))) << vectors[i].toObject();
        }
    }

    void vectors()
    {
        QFETCH(const QJsonObject, vector);
        GalaxyRatings ratings {five(vector[u"values"_s])};
        if (vector.contains(u"add"_s)) {
            ratings.increase(five(vector[u"add"_s]));
        } else {
            const auto hours = std::chrono::hours(vector[u"hours"_s].toInteger());
            ratings.decay(decayPoints(hours, static_cast<float>(vector[u"decay"_s].toDouble())));
        }
        QCOMPARE(ratings.groups, five(vector[u"result"_s]));
        if (vector.contains(u"level"_s))
            QCOMPARE(static_cast<qint64>(ratings.level()), vector[u"level"_s].toInteger());
    }

    void clockSetBack() { QCOMPARE(decayPoints(std::chrono::hours(-100), 1.0F), quint16 {0}); }

    void lostPointsAreBounded()
    {
        QCOMPARE(decayPoints(std::chrono::hours(24 * 655), 1.0F), quint16 {65'500});
        QCOMPARE(decayPoints(std::chrono::hours(24 * 656), 1.0F), quint16 {65'535});
        QCOMPARE(decayPoints(std::chrono::hours(24) * 1'000'000, 655.0F), quint16 {65'535});
    }

    // As a row of another program may hold them.
    void valuesOutsideOfTheRange()
    {
        GalaxyRatings ratings {{0, 4999, 65'535, 65'535, 65'535}};
        QCOMPARE(ratings.level(), quint32 {(4999U + 3 * 65'535U) / 5});
        ratings.increase({0, 1, 65'535, 0, 0});
        QCOMPARE(ratings.groups, (std::array<quint16, 5> {0, 5000, 10'099, 10'099, 10'099}));
        ratings.decay(0);
        QCOMPARE(ratings.groups[0], quint16 {5000});
    }
};

QTEST_APPLESS_MAIN(GalaxyRatingsTest)
#include "tst_galaxyratings.moc"
