#include <tests/scenario/expectedbody.h>

#include <core/content/csv.h>
#include <core/tdf/describe.h>
#include <core/tdf/value.h>
#include <tests/scenario/placeholders.h>
#include <tests/support/envvectors.h>
#include <tests/support/tdfjson.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QtEndian>

namespace scenario {

using namespace Qt::StringLiterals;

namespace {

QByteArray readTable(const QString &name)
{
    const QDir vectors(test::vectorsDir());
    for (const QString &path : {vectors.filePath(u"../"_s + name), vectors.filePath(name)}) {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            return file.readAll();
    }
    qFatal("cannot read the table %s beside %s", qPrintable(name), qPrintable(vectors.path()));
}

QJsonValue fillRow(const QJsonValue &json, const content::CsvRow &row)
{
    if (json.isString()) {
        const QString text = json.toString();
        return text.startsWith(u"$row.") ? QString::fromUtf8(row.text(text.sliced(5).toUtf8())) : text;
    }
    if (json.isArray()) {
        QJsonArray filled;
        for (const QJsonValue &item : json.toArray())
            filled.append(fillRow(item, row));
        return filled;
    }
    if (json.isObject()) {
        QJsonObject filled;
        const QJsonObject object = json.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            filled.insert(it.key(), fillRow(it.value(), row));
        return filled;
    }
    return json;
}

QStringList tablesOf(const QJsonObject &value)
{
    QStringList tables;
    if (value[u"rows_from"_s].isString())
        tables << value[u"rows_from"_s].toString();
    for (const QJsonValue &name : value[u"rows_from"_s].toArray())
        tables << name.toString();
    return tables;
}

QJsonObject expandTemplate(QJsonObject value)
{
    QJsonArray items = value[u"items"_s].toArray();
    for (const QString &name : tablesOf(value)) {
        const content::CsvTable table(readTable(name));
        for (const content::CsvRow &row : table.rows())
            items.append(QJsonObject {{u"type"_s, u"group"_s}, {u"fields"_s, fillRow(value[u"row_template"_s], row)}});
    }
    if (value.contains(u"count"_s) && value[u"count"_s].toInt() != items.size())
        qFatal("the table does not have the announced number of rows");
    value.remove(u"rows_from"_s);
    value.remove(u"row_template"_s);
    value.remove(u"count"_s);
    value[u"items"_s] = items;
    return value;
}

QJsonValue expand(const QJsonValue &json)
{
    if (json.isArray()) {
        QJsonArray expanded;
        for (const QJsonValue &item : json.toArray())
            expanded.append(expand(item));
        return expanded;
    }
    if (!json.isObject())
        return json;
    QJsonObject object = json.toObject();
    if (object.contains(u"row_template"_s))
        object = expandTemplate(object);
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonValue expanded = expand(it.value());
        it.value() = expanded;
    }
    return object;
}

bool isLoose(const QJsonValue &json)
{
    if (json.isArray()) {
        const QJsonArray array = json.toArray();
        return std::any_of(array.begin(), array.end(), [](const QJsonValue &item) { return isLoose(item); });
    }
    if (!json.isObject())
        return false;
    const QJsonObject object = json.toObject();
    for (const QString &word : {u"partial"_s, u"optional"_s, u"count"_s, u"rows_from"_s, u"chunks"_s}) {
        if (object.contains(word))
            return true;
    }
    return std::any_of(object.begin(), object.end(), [](const QJsonValue &member) { return isLoose(member); });
}

// The four keys of an entitlement's row, those that have a value.
QList<std::pair<QByteArray, QByteArray>> entitlementPairs(const content::CsvRow &row)
{
    QList<std::pair<QByteArray, QByteArray>> pairs;
    const QByteArray prefix = "ENT_" + row.text("index");
    const auto add = [&](const char *suffix, const char *column) {
        if (!row.text(column).isEmpty())
            pairs.emplaceBack(prefix + suffix, row.text(column));
    };
    add("_entitlement", "entitlement");
    add("_group", "group");
    add("_ID", "id");
    add("_param", "param");
    return pairs;
}

using Pairs = QList<std::pair<QByteArray, QByteArray>>;

Pairs pairsOf(const tdf::Value &value)
{
    Pairs pairs;
    const auto *map = value.as<tdf::Value::Map>();
    if (map == nullptr)
        return pairs;
    for (const auto &[key, content] : map->entries)
        pairs.emplaceBack(key.toBytes(), content.toBytes());
    return pairs;
}

QString checkNibc(const Pairs &pairs)
{
    QByteArray text;
    QHash<QByteArray, QByteArray> byKey;
    for (const auto &[key, value] : pairs)
        byKey.insert(key, value);
    for (int i = 0; byKey.contains("CHUNK_" + QByteArray::number(i)); ++i)
        text += byKey.value("CHUNK_" + QByteArray::number(i));
    const QByteArray payload = QByteArray::fromBase64(text);
    if (payload.size() < 16 || !payload.startsWith("NIBC") || qFromLittleEndian<quint32>(payload.data() + 4) != 1)
        return u"the chunks do not begin with the NIBC head"_s;
    const auto packed = qFromLittleEndian<quint32>(payload.data() + 8);
    const auto plain = qFromLittleEndian<quint32>(payload.data() + 12);
    if (payload.size() != 16 + static_cast<qsizetype>(packed))
        return u"the head tells another length of the compressed part"_s;
    QByteArray stream(4, Qt::Uninitialized);
    qToBigEndian(plain, stream.data());
    if (qUncompress(stream + payload.sliced(16)).size() != static_cast<qsizetype>(plain))
        return u"the zlib stream does not hold what its head says"_s;
    return {};
}

qsizetype base64Length(const Pairs &pairs)
{
    qsizetype length = 0;
    for (const auto &[key, value] : pairs) {
        if (key.startsWith("CHUNK_") && key != "CHUNK_SIZE")
            length += value.size();
    }
    return length;
}

// A map described in part.
QString compareMap(const QJsonObject &expected, const tdf::Value &actual, Placeholders &placeholders)
{
    const Pairs got = pairsOf(actual);
    if (expected[u"chunks"_s].toString() == u"NIBC") {
        if (const QString wrong = checkNibc(got); !wrong.isEmpty())
            return wrong;
    }
    placeholders.setBase64Length(base64Length(got));
    const tdf::Value described = test::valueFromJson(placeholders.fill(expected).toObject());
    Pairs required = pairsOf(described);
    // Entries out of a longer map are shown in no order; all others in that of the wire.
    const bool inOrder = !expected[u"partial"_s].toBool() && tablesOf(expected).isEmpty();
    qsizetype last = -1;
    for (const auto &pair : required) {
        const qsizetype at = got.indexOf(pair);
        if (at < 0)
            return u"missing: %1 = %2"_s.arg(QString::fromUtf8(pair.first), QString::fromUtf8(pair.second));
        if (inOrder && at < last)
            return u"out of order: %1"_s.arg(QString::fromUtf8(pair.first));
        last = at;
    }
    for (const QString &name : tablesOf(expected)) {
        const content::CsvTable table(readTable(name));
        for (const content::CsvRow &row : table.rows()) {
            for (const auto &pair : entitlementPairs(row)) {
                if (!required.contains(pair))
                    required.append(pair);
            }
        }
        for (qsizetype i = 1; i < got.size(); ++i) {
            if (got.at(i - 1).first.toLower() >= got.at(i).first.toLower())
                return u"not in case-insensitive order: %1"_s.arg(QString::fromUtf8(got.at(i).first));
        }
    }
    QList<QByteArray> optional;
    for (const QJsonValue &key : expected[u"optional"_s].toArray())
        optional << key.toString().toUtf8();
    qsizetype counted = 0;
    for (const auto &pair : got) {
        if (optional.contains(pair.first))
            continue;
        ++counted;
        if (!expected[u"partial"_s].toBool() && !required.contains(pair))
            return u"not expected: %1"_s.arg(QString::fromUtf8(pair.first));
    }
    for (const auto &pair : required) {
        if (!got.contains(pair))
            return u"missing: %1 = %2"_s.arg(QString::fromUtf8(pair.first), QString::fromUtf8(pair.second));
    }
    if (expected.contains(u"count"_s) && expected[u"count"_s].toInt() != counted)
        return u"%1 entries instead of %2"_s.arg(counted).arg(expected[u"count"_s].toInt());
    return {};
}

QString compareFields(const QJsonArray &expected, const tdf::Fields &actual, Placeholders &placeholders);

QString compareValue(const QJsonObject &expected, const tdf::Value &actual, Placeholders &placeholders)
{
    const QString type = expected[u"type"_s].toString();
    if (!isLoose(expected)) {
        const tdf::Value wanted = test::valueFromJson(placeholders.fill(expected).toObject());
        return wanted == actual ? QString() : u"another value"_s;
    }
    if (type == u"map")
        return compareMap(expected, actual, placeholders);
    if (type == u"group")
        return compareFields(expected[u"fields"_s].toArray(), actual.toFields(), placeholders);
    if (type == u"list") {
        const auto *list = actual.as<tdf::Value::List>();
        if (list == nullptr)
            return u"no list"_s;
        if (expected.contains(u"count"_s) && std::ssize(list->items) != expected[u"count"_s].toInt())
            return u"%1 items instead of %2"_s.arg(list->items.size()).arg(expected[u"count"_s].toInt());
        const QJsonArray items = expected[u"items"_s].toArray();
        for (qsizetype i = 0; i < items.size(); ++i) {
            if (i >= std::ssize(list->items))
                return u"too few items"_s;
            if (const QString wrong =
                    compareValue(items.at(i).toObject(), list->items[static_cast<std::size_t>(i)], placeholders);
                !wrong.isEmpty())
                return wrong;
        }
        return {};
    }
    qFatal("cannot compare a part of type %s", qPrintable(type));
}

QString compareFields(const QJsonArray &expected, const tdf::Fields &actual, Placeholders &placeholders)
{
    if (std::ssize(actual.list()) != expected.size())
        return u"%1 fields instead of %2"_s.arg(actual.list().size()).arg(expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const QJsonObject field = expected.at(i).toObject();
        const tdf::FieldValue &got = actual.list()[static_cast<std::size_t>(i)];
        const QString tag = field[u"tag"_s].toString();
        if (got.tag.toText() != tag.toLatin1())
            return u"%1 instead of %2"_s.arg(QString::fromLatin1(got.tag.toText()), tag);
        if (const QString wrong = compareValue(field, got.value, placeholders); !wrong.isEmpty())
            return tag + u": "_s + wrong;
    }
    return {};
}

QString shown(const QByteArray &body)
{
    return tdf::describe(base::asBytes(QByteArrayView(body)), nullptr, {.stringMax = 120, .itemsMax = 100});
}

} // namespace

QJsonObject expandRows(const QJsonObject &packet)
{
    return expand(packet).toObject();
}

QString compareBody(const QJsonObject &packet, const QByteArray &body, Placeholders &placeholders)
{
    if (packet[u"or_empty"_s].toBool() && body.isEmpty())
        return {};
    if (packet.contains(u"hex"_s)) {
        const QByteArray expected = QByteArray::fromHex(packet[u"hex"_s].toString().toLatin1());
        return body == expected ? QString() : u"other bytes: "_s + QString::fromLatin1(body.toHex());
    }
    const QJsonArray fields = expandRows(packet)[u"tdf"_s].toObject()[u"fields"_s].toArray();
    if (isLoose(fields)) {
        const auto actual = tdf::parse(base::asBytes(QByteArrayView(body)));
        if (!actual)
            return u"does not parse: "_s + actual.error().toText();
        return compareFields(fields, *actual, placeholders);
    }
    const QByteArray expected = tdf::written(test::fieldsFromJson(placeholders.fill(fields).toArray()));
    if (body == expected)
        return {};
    return u"\n--- expected\n"_s + shown(expected) + u"\n--- got\n"_s + shown(body);
}

} // namespace scenario
