#include <core/content/tables.h>

#include <core/content/csv.h>

#include <QFile>

// A static library's resources are linked only when somebody asks for them by name, outside of any namespace.
static void initTables()
{
    Q_INIT_RESOURCE(tables);
}

namespace content {

using namespace Qt::StringLiterals;

namespace {

QByteArray readTable(const QString &name)
{
    QFile file(u":/relaydeck/tables/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the program was built without its table %s", qPrintable(name));
    return file.readAll();
}

} // namespace

Tables loadTables()
{
    initTables();
    Tables tables;
    const CsvTable entitlements(readTable(u"entitlements.csv"_s));
    for (const CsvRow &row : entitlements.rows()) {
        tables.entitlements.append({.index = static_cast<int>(row.number("index"_ba)),
                                    .tag = row.text("entitlement"_ba),
                                    .group = row.text("group"_ba),
                                    .id = row.text("id"_ba),
                                    .parameters = row.text("param"_ba)});
    }
    const CsvTable owned(readTable(u"user-entitlements.csv"_s));
    for (const CsvRow &row : owned.rows()) {
        tables.userEntitlements.append({.group = row.text("GNAM"_ba),
                                        .id = row.number("ID"_ba),
                                        .project = row.text("PJID"_ba),
                                        .productCatalogue = row.number("PRCA"_ba),
                                        .product = row.text("PRID"_ba),
                                        .tag = row.text("TAG"_ba),
                                        .type = row.number("TYPE"_ba)});
    }
    const CsvTable consumables(readTable(u"dime-consumables.csv"_s));
    for (const CsvRow &row : consumables.rows()) {
        tables.consumables.append({.uniqueId = row.text("uniqueId"_ba),
                                   .name = row.text("name"_ba),
                                   .offerId = row.text("offerId"_ba),
                                   .itemId = row.text("itemId"_ba),
                                   .entitlementTag = row.text("entitlementTag"_ba),
                                   .purchaseable = row.text("purchaseable"_ba),
                                   .advertise = row.text("advertise"_ba),
                                   .useVirtualCurrency = row.text("useVirtualCurrency"_ba),
                                   .gameIndex = row.text("gameIndex"_ba),
                                   .groupNameIndex = row.text("groupNameIndex"_ba),
                                   .dimeVersion = row.text("dimeVersion"_ba)});
    }
    return tables;
}

} // namespace content
