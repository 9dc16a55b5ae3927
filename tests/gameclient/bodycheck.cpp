#include <tests/gameclient/bodycheck.h>

#include <algorithm>

namespace gameclient {

using namespace Qt::StringLiterals;
using tdf::Value;

namespace {

class Comparison
{
public:
    explicit Comparison(const std::vector<tdf::Tag> &anyValue)
        : m_anyValue(anyValue)
    {}

    QString fields(const QString &path, const tdf::Fields &expected, const tdf::Fields &actual) const
    {
        const auto &wanted = expected.list();
        const auto &found = actual.list();
        for (std::size_t i = 0; i < wanted.size() && i < found.size(); ++i) {
            const QString inside = path + u'.' + QString::fromLatin1(wanted[i].tag.toText());
            if (wanted[i].tag != found[i].tag) {
                return actual.find(wanted[i].tag) == nullptr
                           ? inside + u" is missing"_s
                           : path + u'.' + QString::fromLatin1(found[i].tag.toText()) + u" should not be there"_s;
            }
            if (const QString problem = value(inside, wanted[i], found[i].value); !problem.isEmpty())
                return problem;
        }
        if (wanted.size() > found.size())
            return path + u'.' + QString::fromLatin1(wanted[found.size()].tag.toText()) + u" is missing"_s;
        if (found.size() > wanted.size())
            return path + u'.' + QString::fromLatin1(found[wanted.size()].tag.toText()) + u" should not be there"_s;
        return {};
    }

private:
    QString value(const QString &path, const tdf::FieldValue &expected, const Value &actual) const
    {
        if (std::find(m_anyValue.begin(), m_anyValue.end(), expected.tag) != m_anyValue.end())
            return expected.value.type() == actual.type() ? QString() : otherType(path, expected.value, actual);
        return value(path, expected.value, actual);
    }

    QString value(const QString &path, const Value &expected, const Value &actual) const
    {
        if (expected.type() != actual.type())
            return otherType(path, expected, actual);
        if (const auto *group = expected.as<Value::Group>()) {
            if (group->unionKey != actual.as<Value::Group>()->unionKey)
                return path + u" stands under another key"_s;
            return fields(path, group->fields, actual.toFields());
        }
        if (const auto *member = expected.as<Value::UnionMember>()) {
            if (member->key != actual.as<Value::UnionMember>()->key) {
                return path + u" has key %1, not %2"_s.arg(actual.as<Value::UnionMember>()->key).arg(member->key);
            }
            return fields(path, member->member, actual.toFields());
        }
        if (const auto *list = expected.as<Value::List>())
            return items(path, *list, *actual.as<Value::List>());
        if (const auto *map = expected.as<Value::Map>())
            return entries(path, *map, *actual.as<Value::Map>());
        if (expected == actual)
            return {};
        if (expected.type() == tdf::Type::Integer)
            return path + u" is %1, not %2"_s.arg(actual.toInteger()).arg(expected.toInteger());
        return path + u" has another value than expected"_s;
    }

    QString items(const QString &path, const Value::List &expected, const Value::List &actual) const
    {
        if (expected.items.size() != actual.items.size())
            return path + u" has %1 elements, not %2"_s.arg(actual.items.size()).arg(expected.items.size());
        if (expected.element != actual.element)
            return path + u" is a list of another type"_s;
        for (std::size_t i = 0; i < expected.items.size(); ++i) {
            const QString inside = path + u'[' + QString::number(i) + u']';
            if (const QString problem = value(inside, expected.items[i], actual.items[i]); !problem.isEmpty())
                return problem;
        }
        return {};
    }

    QString entries(const QString &path, const Value::Map &expected, const Value::Map &actual) const
    {
        if (expected.key != actual.key || expected.value != actual.value)
            return path + u" is a map of other types"_s;
        if (expected.entries.size() != actual.entries.size())
            return path + u" has %1 entries, not %2"_s.arg(actual.entries.size()).arg(expected.entries.size());
        for (std::size_t i = 0; i < expected.entries.size(); ++i) {
            const QString inside = path + u'[' + QString::number(i) + u']';
            if (!(expected.entries[i].first == actual.entries[i].first))
                return inside + u" has another key than expected"_s;
            const QString problem = value(inside, expected.entries[i].second, actual.entries[i].second);
            if (!problem.isEmpty())
                return problem;
        }
        return {};
    }

    static QString otherType(const QString &path, const Value &expected, const Value &actual)
    {
        return path + u" is of type %1, not %2"_s.arg(QLatin1StringView(tdf::typeName(actual.type())),
                                                      QLatin1StringView(tdf::typeName(expected.type())));
    }

    const std::vector<tdf::Tag> &m_anyValue;
};

} // namespace

QString bodyProblem(const QString &name, const tdf::Fields &expected, const tdf::Fields &actual,
                    const std::vector<tdf::Tag> &anyValue)
{
    return Comparison(anyValue).fields(name, expected, actual);
}

} // namespace gameclient
