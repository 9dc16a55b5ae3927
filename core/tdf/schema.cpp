#include <core/tdf/schema.h>

#include <core/tdf/reader.h>

#include <algorithm>

namespace tdf {

namespace {

// The first row with this tag, or the end. Senders write ascending, so it is nearly always the one after the last, or
// none because the tag lies between that and its neighbour.
std::size_t locate(std::span<const FieldInfo> rows, std::size_t hint, Tag tag) noexcept
{
    const bool behindLast = hint == 0 || rows[hint - 1].tag < tag;
    if (hint == rows.size()) {
        if (behindLast)
            return rows.size();
    } else if (rows[hint].tag == tag) {
        return hint;
    } else if (behindLast && tag < rows[hint].tag) {
        return rows.size();
    }
    const auto at = std::lower_bound(rows.begin(), rows.end(), tag,
                                     [](const FieldInfo &row, Tag wanted) { return row.tag < wanted; });
    return static_cast<std::size_t>(at - rows.begin());
}

class FieldLoop
{
public:
    FieldLoop(Reader &reader, void *object, std::span<const FieldInfo> rows)
        : m_reader(reader)
        , m_object(object)
        , m_rows(rows)
    {}

    [[nodiscard]] bool run(bool top)
    {
        while (top ? !m_reader.atEnd() : !m_reader.groupEnd()) {
            Tag tag;
            Type type {};
            if (!m_reader.header(tag, type))
                return false;
            if (!take(tag, type))
                return m_reader.failedIn(tag);
        }
        return true;
    }
    // The first required field that was not there.
    [[nodiscard]] const FieldInfo *missing() const noexcept
    {
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            if (m_rows[i].required && !seen(i))
                return &m_rows[i];
        }
        return nullptr;
    }

private:
    [[nodiscard]] bool take(Tag tag, Type type)
    {
        std::size_t i = locate(m_rows, m_next, tag);
        for (; i < m_rows.size() && m_rows[i].tag == tag; ++i) {
            const FieldInfo &row = m_rows[i];
            if (row.type == type) {
                if (seen(i))
                    break; // of equal tags the first wins
                m_next = i + 1;
                if (!row.read(m_reader, m_object))
                    return false;
                m_seen |= std::uint64_t(1) << i; // only now: a tail may be ignored, a half-read field may not
                return true;
            }
            if (!row.byType && !row.lenient && !seen(i))
                return m_reader.fail(DecodeError::Kind::WrongType);
        }
        return m_reader.skip(type);
    }
    [[nodiscard]] bool seen(std::size_t index) const noexcept { return ((m_seen >> index) & 1U) != 0; }

    Reader &m_reader;
    void *m_object;
    std::span<const FieldInfo> m_rows;
    std::uint64_t m_seen = 0;
    std::size_t m_next = 0;
};

} // namespace

bool readFields(Reader &reader, void *object, const Schema &schema, bool top)
{
    FieldLoop loop(reader, object, schema.fields);
    const bool whole = loop.run(top);
    if (!whole && !(top && schema.ignoreTail))
        return false;
    if (const FieldInfo *missing = loop.missing()) {
        reader.fail(DecodeError::Kind::Missing);
        return reader.failedIn(missing->tag);
    }
    return true;
}

} // namespace tdf
