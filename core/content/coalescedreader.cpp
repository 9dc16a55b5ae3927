#include <core/base/limits.h>
#include <core/content/coalescedfile.h>
#include <core/content/littleendian.h>
#include <core/content/namecrc.h>
#include <core/content/textcode.h>

#include <QStringDecoder>

namespace content {

using namespace Qt::StringLiterals;
using base::failure;
using base::success;

namespace {

constexpr quint32 kMagic = 0x666D726D;
constexpr quint64 kHeadSize = 32;
constexpr quint64 kTableEntrySize = 6;
constexpr quint64 kValueSize = 4;
// What all tables together may take of the index block: once, and some sharing of equal lists.
constexpr quint64 kIndexReuseMax = 4;
constexpr quint32 kPositionMask = 0x1FFFFFFF;
constexpr quint32 kTypeShift = 29;

using Step = base::Result<void, ContentError>;

struct Head
{
    quint32 version = 0;
    quint32 longestText = 0;
    quint32 strings = 0;
    quint32 huffman = 0;
    quint32 index = 0;
    quint32 data = 0;
};

ContentResult<Head> readHead(const LittleEndianView &file)
{
    if (file.size() > static_cast<quint64>(base::kCoalescedMax))
        return tooLarge(u"it is longer than %1 bytes"_s.arg(base::kCoalescedMax));
    if (file.u32(0) != kMagic)
        return damaged(u"it does not begin as a Coalesced file does"_s);
    if (!file.holds(0, kHeadSize))
        return damaged(u"it ends inside its head"_s);
    const Head head {.version = *file.u32(4),
                     .longestText = *file.u32(12),
                     .strings = *file.u32(16),
                     .huffman = *file.u32(20),
                     .index = *file.u32(24),
                     .data = *file.u32(28)};
    const quint64 size = kHeadSize + head.strings + head.huffman + head.index + 4 + head.data;
    if (size != file.size())
        return damaged(u"it has %1 bytes and should have %2"_s.arg(file.size()).arg(size));
    return head;
}

ContentResult<QList<QString>> readNames(const LittleEndianView &block)
{
    if (block.u32(0) != block.size() || !block.holds(0, 8))
        return damaged(u"its name table gives a wrong size"_s);
    const quint32 count = *block.u32(4);
    constexpr quint64 kLeastPerName = 8 + 2;
    if (count > (block.size() - 8) / kLeastPerName)
        return damaged(u"its name table has no room for %1 names"_s.arg(count));
    QList<QString> names;
    names.reserve(count);
    for (quint32 i = 0; i < count; ++i) {
        const quint32 crc = *block.u32(8 + 8 * quint64 {i});
        const quint64 at = 8 + quint64 {*block.u32(12 + 8 * quint64 {i})};
        const auto length = block.u16(at);
        const auto bytes = length ? block.part(at + 2, *length) : std::nullopt;
        if (!bytes)
            return damaged(u"name %1 lies outside of the name table"_s.arg(i));
        if (nameCrc(*bytes) != crc)
            return damaged(u"the checksum of name %1 is wrong"_s.arg(i));
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        names.append(decoder(*bytes));
        if (decoder.hasError())
            return damaged(u"name %1 is no UTF-8"_s.arg(i));
    }
    return names;
}

ContentResult<QList<CodePair>> readPairs(const LittleEndianView &block)
{
    const auto count = block.u16(0);
    if (!count || block.size() != 2 + 8 * quint64 {*count})
        return damaged(u"the size of its code does not fit"_s);
    QList<CodePair> pairs;
    pairs.reserve(*count);
    for (quint64 at = 2; at < block.size(); at += 8)
        pairs.append({static_cast<qint32>(*block.u32(at)), static_cast<qint32>(*block.u32(at + 4))});
    return pairs;
}

// Walks the nested tables.
class IndexReader
{
public:
    IndexReader(LittleEndianView index, QList<QString> names, TextDecoder texts, qsizetype longestText)
        : m_index(index)
        , m_names(std::move(names))
        , m_texts(std::move(texts))
        , m_longestText(longestText)
        , m_bytesLeft(index.size() * kIndexReuseMax)
    {}

