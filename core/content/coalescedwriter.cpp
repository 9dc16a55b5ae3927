#include <core/base/limits.h>
#include <core/content/coalescedfile.h>
#include <core/content/littleendian.h>
#include <core/content/namecrc.h>
#include <core/content/textcode.h>

#include <algorithm>
#include <limits>

namespace content {

using namespace Qt::StringLiterals;
using base::failure;
using base::success;

namespace {

constexpr quint32 kMagic = 0x666D726D;
constexpr qsizetype kCountMax = std::numeric_limits<quint16>::max();
constexpr quint64 kBitsMax = quint64 {1} << 29U; // positions have 29 bits
constexpr quint32 kTypeShift = 29;

using Step = base::Result<void, ContentError>;

// The distinct names of all levels, by checksum.
class NameTable
{
public:
    Step add(const QString &name)
    {
        if (m_indexes.contains(name))
            return success();
        if (!name.isValidUtf16())
            return refused(ContentFault::NotKept, u"a name has half a character"_s);
        QByteArray bytes = name.toUtf8();
        if (bytes.size() > base::kContentNameMax)
            return tooLarge(u"a name is longer than %1 bytes"_s.arg(base::kContentNameMax));
        m_longest = std::max(m_longest, bytes.size());
        const quint32 crc = nameCrc(bytes);
        m_names.append({crc, std::move(bytes), name});
        m_indexes.insert(name, 0);
        return success();
    }

    Step finish()
    {
        if (m_names.size() > kCountMax + 1)
            return tooLarge(u"it has more than %1 names"_s.arg(kCountMax + 1));
        std::sort(m_names.begin(), m_names.end(),
                  [](const Name &a, const Name &b) { return a.crc != b.crc ? a.crc < b.crc : a.bytes < b.bytes; });
        for (qsizetype i = 0; i < m_names.size(); ++i)
            m_indexes[m_names.at(i).text] = static_cast<quint16>(i);
        return success();
    }

    [[nodiscard]] QByteArray block() const
    {
        QByteArray heads;
        QByteArray bodies;
        for (const Name &name : m_names) {
            appendLittleEndian(heads, name.crc);
            appendLittleEndian(heads, static_cast<quint32>(8 * m_names.size() + bodies.size()));
            appendLittleEndian(bodies, static_cast<quint16>(name.bytes.size()));
            bodies += name.bytes;
        }
        QByteArray block;
        appendLittleEndian(block, static_cast<quint32>(8 + heads.size() + bodies.size()));
        appendLittleEndian(block, static_cast<quint32>(m_names.size()));
        return block + heads + bodies;
    }

    [[nodiscard]] quint16 indexOf(const QString &name) const { return m_indexes.value(name); }
    [[nodiscard]] qsizetype longest() const noexcept { return m_longest; }

private:
    struct Name
    {
        quint32 crc = 0;
        QByteArray bytes;
        QString text;
    };
    QList<Name> m_names;
    QHash<QString, quint16> m_indexes;
    qsizetype m_longest = 0;
};

class Writer
{
public:
    // Looks at everything before anything is written.
    Step collect(const Coalesced &document)
    {
        if (auto fits = countFits(document.files.size()); !fits)
            return fits;
        for (const ConfigFile &file : document.files) {
            if (auto done = collectFile(file); !done)
                return done;
        }
        if (m_values > base::kContentValuesMax)
            return tooLarge(u"it has more than %1 values"_s.arg(base::kContentValuesMax));
        m_texts.build();
        if (m_texts.bitsTotal() > std::min(kBitsMax, static_cast<quint64>(base::kCoalescedMax) * 8))
            return tooLarge(u"its texts do not fit"_s);
        return m_names.finish();
    }

