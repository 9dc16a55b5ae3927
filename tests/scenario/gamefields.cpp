#include <tests/scenario/gamefields.h>

#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace scenario {

using namespace Qt::StringLiterals;
using tdf::Value;

namespace {

QString textOf(const QJsonValue &json)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray {json}).toJson(QJsonDocument::Compact)).sliced(1).chopped(1);
}

[[noreturn]] void notUnderstood(const char *what, const QJsonValue &json)
{
    qFatal("%s: %s", what, qPrintable(textOf(json)));
}

tdf::Tag tagOf(const QString &text)
{
    const auto tag = tdf::Tag::fromText(text.toLatin1());
    if (!tag)
        qFatal("not a tag: %s", qPrintable(text));
    return *tag;
}

QString tagText(tdf::Tag tag)
{
    return QString::fromLatin1(tag.toText()).trimmed();
}

tdf::Type typeOf(const QString &name)
{
    static const QHash<QString, tdf::Type> types {
        {u"int"_s, tdf::Type::Integer},    {u"str"_s, tdf::Type::String},        {u"blob"_s, tdf::Type::Blob},
        {u"group"_s, tdf::Type::Group},    {u"union"_s, tdf::Type::Union},       {u"intlist"_s, tdf::Type::IntList},
        {u"objid"_s, tdf::Type::ObjectId}, {u"objtype"_s, tdf::Type::ObjectType}};
    if (name.startsWith(u"list<"))
        return tdf::Type::List;
    if (name.startsWith(u"map<"))
        return tdf::Type::Map;
    const auto type = types.constFind(name);
    if (type == types.cend())
        qFatal("not a type: %s", qPrintable(name));
    return *type;
}

// "list<X>" → X; "map<K,V>" → K and V.
QStringList innerTypes(const QString &name)
{
    const qsizetype open = name.indexOf(u'<');
    const QString inner = name.sliced(open + 1).chopped(1);
    if (name.startsWith(u"list<"))
        return {inner};
    const qsizetype comma = inner.indexOf(u',');
    return {inner.first(comma).trimmed(), inner.sliced(comma + 1).trimmed()};
}

// Elements stand as a list of fields, or as an object with them and the key of a union in front.
QJsonArray fieldsOfElement(const QJsonValue &json)
{
    return json.isObject() ? json[u"fields"_s].toArray() : json.toArray();
}

Value valueOf(const QString &type, const QJsonValue &given, const Variables &variables);

Value listOf(const QString &type, const QJsonArray &items, const Variables &variables)
{
    const QString element = innerTypes(type).first();
    std::vector<Value> values;
    for (const QJsonValue &item : items)
        values.push_back(valueOf(element, item, variables));
    return Value::list(typeOf(element), std::move(values));
}

Value mapOf(const QString &type, const QJsonObject &entries, const Variables &variables)
{
    const QStringList inner = innerTypes(type);
    std::vector<std::pair<Value, Value>> values;
    for (auto it = entries.begin(); it != entries.end(); ++it)
        values.emplace_back(valueOf(inner[0], it.key(), variables), valueOf(inner[1], it.value(), variables));
    return Value::map(typeOf(inner[0]), typeOf(inner[1]), std::move(values));
}

Value groupOf(const QJsonValue &json, const Variables &variables)
{
    Value::Group group {.fields = fieldsOf(fieldsOfElement(json), variables)};
    if (json.isObject() && json.toObject().contains(u"prefix"_s))
        group.unionKey = static_cast<std::uint8_t>(numberOf(json[u"prefix"_s], variables));
    return group;
}

Value unionOf(const QJsonValue &json, const Variables &variables)
{
    const QJsonValue key = json[u"key"_s];
    const auto number = static_cast<std::uint8_t>(numberOf(key, variables));
    if (number == tdf::kUnionUnset)
        return Value::unsetUnion();
    const QString tag = json[u"tag"_s].toString(u"VALU"_s);
    return Value::unionOf(number, tagOf(tag), valueOf(json[u"type"_s].toString(), json[u"value"_s], variables));
}

