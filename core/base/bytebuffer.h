#pragma once
// A growable byte queue: appended at the end, consumed at the front, without moving bytes on each consume.
// Used for half-received messages and for what waits to be sent. Frees its memory when it runs empty and
// had grown large, so that idle connections cost next to nothing. One owner, one thread.

#include <core/base/bytes.h>

#include <memory>

namespace base {

class ByteBuffer
{
public:
    ByteBuffer() = default;
    ByteBuffer(ByteBuffer &&other) noexcept;
    ByteBuffer &operator=(ByteBuffer &&other) noexcept;
    ByteBuffer(const ByteBuffer &) = delete;
    ByteBuffer &operator=(const ByteBuffer &) = delete;
    ~ByteBuffer() = default;

    void append(ByteView bytes);
    void append(std::byte byte) { *extend(1) = byte; }
    // `count` more bytes at the end, uninitialised: the caller writes all of them at once.
    [[nodiscard]] std::byte *extend(std::size_t count);
    // Gives back the last `count` bytes.
    void shrink(std::size_t count) noexcept;
    // Drops `count` bytes at the front; count ≤ size().
    void consume(std::size_t count) noexcept;
    void clear() noexcept;
    void reserve(std::size_t more);

    [[nodiscard]] ByteView view() const noexcept { return {m_data.get() + m_begin, m_end - m_begin}; }
    [[nodiscard]] std::byte *data() noexcept { return m_data.get() + m_begin; }
    [[nodiscard]] std::size_t size() const noexcept { return m_end - m_begin; }
    [[nodiscard]] bool empty() const noexcept { return m_end == m_begin; }
    [[nodiscard]] std::size_t capacity() const noexcept { return m_capacity; }

private:
    void grow(std::size_t more);

    std::unique_ptr<std::byte[]> m_data;
    std::size_t m_capacity = 0;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
};

} // namespace base
