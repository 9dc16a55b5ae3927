#pragma once
// "?offset=…&count=…" of the lists: `offset` counts pages, so the first row is offset × count. Pure.

#include <core/http/queryreader.h>

#include <limits>

namespace server {

template <class Offset, quint8 CountDefault>
struct PageQuery
{
    Offset offset = 0;
    quint8 count = CountDefault;

    static void read(http::QueryReader &in, PageQuery &out)
    {
        in.number(u"offset", out.offset);
        in.number(u"count", out.count);
    }
    // Never wraps; what does not fit is behind every end.
    [[nodiscard]] qint64 firstRow() const
    {
        constexpr quint64 kMax = std::numeric_limits<qint64>::max();
        return count != 0 && offset > kMax / count ? qint64(kMax) : qint64(quint64(offset) * count);
    }
};

// The same where an empty page makes no sense.
template <class Offset, quint8 CountDefault>
struct FilledPageQuery : PageQuery<Offset, CountDefault>
{
    static void read(http::QueryReader &in, FilledPageQuery &out)
    {
        PageQuery<Offset, CountDefault>::read(in, out);
        if (out.count == 0)
            in.fail(QStringLiteral("count must not be 0"));
    }
    // Of `total` rows.
    [[nodiscard]] qint64 pages(qint64 total) const { return (total + this->count - 1) / this->count; }
    // True also on the last page that has rows: the published dashboard was built on that.
    [[nodiscard]] bool more(qint64 total) const { return quint64(this->offset) < quint64(pages(total)); }
};

} // namespace server
