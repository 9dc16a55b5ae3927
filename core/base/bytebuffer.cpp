#include <core/base/bytebuffer.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace base {

namespace {
// Below this an empty buffer keeps its block: short bursts should not allocate each time.
constexpr std::size_t kKeepWhenEmpty = 512;
constexpr std::size_t kCapacityFirst = 64;
} // namespace

ByteBuffer::ByteBuffer(ByteBuffer &&other) noexcept
    : m_data(std::move(other.m_data))
    , m_capacity(std::exchange(other.m_capacity, 0))
    , m_begin(std::exchange(other.m_begin, 0))
    , m_end(std::exchange(other.m_end, 0))
{}

ByteBuffer &ByteBuffer::operator=(ByteBuffer &&other) noexcept
{
    m_data = std::move(other.m_data);
    m_capacity = std::exchange(other.m_capacity, 0);
    m_begin = std::exchange(other.m_begin, 0);
    m_end = std::exchange(other.m_end, 0);
    return *this;
}

void ByteBuffer::append(ByteView bytes)
{
    if (!bytes.empty())
        std::memcpy(extend(bytes.size()), bytes.data(), bytes.size());
}

std::byte *ByteBuffer::extend(std::size_t count)
{
    if (m_capacity - m_end < count)
        grow(count);
    std::byte *at = m_data.get() + m_end;
    m_end += count;
    return at;
}

void ByteBuffer::shrink(std::size_t count) noexcept
{
    m_end -= std::min(count, size());
}

void ByteBuffer::consume(std::size_t count) noexcept
{
    Q_ASSERT(count <= size());
    m_begin += count;
    if (m_begin == m_end)
        clear();
}

void ByteBuffer::clear() noexcept
{
    m_begin = 0;
    m_end = 0;
    if (m_capacity > kKeepWhenEmpty) {
        m_data.reset();
        m_capacity = 0;
    }
}

void ByteBuffer::reserve(std::size_t more)
{
    if (m_capacity - m_end < more)
        grow(more);
}

void ByteBuffer::grow(std::size_t more)
{
    const std::size_t used = size();
    // Moving the live bytes to the front is enough when at least half of the block is dead.
    if (m_begin >= m_capacity / 2 && m_capacity - used >= more) {
        if (used > 0)
            std::memmove(m_data.get(), m_data.get() + m_begin, used);
    } else {
        const std::size_t wanted = std::max({kCapacityFirst, used + more, m_capacity + m_capacity / 2});
        std::unique_ptr<std::byte[]> next(new std::byte[wanted]); // make_unique would zero it
        if (used > 0)
            std::memcpy(next.get(), m_data.get() + m_begin, used);
        m_data = std::move(next);
        m_capacity = wanted;
    }
    m_begin = 0;
    m_end = used;
}

} // namespace base
