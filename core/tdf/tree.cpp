// Reading and writing of value trees. All recursion ends at kTdfNestingMax while reading; a tree that is written was
// read or made by us.
// NOLINTBEGIN(misc-no-recursion)
#include <core/tdf/value.h>

namespace tdf {

namespace {

// What a claimed count may reserve at once: a Value is bigger than the byte that claims it.
constexpr std::size_t kReserveMax = 256;

bool readValue(Reader &reader, Type type, Value &value);

bool readUnion(Reader &reader, Value::UnionMember &out)
{
    if (!reader.byte(out.key))
        return false;
    if (out.key == kUnionUnset)
        return true;
    Tag tag;
    Type type {};
    Value member;
    if (!reader.header(tag, type))
        return false;
    if (!readValue(reader, type, member))
        return reader.failedIn(tag);
    out.member.append(tag, std::move(member));
    return true;
}

bool readList(Reader &reader, Value::List &out)
{
    std::size_t count = 0;
    if (!reader.listHead(out.element, count))
        return false;
    out.items.reserve(std::min(count, kReserveMax));
    for (; count > 0; --count) {
        if (!readValue(reader, out.element, out.items.emplace_back()))
            return false;
    }
    return true;
}

bool readMap(Reader &reader, Value::Map &out)
{
    std::size_t count = 0;
    if (!reader.mapHead(out.key, out.value, count))
        return false;
    out.entries.reserve(std::min(count, kReserveMax));
    for (; count > 0; --count) {
        auto &entry = out.entries.emplace_back();
        if (!readValue(reader, out.key, entry.first) || !readValue(reader, out.value, entry.second))
            return false;
    }
    return true;
}

template <class T, class Read>
bool readNested(Reader &reader, Value &value, Read read)
{
    T inner;
    if (!reader.enter() || !read(reader, inner))
        return false;
    reader.leave();
    value = std::move(inner);
    return true;
}

template <class T>
bool readPlain(Reader &reader, Value &value)
{
    T inner {};
    if (!Codec<T>::read(reader, inner, {}))
        return false;
    value = std::move(inner);
    return true;
}

bool readValue(Reader &reader, Type type, Value &value)
{
    switch (type) {
    case Type::Integer:
        return readPlain<std::uint64_t>(reader, value);
    case Type::String: {
        ByteView text;
        if (!reader.string(text))
            return false;
        value = Value::Text {base::toByteArray(text)};
        return true;
    }
    case Type::Blob:
        return readPlain<Blob>(reader, value);
    case Type::Group:
        return readNested<Value::Group>(reader, value, [](Reader &from, Value::Group &group) {
            return from.groupHead(group.unionKey) && readTree(from, group.fields);
        });
    case Type::List:
        return readNested<Value::List>(reader, value, readList);
    case Type::Map:
        return readNested<Value::Map>(reader, value, readMap);
    case Type::Union:
        return readNested<Value::UnionMember>(reader, value, readUnion);
    case Type::IntList:
        return readPlain<IntList>(reader, value);
    case Type::ObjectType:
        return readPlain<ObjectType>(reader, value);
    case Type::ObjectId:
        return readPlain<ObjectId>(reader, value);
    case Type::Float: {
        Value::Float bits;
        if (!reader.floatBits(bits.bits))
            return false;
        value = bits;
        return true;
    }
    case Type::Generic:
        value = Value::Generic {};
        return reader.generic();
    }
    return reader.fail(DecodeError::Kind::BadType);
}

bool readField(Reader &reader, Fields &fields)
{
    Tag tag;
    Type type {};
    Value value;
    if (!reader.header(tag, type))
        return false;
    if (!readValue(reader, type, value))
        return reader.failedIn(tag);
    fields.append(tag, std::move(value));
    return true;
}

class TreeWriter
{
public:
    explicit TreeWriter(Writer &writer)
        : m_writer(writer)
    {}
    void operator()(std::uint64_t number) { m_writer.integer(number); }
    void operator()(const Value::Text &text) { m_writer.rawString(base::asBytes(QByteArrayView(text.bytes))); }
    void operator()(const Value::Group &group)
    {
        if (group.unionKey)
            m_writer.byte(*group.unionKey);
        writeTree(m_writer, group.fields);
        m_writer.byte(0);
    }
    void operator()(const Value::List &list)
    {
        m_writer.type(list.element);
        m_writer.integer(list.items.size());
        for (const Value &item : list.items)
            std::visit(*this, item.storage());
    }
    void operator()(const Value::Map &map)
    {
        m_writer.type(map.key);
        m_writer.type(map.value);
        m_writer.integer(map.entries.size());
        for (const auto &[key, value] : map.entries) {
            std::visit(*this, key.storage());
            std::visit(*this, value.storage());
        }
    }
    void operator()(const Value::UnionMember &member)
    {
        m_writer.byte(member.key);
        writeTree(m_writer, member.member);
    }
    void operator()(const Value::Float &value) { m_writer.floatBits(value.bits); }
    void operator()(const Value::Generic & /*absent*/) { m_writer.byte(0); }
    template <class T>
    void operator()(const T &value)
    {
        Codec<T>::write(m_writer, value, {});
    }

private:
    Writer &m_writer;
};

} // namespace

bool readTree(Reader &reader, Fields &fields)
{
    while (!reader.groupEnd()) {
        if (!readField(reader, fields))
            return false;
    }
    return true;
}

void writeTree(Writer &writer, const Fields &fields)
{
    TreeWriter visit(writer);
    for (const FieldValue &field : fields.list()) {
        writer.header(field.tag, field.value.type());
        std::visit(visit, field.value.storage());
    }
}

Result<Fields, DecodeError> parse(ByteView body)
{
    Reader reader(body);
    Fields fields;
    while (!reader.atEnd()) {
        if (!readField(reader, fields))
            return base::failure(reader.error());
    }
    return fields;
}

void write(const Fields &fields, ByteBuffer &out)
{
    Writer writer(out);
    writeTree(writer, fields);
}

QByteArray written(const Fields &fields)
{
    ByteBuffer out;
    write(fields, out);
    return base::toByteArray(out.view());
}

} // namespace tdf
// NOLINTEND(misc-no-recursion)
