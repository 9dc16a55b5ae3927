// The tables of facts and what is built from them: the entitlement map and the shop.

#include <core/content/entitlementmap.h>
#include <core/content/shop.h>
#include <core/content/tables.h>
#include <tests/support/quiet.h>

#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace content;

class TablesTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void tablesAreComplete()
    {
        const Tables tables = loadTables();
        QCOMPARE(tables.entitlements.size(), 114);
        QCOMPARE(tables.userEntitlements.size(), 39);
        QCOMPARE(tables.consumables.size(), 19);
        QSet<QByteArray> tags;
        for (const UserEntitlement &row : tables.userEntitlements)
            tags.insert(row.tag);
        QVERIFY(tags.contains("ONLINE_ACCESS"));
        QVERIFY(tags.contains("PROJECT10_CODE_CONSUMED"));
    }

    void entitlementMapHasItsOwnOrder()
    {
        const Pairs map = entitlementMap(loadTables().entitlements, {});
        QCOMPARE(map.size(), 342);
        QCOMPARE(map.first().first, "CERBERUS_OFFER_ID"_ba);
        QCOMPARE(map.last().first, "STORE_CATALOG_ID"_ba);
        const auto at = [&map](const QByteArray &key) {
            for (qsizetype i = 0; i < map.size(); ++i) {
                if (map.at(i).first == key)
                    return i;
            }
            return qsizetype(-1);
        };
        // Digits sort before '_'; within an entry entitlement, group, ID, param.
        QVERIFY(at("ENT_109_group") < at("ENT_10_entitlement"));
        QCOMPARE(at("ENT_100_group"), at("ENT_100_entitlement") + 1);
        QCOMPARE(at("ENT_100_ID"), at("ENT_100_entitlement") + 2);
        QCOMPARE(at("ENT_100_param"), at("ENT_100_entitlement") + 3);
        QCOMPARE(at("ENT_1_entitlement"), -1);
        QVERIFY(at("ENT_1_group") >= 0);
        QCOMPARE(at("ENT_ENC"), -1);
    }

    void encodedEntitlementsStandBehindTheIndexedOnes()
    {
        const Pairs map = entitlementMap(loadTables().entitlements, "1;2;ff"_ba);
        QCOMPARE(map.size(), 343);
        QCOMPARE(map.at(341).first, "ENT_ENC"_ba);
        QCOMPARE(map.at(341).second, "1;2;ff"_ba);
    }

    void shopListsThePacks()
    {
        QXmlStreamReader xml(shopDocument(loadTables().consumables));
        QStringList path;
        QStringList names;
        QStringList top;
        QHash<QString, int> counts;
        while (!xml.atEnd()) {
            if (xml.readNext() == QXmlStreamReader::StartElement) {
                path << xml.name().toString();
                ++counts[path.last()];
                if (path.size() == 1) {
                    QCOMPARE(xml.attributes().value(u"http://www.w3.org/2001/XMLSchema-instance"_s,
                                                    u"noNamespaceSchemaLocation"_s),
                             u"dimecfg.xsd"_s);
                } else if (path.size() == 2) {
                    top << path.last();
                }
                if (path.join(u'/') == u"dime/content/consumables/consumable/name") {
                    names << xml.readElementText();
                    path.removeLast();
                }
            } else if (xml.isEndElement()) {
                path.removeLast();
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(top, (QStringList {u"configFormatVersion"_s, u"fileVersion"_s, u"games"_s, u"primaryGameIndex"_s,
                                    u"content"_s}));
        QCOMPARE(names.size(), 19);
        QCOMPARE(names.mid(0, 4),
                 (QStringList {u"N7 Equipment Pack"_s, u"Arsenal Pack"_s, u"Reserves Pack"_s, u"ME3 RePack Silver"_s}));
        for (const char *element : {"consumable", "uniqueId", "metaData", "offerId", "purchaseable", "advertise",
                                    "itemId", "entitlementTag", "useVirtualCurrency", "groupNameIndex", "dimeVersion"})
            QCOMPARE(counts.value(QLatin1String(element)), 19);
        QCOMPARE(counts.value(u"storeId"_s), 1);
        QCOMPARE(counts.value(u"pc"_s), 20);
    }
};

QTEST_APPLESS_MAIN(TablesTest)
#include "tst_tables.moc"
