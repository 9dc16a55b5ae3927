#pragma once
// Reads the tables of facts that ship with the program: comma separated, first line = column names, UTF-8, no quoting
// (no cell holds a comma). Not for files of users.

#include <QByteArray>
#include <QHash>
#include <QList>

namespace content {

class CsvRow
{
public:
    CsvRow(const QHash<QByteArray, qsizetype> *columns, QList<QByteArray> cells);
    // The cell under a column name; a name the table does not have is a fault of ours and stops the program.
    [[nodiscard]] const QByteArray &text(const QByteArray &column) const;
    [[nodiscard]] qint64 number(const QByteArray &column) const;

private:
    const QHash<QByteArray, qsizetype> *m_columns;
    QList<QByteArray> m_cells;
};

class CsvTable
{
public:
    // Rows with another number of cells than the head stop the program: the table is part of it.
    explicit CsvTable(const QByteArray &text);
    CsvTable(const CsvTable &) = delete; // the rows point at the columns
    CsvTable &operator=(const CsvTable &) = delete;
    [[nodiscard]] const QList<CsvRow> &rows() const noexcept { return m_rows; }

private:
    QHash<QByteArray, qsizetype> m_columns;
    QList<CsvRow> m_rows;
};

} // namespace content