    Step files(QList<ConfigFile> &out)
    {
        return table(0, out, &ConfigFile::path, [this](quint64 at, ConfigFile &file) {
            return table(at, file.sections, &ConfigSection::name, [this](quint64 inner, ConfigSection &section) {
                return table(
                    inner, section.properties, &ConfigProperty::name,
                    [this](quint64 innermost, ConfigProperty &property) { return values(innermost, property); });
            });
        });
    }

private:
    // The entries of the table at `at`; `inside` reads what an entry's offset leads to.
    template <class T, class Inside>
    Step table(quint64 at, QList<T> &out, QString T::*name, Inside inside)
    {
        const auto count = m_index.u16(at);
        if (!count || !m_index.holds(at + 2, *count * kTableEntrySize))
            return damaged(u"a list lies outside of its index"_s);
        if (auto paid = pay(2 + *count * kTableEntrySize); !paid)
            return paid;
        out.reserve(*count);
        for (quint64 entry = at + 2; entry < at + 2 + *count * kTableEntrySize; entry += kTableEntrySize) {
            const quint16 nameIndex = *m_index.u16(entry);
            if (nameIndex >= m_names.size())
                return damaged(u"it refers to name %1 of %2"_s.arg(nameIndex).arg(m_names.size()));
            T &item = out.emplaceBack();
            item.*name = m_names.at(nameIndex);
            if (auto read = inside(at + *m_index.u32(entry + 2), item); !read)
                return read;
        }
        return success();
    }

    Step values(quint64 at, ConfigProperty &property)
    {
        const auto count = m_index.u16(at);
        if (!count || !m_index.holds(at + 2, *count * kValueSize))
            return damaged(u"the values of a property lie outside of its index"_s);
        if (auto paid = pay(2 + *count * kValueSize); !paid)
            return paid;
        m_values += *count;
        if (m_values > base::kContentValuesMax)
            return tooLarge(u"it has more than %1 values"_s.arg(base::kContentValuesMax));
        property.values.reserve(*count);
        for (quint64 entry = at + 2; entry < at + 2 + *count * kValueSize; entry += kValueSize) {
            const quint32 word = *m_index.u32(entry);
            const quint32 type = word >> kTypeShift;
            if (type > static_cast<quint32>(ValueType::Remove))
                return damaged(u"a value has the unknown type %1"_s.arg(type));
            ConfigValue value {.type = static_cast<ValueType>(type)};
            if (value.type != ValueType::RemoveProperty) {
                auto text = m_texts.textAt(word & kPositionMask, m_longestText);
                if (!text)
                    return failure(text.error());
                value.text = *std::move(text);
            }
            property.values.append(std::move(value));
        }
        return success();
    }

    Step pay(quint64 bytes)
    {
        if (bytes > m_bytesLeft)
            return damaged(u"its lists overlap"_s);
        m_bytesLeft -= bytes;
        return success();
    }

    LittleEndianView m_index;
    QList<QString> m_names;
    TextDecoder m_texts;
    qsizetype m_longestText;
    quint64 m_bytesLeft;
    qsizetype m_values = 0;
};

} // namespace

bool looksLikeCoalesced(QByteArrayView bytes)
{
    return LittleEndianView(bytes).u32(0) == kMagic;
}

ContentResult<Coalesced> readCoalesced(QByteArrayView bytes)
{
    const LittleEndianView file(bytes);
    const auto head = readHead(file);
    if (!head)
        return failure(head.error());
    quint64 at = kHeadSize;
    const auto block = [&](quint32 size) { return *file.part(std::exchange(at, at + size), size); };
    auto names = readNames(LittleEndianView(block(head->strings)));
    if (!names)
        return failure(names.error());
    auto pairs = readPairs(LittleEndianView(block(head->huffman)));
    if (!pairs)
        return failure(pairs.error());
    const LittleEndianView index(block(head->index));
    const quint32 bits = *file.u32(std::exchange(at, at + 4));
    const QByteArrayView data = block(head->data);
    if (quint64 {bits} > quint64 {head->data} * 8)
        return damaged(u"it has %1 bits in %2 bytes"_s.arg(bits).arg(head->data));
    auto texts = TextDecoder::of(*std::move(pairs), RootPlace::Last, data, bits);
    if (!texts)
        return failure(texts.error());
    Coalesced document {.version = head->version};
    IndexReader reader(index, *std::move(names), *std::move(texts), static_cast<qsizetype>(head->longestText));
    if (auto read = reader.files(document.files); !read)
        return failure(read.error());
    return document;
}

} // namespace content
