// NOLINTBEGIN(misc-no-recursion): trees were read, so they are no deeper than kTdfNestingMax
#include <core/tdf/describe.h>

#include <algorithm>
#include <array>

namespace tdf {

using namespace Qt::StringLiterals;

namespace {

// Passwords, tokens, e-mails and hardware addresses, wherever they occur in the protocol.
constexpr std::array kSecretTags {Tag("AUTH"), Tag("KEY"),  Tag("MAC"),  Tag("MAIL"),
                                  Tag("PASS"), Tag("PCTK"), Tag("SKEY"), Tag("TOKN")};

const FieldInfo *rowOf(const Schema &schema, Tag tag, Type type)
{
    const auto matches = [&](const FieldInfo &row) { return row.tag == tag && (!row.byType || row.type == type); };
    const auto row = std::find_if(schema.fields.begin(), schema.fields.end(), matches);
    return row != schema.fields.end() ? &*row : nullptr;
}

class Redactor
{
public:
    void fields(Fields &list, const Schema *schema, bool hide) const
    {
        for (FieldValue &field : list.list()) {
            const FieldInfo *row =
                schema != nullptr && !schema->isUnion ? rowOf(*schema, field.tag, field.value.type()) : nullptr;
            const bool secret = row != nullptr ? row->secret : isSecretTag(field.tag);
            value(field.value, row != nullptr ? row->nested : nullptr, hide || secret);
        }
    }

private:
    void value(Value &value, const Schema *nested, bool hide) const
    {
        if (auto *group = std::get_if<Value::Group>(&value.storage())) {
            if (nested != nullptr && nested->isUnion)
                nested = group->unionKey ? caseOf(*nested, *group->unionKey) : nullptr;
            fields(group->fields, nested, hide);
        } else if (auto *list = std::get_if<Value::List>(&value.storage())) {
            for (Value &item : list->items)
                this->value(item, nested, hide);
        } else if (auto *map = std::get_if<Value::Map>(&value.storage())) {
            for (auto &entry : map->entries) {
                this->value(entry.second, nested, hide);
            }
        } else if (auto *member = std::get_if<Value::UnionMember>(&value.storage())) {
            const Schema *of = nested != nullptr && nested->isUnion ? caseOf(*nested, member->key) : nullptr;
            for (FieldValue &field : member->member.list())
                this->value(field.value, of, hide);
        } else if (hide) {
            value = Value::text(QByteArray(kRedactedText));
        }
    }
    static const Schema *caseOf(const Schema &schema, std::uint8_t key)
    {
        const FieldInfo *row = rowOf(schema, Tag(static_cast<std::uint32_t>(key)), Type::Group);
        return row != nullptr ? row->nested : nullptr;
    }
    static bool isSecretTag(Tag tag)
    {
        return std::find(kSecretTags.begin(), kSecretTags.end(), tag) != kSecretTags.end();
    }
};

QString quoted(const QByteArray &bytes, qsizetype max)
{
    QString text = u"\""_s;
    const QString all = QString::fromUtf8(bytes.size() > max ? bytes.first(max) : bytes);
    for (const QChar c : all) {
        if (c == u'"' || c == u'\\')
            text += QChar(u'\\');
        if (c == u'\n')
            text += R"(\n)"_L1;
        else if (c.unicode() < 0x20 || c.unicode() == 0x7F)
            text += R"(\x)"_L1 + QString::number(c.unicode(), 16).rightJustified(2, u'0');
        else
            text += c;
    }
    text += u'"';
    if (bytes.size() > max)
        text += u" … %1 bytes"_s.arg(bytes.size());
    return text;
}

class Printer
{
public:
    explicit Printer(const TextOptions &options)
        : m_options(options)
    {}

