#pragma once
// Appends TDF to a ByteBuffer. Takes room from the buffer in larger steps and gives the rest back when it is
// destroyed, so nothing else may touch the buffer while a Writer lives. No allocation once the buffer has grown.

#include <core/base/bytebuffer.h>
#include <core/tdf/type.h>

#include <QStringView>

#include <bit>
#include <cstring>

namespace tdf {

using base::ByteBuffer;
using base::ByteView;

class Writer
{
public:
    explicit Writer(ByteBuffer &buffer)
        : m_buffer(buffer)
    {}
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;
    ~Writer() { m_buffer.shrink(room()); }

    void header(Tag tag, Type type)
    {
        base::writeU32(take(kHeaderSize), (tag.value() << 8U) | static_cast<std::uint32_t>(type));
        m_at += kHeaderSize;
    }
    // header() and integer() at once: most fields are numbers.
    void integerField(Tag tag, std::uint64_t value)
    {
        std::byte *at = take(kHeaderSize + kIntegerSizeMax);
        base::writeU32(at, (tag.value() << 8U) | static_cast<std::uint32_t>(Type::Integer));
        m_at = putInteger(at + kHeaderSize, value);
    }
    void byte(std::uint8_t value)
    {
        *take(1) = static_cast<std::byte>(value);
        ++m_at;
    }
    void type(Type value) { byte(static_cast<std::uint8_t>(value)); }
    // Signed numbers are widened to 64 bits first: that is the form every reader of this protocol understands.
    void integer(std::uint64_t value) { m_at = putInteger(take(kIntegerSizeMax), value); }
    // Exactly these bytes and one NUL behind them.
    void rawString(ByteView text)
    {
        integer(text.size() + 1);
        raw(text);
        byte(0);
    }
    // Texts lose trailing NULs: readers disagree about them.
    void string(ByteView text);
    void string(QStringView text)
    {
        if (!text.isEmpty())
            return longString(text);
        base::writeU16(take(2), 0x0100); // length 1, NUL
        m_at += 2;
    }
    void blob(ByteView bytes)
    {
        integer(bytes.size());
        raw(bytes);
    }
    void floatBits(std::uint32_t bits)
    {
        base::writeU32(take(4), bits);
        m_at += 4;
    }
    void raw(ByteView bytes)
    {
        if (bytes.empty())
            return;
        std::memcpy(take(bytes.size()), bytes.data(), bytes.size());
        m_at += bytes.size();
    }

private:
    static constexpr std::size_t kHeaderSize = 4;
    static constexpr std::size_t kIntegerSizeMax = 10;

    [[nodiscard]] static std::byte *putInteger(std::byte *at, std::uint64_t value) noexcept
    {
        if (value < 0x40) {
            *at = static_cast<std::byte>(value);
            return at + 1;
        }
        *at++ = static_cast<std::byte>((value & 0x3FU) | 0x80U);
        value >>= 6U;
        while (value >= 0x80) {
            *at++ = static_cast<std::byte>((value & 0x7FU) | 0x80U);
            value >>= 7U;
        }
        *at++ = static_cast<std::byte>(value);
        return at;
    }

    [[nodiscard]] std::size_t room() const noexcept { return static_cast<std::size_t>(m_end - m_at); }
    // At least `size` bytes at the returned place; the caller moves m_at over what it wrote.
    [[nodiscard]] std::byte *take(std::size_t size)
    {
        if (room() < size)
            more(size);
        return m_at;
    }
    void more(std::size_t size);
    void longString(QStringView text);
    void wideString(QStringView text);

    ByteBuffer &m_buffer;
    std::byte *m_at = nullptr;
    std::byte *m_end = nullptr;
};

} // namespace tdf
