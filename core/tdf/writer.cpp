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

void Writer::string(QStringView text)
{
    while (!text.empty() && text.back() == QChar(u'\0'))
        text.chop(1);
    const auto size = static_cast<std::size_t>(text.size());
    std::byte *const start = take(kIntegerSizeMax + size + 1);
    const std::size_t leftBefore = room();
    integer(size + 1);
    // Nearly every text is ASCII: narrow it in place, and start over in the rare other case.
    char16_t seen = 0;
    const char16_t *from = text.utf16();
    for (std::size_t i = 0; i < size; ++i) {
        seen = static_cast<char16_t>(seen | from[i]);
        m_at[i] = static_cast<std::byte>(from[i]);
    }
    if (seen < 0x80) {
        m_at += size;
        *m_at++ = std::byte {0};
        return;
    }
    m_at = start;
    Q_ASSERT(room() == leftBefore);
    Q_UNUSED(leftBefore)
    slowString(text);
}

void Writer::slowString(QStringView text)
{
    rawString(base::asBytes(QByteArrayView(text.toUtf8())));
}

} // namespace tdf
