#include <core/stats/commands/stats/boardreply.h>

namespace stats {

BoardResponse BoardResponse::of(const Boards::Rows &rows)
{
    BoardResponse response;
    response.rows.reserve(rows.size());
    for (const BoardRow &row : rows) {
        const QByteArray value = QByteArray::number(row.value);
        RowGroup group;
        group.name = row.name;
        group.player = row.player;
        group.rank = row.rank;
        group.ranked = value;
        group.values = {value};
        response.rows.append(std::move(group));
    }
    return response;
}

} // namespace stats