Value valueOf(const QString &type, const QJsonValue &given, const Variables &variables)
{
    const QJsonValue value = filled(given, variables);
    switch (typeOf(type)) {
    case tdf::Type::Integer:
        return numberOf(value, variables);
    case tdf::Type::String:
        return Value::text(value.toString().toUtf8());
    case tdf::Type::Blob:
        return Value::blob(QByteArray::fromHex(value.toString().toLatin1()));
    case tdf::Type::Group:
        return groupOf(value, variables);
    case tdf::Type::List:
        return listOf(type, value.toArray(), variables);
    case tdf::Type::Map:
        return mapOf(type, value.toObject(), variables);
    case tdf::Type::Union:
        return unionOf(value, variables);
    case tdf::Type::IntList: {
        tdf::IntList list;
        for (const QJsonValue &item : value.toArray())
            list.values.append(numberOf(item, variables));
        return list;
    }
    case tdf::Type::ObjectType:
    case tdf::Type::ObjectId: {
        const tdf::ObjectType object {static_cast<std::uint16_t>(numberOf(value[0], variables)),
                                      static_cast<std::uint16_t>(numberOf(value[1], variables))};
        if (typeOf(type) == tdf::Type::ObjectType)
            return object;
        return tdf::ObjectId {object, numberOf(value[2], variables)};
    }
    default:
        notUnderstood("not a type of the notation", type);
    }
}

QString compare(const QString &type, const QJsonValue &given, const Value &actual, const Variables &variables);

QString compareAny(const QString &placeholder, const Value &actual)
{
    static const QRegularExpression list(u"^@any_list:([0-9]+)$"_s);
    static const QRegularExpression uuid(u"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"_s);
    if (placeholder == u"@any")
        return {};
    if (placeholder == u"@any_int")
        return actual.type() == tdf::Type::Integer ? QString() : u"not a number"_s;
    if (placeholder == u"@any_uuid")
        return uuid.match(actual.toString()).hasMatch() ? QString() : u"not a UUID: "_s + actual.toString();
    if (const auto match = list.match(placeholder); match.hasMatch()) {
        const auto *items = actual.as<Value::List>();
        if (items == nullptr)
            return u"not a list"_s;
        const auto wanted = match.captured(1).toULongLong();
        return items->items.size() == wanted ? QString() : u"%1 elements"_s.arg(items->items.size());
    }
    notUnderstood("not a placeholder", placeholder);
}

QString compareList(const QString &type, const QJsonArray &expected, const Value &actual, const Variables &variables)
{
    const auto *list = actual.as<Value::List>();
    const QString element = innerTypes(type).first();
    if (list->items.size() != static_cast<std::size_t>(expected.size()))
        return u"%1 elements instead of %2"_s.arg(list->items.size()).arg(expected.size());
    if (!list->items.empty() && list->element != typeOf(element))
        return u"a list of another type"_s;
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const QString wrong = compare(element, expected[i], list->items[static_cast<std::size_t>(i)], variables);
        if (!wrong.isEmpty())
            return u"[%1] "_s.arg(i) + wrong;
    }
    return {};
}

QString keyText(const Value &key)
{
    return key.type() == tdf::Type::Integer ? QString::number(key.toInteger()) : key.toString();
}

QString compareMap(const QString &type, const QJsonObject &expected, const Value &actual, const Variables &variables)
{
    const auto *map = actual.as<Value::Map>();
    if (map->entries.size() != static_cast<std::size_t>(expected.size()))
        return u"%1 entries instead of %2"_s.arg(map->entries.size()).arg(expected.size());
    for (std::size_t i = 0; i < map->entries.size(); ++i) {
        const auto &[key, value] = map->entries[i];
        const QString name = keyText(key);
        if (!expected.contains(name))
            return u"an entry "_s + name;
        if (i > 0 && key.type() == tdf::Type::String && map->entries[i - 1].first.toBytes() >= key.toBytes())
            return u"entries not sorted at "_s + name;
        if (const QString wrong = compare(innerTypes(type)[1], expected[name], value, variables); !wrong.isEmpty())
            return name + u": "_s + wrong;
    }
    return {};
}

QString compareGroup(const QJsonValue &expected, const Value &actual, const Variables &variables)
{
    const auto *group = actual.as<Value::Group>();
    std::optional<std::uint8_t> key;
    if (expected.isObject() && expected.toObject().contains(u"prefix"_s))
        key = static_cast<std::uint8_t>(numberOf(expected[u"prefix"_s], variables));
    if (group->unionKey != key)
        return u"another key in front of the group"_s;
    return difference(fieldsOfElement(expected), group->fields, variables);
}

