#include <core/connector/semanticversion.h>

#include <algorithm>

namespace connector {

namespace {

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

bool isIdentifier(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'-';
    });
}

std::optional<quint64> number(QStringView text)
{
    if (!isDigits(text) || (text.size() > 1 && text.front() == u'0'))
        return std::nullopt;
    bool ok = false;
    const quint64 value = text.toULongLong(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

// Numbers before words, numbers by value, words by their characters.
std::strong_ordering compareIdentifiers(const QString &a, const QString &b)
{
    const bool aIsNumber = isDigits(a);
    const bool bIsNumber = isDigits(b);
    if (aIsNumber != bIsNumber)
        return aIsNumber ? std::strong_ordering::less : std::strong_ordering::greater;
    if (aIsNumber && a.size() != b.size()) // no leading zeros: the longer one is the larger one
        return a.size() <=> b.size();
    return QString::compare(a, b, Qt::CaseSensitive) <=> 0;
}

} // namespace

std::optional<SemanticVersion> SemanticVersion::parse(QStringView text)
{
    SemanticVersion result;
    if (const auto plus = text.indexOf(u'+'); plus >= 0) {
        const auto parts = text.sliced(plus + 1).split(u'.');
        if (!std::all_of(parts.begin(), parts.end(), isIdentifier))
            return std::nullopt;
        text = text.first(plus);
    }
    if (const auto dash = text.indexOf(u'-'); dash >= 0) {
        const auto parts = text.sliced(dash + 1).split(u'.');
        for (const QStringView part : parts) {
            if (!isIdentifier(part) || (isDigits(part) && part.size() > 1 && part.front() == u'0'))
                return std::nullopt;
            result.m_preRelease.append(part.toString());
        }
        text = text.first(dash);
    }
    const auto parts = text.split(u'.');
    if (parts.size() != 3)
        return std::nullopt;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto value = number(parts[static_cast<qsizetype>(i)]);
        if (!value)
            return std::nullopt;
        result.m_numbers.at(i) = *value;
    }
    return result;
}

std::strong_ordering SemanticVersion::operator<=>(const SemanticVersion &other) const
{
    if (const auto order = m_numbers <=> other.m_numbers; order != 0)
        return order;
    if (m_preRelease.isEmpty() != other.m_preRelease.isEmpty())
        return m_preRelease.isEmpty() ? std::strong_ordering::greater : std::strong_ordering::less;
    const auto common = std::min(m_preRelease.size(), other.m_preRelease.size());
    for (qsizetype i = 0; i < common; ++i) {
        if (const auto order = compareIdentifiers(m_preRelease[i], other.m_preRelease[i]); order != 0)
            return order;
    }
    return m_preRelease.size() <=> other.m_preRelease.size();
}

} // namespace connector
