#include <tests/gameclient/fieldcheck.h>

namespace gameclient {

using namespace Qt::StringLiterals;

namespace {

QString name(tdf::Tag tag)
{
    return QString::fromLatin1(tag.toText());
}

QString orderProblemOf(const tdf::Value &value, const QString &path)
{
    if (const auto *group = value.as<tdf::Value::Group>()) {
        const QString inside = orderProblem(group->fields);
        return inside.isEmpty() ? QString() : path + u'.' + inside;
    }
    if (const auto *member = value.as<tdf::Value::UnionMember>()) {
        const QString inside = orderProblem(member->member);
        return inside.isEmpty() ? QString() : path + u'.' + inside;
    }
    if (const auto *list = value.as<tdf::Value::List>()) {
        for (const tdf::Value &item : list->items) {
            if (const QString inside = orderProblemOf(item, path); !inside.isEmpty())
                return inside;
        }
    }
    if (const auto *map = value.as<tdf::Value::Map>()) {
        for (const auto &[key, item] : map->entries) {
            if (const QString inside = orderProblemOf(item, path); !inside.isEmpty())
                return inside;
        }
    }
    return {};
}

} // namespace

QString orderProblem(const tdf::Fields &fields)
{
    std::uint32_t last = 0;
    for (const tdf::FieldValue &field : fields.list()) {
        if (field.tag.value() <= last)
            return name(field.tag) + u" is out of order"_s;
        last = field.tag.value();
        if (const QString inside = orderProblemOf(field.value, name(field.tag)); !inside.isEmpty())
            return inside;
    }
    return {};
}

std::vector<std::pair<QByteArray, QByteArray>> textMap(const tdf::Fields &fields, tdf::Tag tag)
{
    std::vector<std::pair<QByteArray, QByteArray>> result;
    const tdf::Value *value = fields.find(tag);
    const auto *map = value != nullptr ? value->as<tdf::Value::Map>() : nullptr;
    if (map == nullptr)
        return result;
    for (const auto &[key, item] : map->entries)
        result.emplace_back(key.toBytes(), item.toBytes());
    return result;
}

void FieldCheck::fail(tdf::Tag tag, const QString &what)
{
    if (m_problem.isEmpty())
        m_problem = m_path + u'.' + name(tag) + u' ' + what;
}

const tdf::Value *FieldCheck::value(tdf::Tag tag, tdf::Type type)
{
    const tdf::Value *found = m_fields.find(tag);
    if (found == nullptr) {
        fail(tag, u"is missing"_s);
        return nullptr;
    }
    if (found->type() != type) {
        fail(tag, u"is of type %1, not %2"_s.arg(QLatin1StringView(tdf::typeName(found->type())),
                                                 QLatin1StringView(tdf::typeName(type))));
        return nullptr;
    }
    return found;
}

FieldCheck &FieldCheck::integer(tdf::Tag tag)
{
    value(tag, tdf::Type::Integer);
    return *this;
}

FieldCheck &FieldCheck::integer(tdf::Tag tag, std::uint64_t expected)
{
    const tdf::Value *found = value(tag, tdf::Type::Integer);
    if (found != nullptr && found->toInteger() != expected)
        fail(tag, u"is %1, not %2"_s.arg(found->toInteger()).arg(expected));
    return *this;
}

FieldCheck &FieldCheck::integers(std::initializer_list<tdf::Tag> tags, std::uint64_t expected)
{
    for (const tdf::Tag tag : tags)
        integer(tag, expected);
    return *this;
}

FieldCheck &FieldCheck::text(tdf::Tag tag)
{
    value(tag, tdf::Type::String);
    return *this;
}

FieldCheck &FieldCheck::text(tdf::Tag tag, QByteArrayView expected)
{
    // The text itself is not named: it may be a token or an e-mail.
    const tdf::Value *found = value(tag, tdf::Type::String);
    if (found != nullptr && found->toBytes() != expected)
        fail(tag, u"has another text than expected"_s);
    return *this;
}

FieldCheck &FieldCheck::texts(std::initializer_list<tdf::Tag> tags, QByteArrayView expected)
{
    for (const tdf::Tag tag : tags)
        text(tag, expected);
    return *this;
}

FieldCheck &FieldCheck::filledText(tdf::Tag tag)
{
    const tdf::Value *found = value(tag, tdf::Type::String);
    if (found != nullptr && found->toBytes().isEmpty())
        fail(tag, u"is empty"_s);
    return *this;
}

FieldCheck &FieldCheck::absent(tdf::Tag tag)
{
    if (m_fields.find(tag) != nullptr)
        fail(tag, u"should not be there"_s);
    return *this;
}

FieldCheck &FieldCheck::type(tdf::Tag tag, tdf::Type expected)
{
    value(tag, expected);
    return *this;
}

FieldCheck &FieldCheck::unionKey(tdf::Tag tag, std::uint8_t key)
{
    const tdf::Value *found = value(tag, tdf::Type::Union);
    if (found != nullptr && found->as<tdf::Value::UnionMember>()->key != key)
        fail(tag, u"has key %1, not %2"_s.arg(found->as<tdf::Value::UnionMember>()->key).arg(key));
    return *this;
}

FieldCheck &FieldCheck::list(tdf::Tag tag, tdf::Type element)
{
    const tdf::Value *found = value(tag, tdf::Type::List);
    if (found != nullptr && found->as<tdf::Value::List>()->element != element)
        fail(tag, u"is a list of %1"_s.arg(QLatin1StringView(tdf::typeName(found->as<tdf::Value::List>()->element))));
    return *this;
}

FieldCheck &FieldCheck::list(tdf::Tag tag, tdf::Type element, std::size_t count)
{
    list(tag, element);
    const tdf::Value *found = m_fields.find(tag);
    const auto *items = found != nullptr ? found->as<tdf::Value::List>() : nullptr;
    if (items != nullptr && items->items.size() != count)
        fail(tag, u"has %1 elements, not %2"_s.arg(items->items.size()).arg(count));
    return *this;
}

FieldCheck &FieldCheck::map(tdf::Tag tag, tdf::Type key, tdf::Type item)
{
    const tdf::Value *found = value(tag, tdf::Type::Map);
    const auto *map = found != nullptr ? found->as<tdf::Value::Map>() : nullptr;
    if (map != nullptr && (map->key != key || map->value != item))
        fail(tag, u"is a map of other types"_s);
    return *this;
}

FieldCheck FieldCheck::group(tdf::Tag tag)
{
    static const tdf::Fields kNone;
    const tdf::Value *found = value(tag, tdf::Type::Group);
    return {found != nullptr ? found->toFields() : kNone, m_path + u'.' + name(tag), m_problem};
}

} // namespace gameclient