    ContentResult<QByteArray> write(const Coalesced &document)
    {
        appendTable(document.files, &ConfigFile::path, [this](const ConfigFile &file) {
            appendTable(file.sections, &ConfigSection::name, [this](const ConfigSection &section) {
                appendTable(section.properties, &ConfigProperty::name,
                            [this](const ConfigProperty &property) { appendValues(property); });
            });
        });
        const QByteArray strings = m_names.block();
        QByteArray huffman;
        appendLittleEndian(huffman, static_cast<quint16>(m_texts.pairsRootLast().size()));
        for (const CodePair &pair : m_texts.pairsRootLast()) {
            appendLittleEndian(huffman, pair.left);
            appendLittleEndian(huffman, pair.right);
        }
        QByteArray file;
        for (const quint32 number :
             {kMagic, document.version, static_cast<quint32>(m_names.longest()), static_cast<quint32>(m_longestText),
              static_cast<quint32>(strings.size()), static_cast<quint32>(huffman.size()),
              static_cast<quint32>(m_index.size()), static_cast<quint32>(m_texts.data().size())})
            appendLittleEndian(file, number);
        file += strings + huffman + m_index;
        appendLittleEndian(file, static_cast<quint32>(m_texts.bitsWritten()));
        file += m_texts.data();
        if (file.size() > base::kCoalescedMax)
            return tooLarge(u"it would have more than %1 bytes"_s.arg(base::kCoalescedMax));
        return file;
    }

private:
    static Step countFits(qsizetype count)
    {
        if (count > kCountMax)
            return tooLarge(u"a list has more than %1 entries"_s.arg(kCountMax));
        return success();
    }

    Step collectFile(const ConfigFile &file)
    {
        if (auto named = enter(file.path, file.sections.size()); !named)
            return named;
        for (const ConfigSection &section : file.sections) {
            if (auto named = enter(section.name, section.properties.size()); !named)
                return named;
            for (const ConfigProperty &property : section.properties) {
                if (auto done = collectProperty(property); !done)
                    return done;
            }
        }
        return success();
    }

    Step enter(const QString &name, qsizetype children)
    {
        if (auto fits = countFits(children); !fits)
            return fits;
        return m_names.add(name);
    }

    Step collectProperty(const ConfigProperty &property)
    {
        if (auto named = enter(property.name, property.values.size()); !named)
            return named;
        m_values += property.values.size();
        for (const ConfigValue &value : property.values) {
            if (value.type == ValueType::RemoveProperty)
                continue;
            if (value.text.contains(QChar(u'\0')))
                return refused(ContentFault::NotKept, u"a text of %1 has a NUL inside"_s.arg(property.name));
            m_longestText = std::max(m_longestText, utf8Length(value.text));
            m_texts.count(value.text);
        }
        return success();
    }

    static qsizetype utf8Length(const QString &text)
    {
        qsizetype length = 0;
        for (const QChar c : text) {
            // Half of a pair is worth two of its four bytes.
            length += c.unicode() < 0x80 ? 1 : c.unicode() < 0x800 || c.isSurrogate() ? 2 : 3;
        }
        return length;
    }

    // The table, then directly its children, in order.
    template <class T, class Inside>
    void appendTable(const QList<T> &items, QString T::*name, Inside inside)
    {
        constexpr qsizetype kEntrySize = 6;
        const qsizetype start = m_index.size();
        appendLittleEndian(m_index, static_cast<quint16>(items.size()));
        for (const T &item : items) {
            appendLittleEndian(m_index, m_names.indexOf(item.*name));
            appendLittleEndian(m_index, quint32 {0});
        }
        for (qsizetype i = 0; i < items.size(); ++i) {
            qToLittleEndian(static_cast<quint32>(m_index.size() - start),
                            m_index.data() + start + 2 + kEntrySize * i + 2);
            inside(items.at(i));
        }
    }

    void appendValues(const ConfigProperty &property)
    {
        appendLittleEndian(m_index, static_cast<quint16>(property.values.size()));
        for (const ConfigValue &value : property.values) {
            const bool hasText = value.type != ValueType::RemoveProperty;
            const quint64 position = hasText ? m_texts.append(value.text) : m_texts.bitsWritten();
            appendLittleEndian(m_index,
                               (static_cast<quint32>(value.type) << kTypeShift) | static_cast<quint32>(position));
        }
    }

    NameTable m_names;
    TextEncoder m_texts;
    QByteArray m_index;
    qsizetype m_longestText = 0;
    qsizetype m_values = 0;
};

} // namespace

ContentResult<QByteArray> writeCoalesced(const Coalesced &document)
{
    Writer writer;
    if (auto collected = writer.collect(document); !collected)
        return failure(collected.error());
    return writer.write(document);
}

} // namespace content