QString compareUnion(const QJsonValue &expected, const Value &actual, const Variables &variables)
{
    const auto *member = actual.as<Value::UnionMember>();
    if (!matchesNumber(expected[u"key"_s], member->key, variables))
        return u"key %1"_s.arg(member->key);
    if (member->key == tdf::kUnionUnset)
        return {};
    const QJsonArray field {expected[u"tag"_s].toString(u"VALU"_s), expected[u"type"_s], expected[u"value"_s]};
    return difference(QJsonArray {field}, member->member, variables);
}

QString compare(const QString &type, const QJsonValue &given, const Value &actual, const Variables &variables)
{
    const QJsonValue expected = filled(given, variables);
    if (actual.type() != typeOf(type))
        return u"of type %1"_s.arg(QLatin1String(tdf::typeName(actual.type())));
    if (expected.isString() && expected.toString().startsWith(u"@any"))
        return compareAny(expected.toString(), actual);
    if (expected.isObject() && expected.toObject().contains(u"one_of"_s)) {
        const QJsonArray choices = expected[u"one_of"_s].toArray();
        const bool found = std::any_of(choices.begin(), choices.end(), [&](const QJsonValue &choice) {
            return compare(type, choice, actual, variables).isEmpty();
        });
        return found ? QString() : u"none of "_s + textOf(expected);
    }
    switch (actual.type()) {
    case tdf::Type::List:
        return compareList(type, expected.toArray(), actual, variables);
    case tdf::Type::Map:
        return compareMap(type, expected.toObject(), actual, variables);
    case tdf::Type::Group:
        return compareGroup(expected, actual, variables);
    case tdf::Type::Union:
        return compareUnion(expected, actual, variables);
    default:
        break;
    }
    if (actual == valueOf(type, expected, variables))
        return {};
    const bool number = actual.type() == tdf::Type::Integer;
    return u"is %1 instead of %2"_s.arg(number ? QString::number(actual.toInteger()) : actual.toString(),
                                        textOf(expected));
}

bool isTag(const QJsonValue &expected, const QString &tag)
{
    if (!expected.isObject())
        return expected.toString() == tag;
    return expected[u"one_of"_s].toArray().contains(tag);
}

} // namespace

QJsonValue filled(const QJsonValue &value, const Variables &variables)
{
    if (!value.isString() || !value.toString().startsWith(u'$'))
        return value;
    const auto known = variables.constFind(value.toString().sliced(1));
    if (known == variables.cend())
        notUnderstood("nothing is bound to", value);
    return *known;
}

quint64 numberOf(const QJsonValue &value, const Variables &variables)
{
    const QJsonValue given = filled(value, variables);
    if (given.isDouble())
        return static_cast<quint64>(given.toInteger());
    if (given.isBool())
        return given.toBool() ? 1 : 0;
    bool fine = false;
    const quint64 number = given.toString().toULongLong(&fine, 0);
    if (!fine)
        notUnderstood("not a number", given);
    return number;
}

bool matchesNumber(const QJsonValue &expected, quint64 actual, const Variables &variables)
{
    return compare(u"int"_s, expected, Value(actual), variables).isEmpty();
}

tdf::Fields fieldsOf(const QJsonArray &fields, const Variables &variables)
{
    tdf::Fields result;
    for (const QJsonValue &field : fields)
        result.append(tagOf(field[0].toString()), valueOf(field[1].toString(), field[2], variables));
    return result;
}

QString difference(const QJsonArray &expected, const tdf::Fields &actual, const Variables &variables)
{
    const auto &fields = actual.list();
    for (std::size_t i = 0; i < fields.size() || i < static_cast<std::size_t>(expected.size()); ++i) {
        const QJsonValue wanted = expected[static_cast<qsizetype>(i)];
        if (i >= fields.size())
            return u"no field "_s + textOf(wanted[0]);
        const QString tag = tagText(fields[i].tag);
        if (i >= static_cast<std::size_t>(expected.size()))
            return u"a field "_s + tag;
        if (!isTag(wanted[0], tag))
            return u"a field %1 instead of %2"_s.arg(tag, textOf(wanted[0]));
        const QString wrong = compare(wanted[1].toString(), wanted[2], fields[i].value, variables);
        if (!wrong.isEmpty())
            return tag + u" "_s + wrong;
    }
    return {};
}

} // namespace scenario
