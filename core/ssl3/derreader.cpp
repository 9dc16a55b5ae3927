#include <core/ssl3/derreader.h>

namespace ssl3 {

std::optional<std::uint8_t> DerReader::peekTag() const
{
    return m_rest.empty() ? std::nullopt : std::optional(std::to_integer<std::uint8_t>(m_rest[0]));
}

std::optional<base::ByteView> DerReader::take(std::uint8_t tag)
{
    const auto element = measure(tag);
    if (!element)
        return std::nullopt;
    const base::ByteView content = m_rest.subspan(element->header, element->content);
    m_rest = m_rest.subspan(element->header + element->content);
    return content;
}

std::optional<base::ByteView> DerReader::takeWhole(std::uint8_t tag)
{
    const auto element = measure(tag);
    if (!element)
        return std::nullopt;
    const base::ByteView whole = m_rest.first(element->header + element->content);
    m_rest = m_rest.subspan(whole.size());
    return whole;
}

std::optional<DerReader::Element> DerReader::measure(std::uint8_t tag) const
{
    if (m_rest.size() < 2 || std::to_integer<std::uint8_t>(m_rest[0]) != tag)
        return std::nullopt;
    const auto first = std::to_integer<std::size_t>(m_rest[1]);
    Element element {.header = 2, .content = first};
    if (first >= 0x80) {
        const std::size_t count = first & 0x7FU;
        if (count == 0 || count > 4 || m_rest.size() < 2 + count)
            return std::nullopt;
        element = {.header = 2 + count, .content = 0};
        for (std::size_t i = 0; i < count; ++i)
            element.content = (element.content << 8U) | std::to_integer<std::size_t>(m_rest[2 + i]);
    }
    if (element.content > m_rest.size() - element.header)
        return std::nullopt;
    return element;
}

} // namespace ssl3