    void fields(const Fields &list)
    {
        for (const FieldValue &field : list.list()) {
            m_text += QString(m_depth * 2, u' ') + QString::fromLatin1(field.tag.toText()) + u' ';
            value(field.value);
        }
    }
    [[nodiscard]] QString take() { return std::move(m_text); }

private:
    // Type and value; ends the line, and more lines for what it holds.
    void value(const Value &value)
    {
        m_text += QString::fromLatin1(typeName(value.type()));
        std::visit([this](const auto &inner) { print(inner); }, value.storage());
    }
    void line(const QString &text) { m_text += u' ' + text + u'\n'; }
    void print(std::uint64_t number)
    {
        // Above the signed range it is nearly always a negative number.
        const auto asSigned = static_cast<std::int64_t>(number);
        QString text = QString::number(asSigned);
        if (asSigned > 9)
            text += u" (0x%1)"_s.arg(QString::number(number, 16).toUpper());
        line(text);
    }
    void print(const Value::Text &text) { line(quoted(text.bytes, m_options.stringMax)); }
    void print(const Blob &blob)
    {
        const QByteArray shown = blob.bytes.first(std::min(blob.bytes.size(), m_options.stringMax));
        line(u"%1 bytes %2"_s.arg(QString::number(blob.bytes.size()), QString::fromLatin1(shown.toHex())).trimmed());
    }
    void print(const Value::Group &group)
    {
        if (group.unionKey)
            line(u"key %1"_s.arg(*group.unionKey));
        else
            m_text += u'\n';
        nest([&] { fields(group.fields); });
    }
    void print(const Value::List &list)
    {
        line(u"of %1, %2"_s.arg(QString::fromLatin1(typeName(list.element)), QString::number(list.items.size())));
        nest([&] {
            const auto shown = std::min(list.items.size(), static_cast<std::size_t>(m_options.itemsMax));
            for (std::size_t i = 0; i < shown; ++i) {
                item();
                value(list.items[i]);
            }
            more(list.items.size() - shown);
        });
    }
    void print(const Value::Map &map)
    {
        line(u"of %1 to %2, %3"_s.arg(QString::fromLatin1(typeName(map.key)), QString::fromLatin1(typeName(map.value)),
                                      QString::number(map.entries.size())));
        nest([&] {
            const auto shown = std::min(map.entries.size(), static_cast<std::size_t>(m_options.itemsMax));
            for (std::size_t i = 0; i < shown; ++i) {
                item();
                value(map.entries[i].first);
                nest([&] {
                    item();
                    value(map.entries[i].second);
                });
            }
            more(map.entries.size() - shown);
        });
    }
    void print(const Value::UnionMember &member)
    {
        line(member.key == kUnionUnset ? u"unset"_s : u"key %1"_s.arg(member.key));
        nest([&] { fields(member.member); });
    }
    void print(const IntList &list)
    {
        QString text = QString::number(list.values.size());
        const auto shown = std::min(list.values.size(), static_cast<qsizetype>(m_options.itemsMax));
        for (qsizetype i = 0; i < shown; ++i)
            text += (i == 0 ? ": "_L1 : ", "_L1) + QString::number(static_cast<qint64>(list.values[i]));
        line(shown < list.values.size() ? text + " …"_L1 : text);
    }
    void print(const ObjectType &type)
    {
        line(u"0x%1:%2"_s.arg(QString::number(type.component, 16), QString::number(type.entity)));
    }
    void print(const ObjectId &id)
    {
        line(u"0x%1:%2:%3"_s.arg(QString::number(id.type.component, 16), QString::number(id.type.entity),
                                 QString::number(id.id)));
    }
    void print(const Value::Float &value)
    {
        line(QString::number(static_cast<double>(std::bit_cast<float>(value.bits))));
    }
    void print(const Value::Generic & /*absent*/) { line(u"absent"_s); }

    template <class Inner>
    void nest(Inner inner)
    {
        ++m_depth;
        inner();
        --m_depth;
    }
    void item() { m_text += QString(m_depth * 2, u' ') + u"- "_s; }
    void more(std::size_t count)
    {
        if (count > 0)
            m_text += QString(m_depth * 2, u' ') + u"… %1 more\n"_s.arg(count);
    }

    TextOptions m_options;
    QString m_text;
    int m_depth = 0;
};

} // namespace

Fields redacted(Fields fields, const Schema *schema)
{
    Redactor().fields(fields, schema, false);
    return fields;
}

QString toText(const Fields &fields, const TextOptions &options)
{
    Printer printer(options);
    printer.fields(fields);
    return printer.take();
}

QString describe(ByteView body, const Schema *schema, const TextOptions &options)
{
    auto fields = parse(body);
    if (!fields)
        return u"not readable: %1\n"_s.arg(fields.error().toText());
    return toText(redacted(std::move(*fields), schema), options);
}

} // namespace tdf
// NOLINTEND(misc-no-recursion)
