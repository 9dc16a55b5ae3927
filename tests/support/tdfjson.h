#pragma once
// The tree notation of the vector files as a tdf tree:
//   field: a value object plus "tag"
//   int value (decimal text) · string hex (without the NUL), else text, else repeat {text, count} · blob hex ·
//   group fields [union_key] · list element items · map key value entries · union set [key field] · intlist values ·
//   objtype component entity · objid the same and id · float bits (8 hex digits) · generic set
// Anything else ends the program: a test that skips what it does not understand tests nothing.

#include <core/tdf/value.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace test {

[[nodiscard]] inline tdf::Fields fieldsFromJson(const QJsonArray &fields);
[[nodiscard]] inline tdf::Value valueFromJson(const QJsonObject &json);

namespace detail {

[[noreturn]] inline void badTree(const QJsonObject &json)
{
    qFatal("not a TDF value of the notation: %s", qPrintable(QString::fromUtf8(QJsonDocument(json).toJson())));
}

[[nodiscard]] inline std::uint64_t numberFromJson(const QJsonValue &json)
{
    if (json.isDouble())
        return static_cast<std::uint64_t>(json.toInteger());
    const QString text = json.toString();
    bool fine = false;
    const std::uint64_t number =
        text.startsWith(u'-') ? static_cast<std::uint64_t>(text.toLongLong(&fine)) : text.toULongLong(&fine);
    if (!fine)
        qFatal("not a number: %s", qPrintable(text));
    return number;
}

[[nodiscard]] inline tdf::Type typeFromJson(const QJsonValue &json)
{
    const QString name = json.toString();
    for (std::uint8_t byte = 0; byte <= 0xC; ++byte) {
        if (tdf::isType(byte) && name == QLatin1String(tdf::typeName(static_cast<tdf::Type>(byte))))
            return static_cast<tdf::Type>(byte);
    }
    qFatal("not a TDF type: %s", qPrintable(name));
    return {};
}

[[nodiscard]] inline QByteArray bytesFromJson(const QJsonObject &json)
{
    if (json.contains(QLatin1String("hex")))
        return QByteArray::fromHex(json[QLatin1String("hex")].toString().toLatin1());
    if (json.contains(QLatin1String("text")))
        return json[QLatin1String("text")].toString().toUtf8();
    if (json.contains(QLatin1String("repeat"))) {
        const QJsonObject repeat = json[QLatin1String("repeat")].toObject();
        return repeat[QLatin1String("text")].toString().toUtf8().repeated(repeat[QLatin1String("count")].toInt());
    }
    badTree(json);
}

[[nodiscard]] inline std::vector<tdf::Value> valuesFromJson(const QJsonArray &json)
{
    std::vector<tdf::Value> values;
    for (const QJsonValue &item : json)
        values.push_back(valueFromJson(item.toObject()));
    return values;
}

[[nodiscard]] inline tdf::FieldValue fieldFromJson(const QJsonObject &json)
{
    const auto tag = tdf::Tag::fromText(json[QLatin1String("tag")].toString().toLatin1());
    if (!tag)
        badTree(json);
    return {*tag, valueFromJson(json)};
}

} // namespace detail

inline tdf::Value valueFromJson(const QJsonObject &json)
{
    using tdf::Value;
    const tdf::ObjectType objectType {static_cast<std::uint16_t>(json[QLatin1String("component")].toInt()),
                                      static_cast<std::uint16_t>(json[QLatin1String("entity")].toInt())};
    switch (detail::typeFromJson(json[QLatin1String("type")])) {
    case tdf::Type::Integer:
        return detail::numberFromJson(json[QLatin1String("value")]);
    case tdf::Type::String:
        return Value::text(detail::bytesFromJson(json));
    case tdf::Type::Blob:
        return Value::blob(detail::bytesFromJson(json));
    case tdf::Type::Group: {
        Value::Group group {std::nullopt, fieldsFromJson(json[QLatin1String("fields")].toArray())};
        if (json.contains(QLatin1String("union_key")))
            group.unionKey = static_cast<std::uint8_t>(json[QLatin1String("union_key")].toInt());
        return group;
    }
    case tdf::Type::List:
        return Value::list(detail::typeFromJson(json[QLatin1String("element")]),
                           detail::valuesFromJson(json[QLatin1String("items")].toArray()));
    case tdf::Type::Map: {
        std::vector<std::pair<Value, Value>> entries;
        for (const QJsonValue &entry : json[QLatin1String("entries")].toArray())
            entries.emplace_back(valueFromJson(entry[0].toObject()), valueFromJson(entry[1].toObject()));
        return Value::map(detail::typeFromJson(json[QLatin1String("key")]),
                          detail::typeFromJson(json[QLatin1String("value")]), std::move(entries));
    }
    case tdf::Type::Union: {
        if (!json[QLatin1String("set")].toBool())
            return Value::unsetUnion();
        tdf::FieldValue member = detail::fieldFromJson(json[QLatin1String("field")].toObject());
        return Value::unionOf(static_cast<std::uint8_t>(json[QLatin1String("key")].toInt()), member.tag,
                              std::move(member.value));
    }
    case tdf::Type::IntList: {
        tdf::IntList list;
        for (const QJsonValue &number : json[QLatin1String("values")].toArray())
            list.values.append(detail::numberFromJson(number));
        return list;
    }
    case tdf::Type::ObjectType:
        return objectType;
    case tdf::Type::ObjectId:
        return tdf::ObjectId {objectType, detail::numberFromJson(json[QLatin1String("id")])};
    case tdf::Type::Float:
        return Value::Float {json[QLatin1String("bits")].toString().toUInt(nullptr, 16)};
    case tdf::Type::Generic:
        return Value::Generic {};
    }
    detail::badTree(json);
}

inline tdf::Fields fieldsFromJson(const QJsonArray &fields)
{
    tdf::Fields result;
    for (const QJsonValue &field : fields) {
        tdf::FieldValue read = detail::fieldFromJson(field.toObject());
        result.append(read.tag, std::move(read.value));
    }
    return result;
}

} // namespace test
