#include <core/tdf/tag.h>

namespace tdf {

std::optional<Tag> Tag::fromText(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > 4)
        return std::nullopt;
    std::uint32_t value = 0;
    for (qsizetype i = 0; i < 4; ++i) {
        const std::uint32_t next = i < text.size() ? code(text[i]) : 0U;
        if (i < text.size() && next == 0)
            return std::nullopt;
        value = (value << 6U) | next;
    }
    return Tag(value);
}

QByteArray Tag::toText() const
{
    QByteArray text;
    for (int shift = 18; shift >= 0; shift -= 6) {
        const std::uint32_t next = (m_value >> static_cast<unsigned>(shift)) & 0x3FU;
        if (next != 0)
            text.append(static_cast<char>(((next & 0x20U) != 0 ? 0x40U : 0x20U) + (next & 0x1FU)));
    }
    return text;
}

} // namespace tdf
