#include <core/tdf/value.h>

namespace tdf {

Fields::Fields() = default;
Fields::Fields(const Fields &other) = default;
Fields::Fields(Fields &&other) noexcept = default;
Fields &Fields::operator=(const Fields &other) = default;
Fields &Fields::operator=(Fields &&other) noexcept = default;
Fields::~Fields() = default;

Fields::Fields(std::initializer_list<FieldValue> fields)
    : m_list(fields)
{}

const Value *Fields::find(Tag tag) const noexcept
{
    for (const FieldValue &field : m_list) {
        if (field.tag == tag)
            return &field.value;
    }
    return nullptr;
}

void Fields::append(Tag tag, Value value)
{
    m_list.push_back({tag, std::move(value)});
}

bool Fields::isEmpty() const noexcept
{
    return m_list.empty();
}

bool Fields::operator==(const Fields &other) const
{
    return m_list == other.m_list;
}

bool Value::List::operator==(const List &other) const
{
    return element == other.element && items == other.items;
}

bool Value::Map::operator==(const Map &other) const
{
    return key == other.key && value == other.value && entries == other.entries;
}

Value Value::unionOf(std::uint8_t key, Tag tag, Value member)
{
    return UnionMember {key, Fields {{tag, std::move(member)}}};
}

Type Value::type() const noexcept
{
    constexpr Type kTypes[] = {Type::Integer,    Type::String,   Type::Blob,  Type::Group,
                               Type::List,       Type::Map,      Type::Union, Type::IntList,
                               Type::ObjectType, Type::ObjectId, Type::Float, Type::Generic};
    static_assert(std::size(kTypes) == std::variant_size_v<Storage>);
    return kTypes[m_storage.index()];
}

std::uint64_t Value::toInteger(std::uint64_t other) const noexcept
{
    const auto *number = as<std::uint64_t>();
    return number != nullptr ? *number : other;
}

QByteArray Value::toBytes() const
{
    if (const auto *string = as<Text>())
        return string->bytes;
    const auto *raw = as<Blob>();
    return raw != nullptr ? raw->bytes : QByteArray();
}

QString Value::toString() const
{
    return QString::fromUtf8(toBytes());
}

const Fields &Value::toFields() const noexcept
{
    static const Fields empty;
    if (const auto *inner = as<Group>())
        return inner->fields;
    const auto *member = as<UnionMember>();
    return member != nullptr ? member->member : empty;
}

} // namespace tdf
