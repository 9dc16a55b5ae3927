#pragma once
// The rows of a list model that live by a stable id: applies differences as inserts, removals and changes in place,
// never as a reset, so that nothing jumps under the pointer. New rows come last. Ready for 10,000 rows. GUI thread.
//
// `Row` has a member `id`, an enumeration. `Model` is the QAbstractListModel it belongs to; it makes this class a
// friend and has `QList<int> rolesChanged(const Row &from, const Row &to) const`, which is empty when nothing differs.

#include <core/base/ids.h>

#include <QHash>
#include <QList>
#include <QModelIndex>
#include <QSet>

#include <algorithm>
#include <vector>

namespace app {

template <class Model, class Row>
class KeyedRows
{
public:
    using Id = decltype(Row::id);

    explicit KeyedRows(Model &model)
        : m_model(model)
    {}

    // A player, game … may be named twice in one difference; the later one counts. Unknown removals are ignored.
    void apply(const QList<Row> &upserted, const QList<Id> &removed)
    {
        remove(removed);
        upsert(upserted);
    }

    // `rows` is the whole picture: what is not in it goes.
    void replace(const QList<Row> &rows)
    {
        QSet<quint32> kept;
        for (const Row &row : rows)
            kept.insert(base::number(row.id));
        QList<Id> gone;
        for (const Row &row : m_rows) {
            if (!kept.contains(base::number(row.id)))
                gone.append(row.id);
        }
        apply(rows, gone);
    }

    [[nodiscard]] int count() const { return int(m_rows.size()); }
    [[nodiscard]] const Row &at(int row) const { return m_rows[size_t(row)]; }
    [[nodiscard]] auto begin() const { return m_rows.cbegin(); }
    [[nodiscard]] auto end() const { return m_rows.cend(); }
    // -1: not there.
    [[nodiscard]] int rowOf(Id id) const { return m_rowOf.value(base::number(id), -1); }
    [[nodiscard]] const Row *find(Id id) const
    {
        const int row = rowOf(id);
        return row < 0 ? nullptr : &at(row);
    }

private:
    void remove(const QList<Id> &ids)
    {
        std::vector<int> rows;
        for (const Id id : ids) {
            if (const int row = rowOf(id); row >= 0)
                rows.push_back(row);
        }
        if (rows.empty())
            return;
        std::sort(rows.begin(), rows.end());
        rows.erase(std::unique(rows.begin(), rows.end()), rows.end());

        // From the end, neighbours together: the rows in front keep their numbers.
        for (size_t end = rows.size(); end > 0;) {
            size_t begin = end - 1;
            while (begin > 0 && rows[begin - 1] == rows[begin] - 1)
                --begin;
            removeRange(rows[begin], rows[end - 1]);
            end = begin;
        }
        // Once for all ranges; nobody looks up by id in between.
        for (int row = rows.front(); row < count(); ++row)
            m_rowOf[base::number(at(row).id)] = row;
    }

    void removeRange(int first, int last)
    {
        m_model.beginRemoveRows({}, first, last);
        for (int row = first; row <= last; ++row)
            m_rowOf.remove(base::number(at(row).id));
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        m_model.endRemoveRows();
    }

    void upsert(const QList<Row> &rows)
    {
        std::vector<Row> added;
        QHash<quint32, size_t> addedAt;
        for (const Row &row : rows) {
            const quint32 id = base::number(row.id);
            if (const auto known = m_rowOf.constFind(id); known != m_rowOf.cend()) {
                change(*known, row);
            } else if (const auto seen = addedAt.constFind(id); seen != addedAt.cend()) {
                added[*seen] = row;
            } else {
                addedAt.insert(id, added.size());
                added.push_back(row);
            }
        }
        if (added.empty())
            return;
        m_model.beginInsertRows({}, count(), count() + int(added.size()) - 1);
        for (Row &row : added) {
            m_rowOf.insert(base::number(row.id), count());
            m_rows.push_back(std::move(row));
        }
        m_model.endInsertRows();
    }

    void change(int row, const Row &to)
    {
        const QList<int> roles = m_model.rolesChanged(at(row), to);
        if (roles.isEmpty())
            return;
        m_rows[size_t(row)] = to;
        const QModelIndex index = m_model.index(row);
        Q_EMIT m_model.dataChanged(index, index, roles);
    }

    Model &m_model;
    std::vector<Row> m_rows;
    QHash<quint32, int> m_rowOf; // by number(id)
};

} // namespace app
