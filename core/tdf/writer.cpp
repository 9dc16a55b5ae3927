#include <core/tdf/writer.h>

#include <QByteArray>
#include <QString>

#include <algorithm>

namespace tdf {

namespace {
// Taken from the buffer at a time, so that most values are written without asking it.
constexpr std::size_t kStep = 192;
} // namespace

void Writer::more(std::size_t size)
{
    m_buffer.shrink(room());
    const std::size_t taken = std::max(size, kStep);
    m_at = m_buffer.extend(taken);
    m_end = m_at + taken;
}

void Writer::string(ByteView text)
{
    while (!text.empty() && text.back() == std::byte {0})
        text = text.first(text.size() - 1);
    rawString(text);
}

void Writer::longString(QStringView text)
{
    while (!text.empty() && text.back() == QChar(u'\0'))
        text.chop(1);
    const auto size = static_cast<std::size_t>(text.size());
    std::byte *at = putInteger(take(kIntegerSizeMax + size + 1), size + 1);
    // Nearly every text is ASCII: narrow it in place, and start over in the rare other case.
    const char16_t *from = text.utf16();
    unsigned seen = 0;
    for (std::size_t i = 0; i < size; ++i) {
        seen |= from[i];
        at[i] = static_cast<std::byte>(from[i]);
    }
    if (seen >= 0x80)
        return wideString(text);
    at[size] = std::byte {0};
    m_at = at + size + 1;
}

void Writer::wideString(QStringView text)
{
    rawString(base::asBytes(QByteArrayView(text.toUtf8())));
}

} // namespace tdf
