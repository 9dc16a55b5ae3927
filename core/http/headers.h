#pragma once
// The header lines of one message, in order. Names are kept in lower case; values as they came, without the blanks
// around them. All text of a message is one block of memory. Value type.

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace http {

class Headers
{
public:
    struct Line
    {
        QByteArrayView name;
        QByteArrayView value;
    };

    void add(QByteArrayView name, QByteArrayView value);
    // Replaces all lines of that name.
    void set(QByteArrayView name, QByteArrayView value);
    void clear();
    void reserve(qsizetype bytes, int lines);

    // `name` in lower case. Of a repeated header the first line counts.
    [[nodiscard]] std::optional<QByteArrayView> first(QByteArrayView name) const;
    [[nodiscard]] bool contains(QByteArrayView name) const { return first(name).has_value(); }
    // Whether one of the comma-separated words of any line of that name is `word` (lower case); case is ignored.
    [[nodiscard]] bool hasWord(QByteArrayView name, QByteArrayView word) const;
    [[nodiscard]] int count() const { return static_cast<int>(m_lines.size()); }
    [[nodiscard]] Line at(int index) const;

private:
    struct Entry
    {
        quint32 name;
        quint32 nameSize;
        quint32 value;
        quint32 valueSize;
    };
    QByteArray m_text;
    std::vector<Entry> m_lines;
};

} // namespace http
