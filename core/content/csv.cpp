#include <core/content/csv.h>

namespace content {

CsvRow::CsvRow(const QHash<QByteArray, qsizetype> *columns, QList<QByteArray> cells)
    : m_columns(columns)
    , m_cells(std::move(cells))
{}

const QByteArray &CsvRow::text(const QByteArray &column) const
{
    const auto at = m_columns->constFind(column);
    if (at == m_columns->constEnd())
        qFatal("table without column %s", column.constData());
    return m_cells.at(*at);
}

qint64 CsvRow::number(const QByteArray &column) const
{
    bool isNumber = false;
    const qint64 value = text(column).toLongLong(&isNumber, 0);
    if (!isNumber)
        qFatal("no number in column %s", column.constData());
    return value;
}

CsvTable::CsvTable(const QByteArray &text)
{
    bool isHead = true;
    for (QByteArray line : text.split('\n')) {
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty())
            continue;
        QList<QByteArray> cells = line.split(',');
        if (isHead) {
            for (qsizetype i = 0; i < cells.size(); ++i)
                m_columns.insert(cells.at(i), i);
            isHead = false;
            continue;
        }
        if (cells.size() != m_columns.size())
            qFatal("table row with %lld cells instead of %lld", static_cast<long long>(cells.size()),
                   static_cast<long long>(m_columns.size()));
        m_rows.emplaceBack(&m_columns, std::move(cells));
    }
}

} // namespace content
