#pragma once
// Key material of a fixed size: wiped on destruction, no stream operator, not copied by accident.

#include <core/base/bytes.h>

#include <array>
#include <span>

namespace ssl3 {

// Overwrites in a way the compiler does not remove.
void wipe(std::span<std::byte> bytes) noexcept;

template <std::size_t Size>
class SecretArray
{
public:
    SecretArray() = default;
    SecretArray(const SecretArray &) = delete;
    SecretArray &operator=(const SecretArray &) = delete;
    SecretArray(SecretArray &&other) noexcept
        : m_bytes(other.m_bytes)
    {
        wipe(other.m_bytes);
    }
    SecretArray &operator=(SecretArray &&other) noexcept
    {
        if (this != &other) {
            m_bytes = other.m_bytes;
            wipe(other.m_bytes);
        }
        return *this;
    }
    ~SecretArray() { wipe(m_bytes); }

    [[nodiscard]] std::span<std::byte, Size> span() noexcept { return m_bytes; }
    [[nodiscard]] base::ByteView view() const noexcept { return m_bytes; }
    void clear() noexcept { wipe(m_bytes); }

private:
    std::array<std::byte, Size> m_bytes {};
};

} // namespace ssl3
