#include <core/http/headers.h>

#include <algorithm>

namespace http {

namespace {

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

QByteArrayView trimmed(QByteArrayView text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

} // namespace

void Headers::add(QByteArrayView name, QByteArrayView value)
{
    const auto start = static_cast<quint32>(m_text.size());
    m_text.append(name);
    std::transform(m_text.begin() + start, m_text.end(), m_text.begin() + start, lowered);
    m_text.append(value);
    m_lines.push_back({start, static_cast<quint32>(name.size()), start + static_cast<quint32>(name.size()),
                       static_cast<quint32>(value.size())});
}

void Headers::set(QByteArrayView name, QByteArrayView value)
{
    // The text of a removed line stays in the block: messages are short-lived.
    std::erase_if(m_lines, [&](const Entry &entry) {
        return QByteArrayView(m_text).sliced(entry.name, entry.nameSize).compare(name, Qt::CaseInsensitive) == 0;
    });
    add(name, value);
}

void Headers::clear()
{
    m_text.clear();
    m_lines.clear();
}

void Headers::reserve(qsizetype bytes, int lines)
{
    m_text.reserve(bytes);
    m_lines.reserve(static_cast<std::size_t>(lines));
}

std::optional<QByteArrayView> Headers::first(QByteArrayView name) const
{
    for (const Entry &entry : m_lines) {
        if (entry.nameSize == static_cast<quint32>(name.size()) &&
            QByteArrayView(m_text).sliced(entry.name, entry.nameSize) == name)
            return QByteArrayView(m_text).sliced(entry.value, entry.valueSize);
    }
    return std::nullopt;
}

bool Headers::hasWord(QByteArrayView name, QByteArrayView word) const
{
    for (int i = 0; i < count(); ++i) {
        const Line line = at(i);
        if (line.name != name)
            continue;
        QByteArrayView rest = line.value;
        while (!rest.isEmpty()) {
            const qsizetype comma = rest.indexOf(',');
            const QByteArrayView item = comma < 0 ? rest : rest.first(comma);
            if (trimmed(item).compare(word, Qt::CaseInsensitive) == 0)
                return true;
            rest = comma < 0 ? QByteArrayView() : rest.sliced(comma + 1);
        }
    }
    return false;
}

Headers::Line Headers::at(int index) const
{
    const Entry &entry = m_lines[static_cast<std::size_t>(index)];
    const QByteArrayView text(m_text);
    return {text.sliced(entry.name, entry.nameSize), text.sliced(entry.value, entry.valueSize)};
}

} // namespace http
