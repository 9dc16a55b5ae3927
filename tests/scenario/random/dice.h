#pragma once
// The one source of chance of a simulation: the same numbers for the same seed, on every machine.

#include <core/base/random.h>

#include <array>
#include <cstdint>

namespace scenario {

class Dice final : public base::Random
{
public:
    explicit Dice(std::uint64_t seed)
        : m_state(seed * 0x9E3779B97F4A7C15U + 0x1234567)
    {}
    // 0 … bound − 1; bound > 0. The bias is far below what a simulation could notice.
    [[nodiscard]] std::uint32_t roll(std::uint32_t bound)
    {
        return static_cast<std::uint32_t>(((next() >> 32U) * bound) >> 32U);
    }
    [[nodiscard]] bool chance(std::uint32_t percent) { return roll(100) < percent; }
    template <class T, std::size_t N>
    [[nodiscard]] const T &oneOf(const std::array<T, N> &values)
    {
        return values[roll(static_cast<std::uint32_t>(N))];
    }
    void fill(std::span<std::byte> out) override
    {
        for (std::byte &byte : out)
            byte = static_cast<std::byte>(next() >> 56U);
    }

private:
    // splitmix64
    [[nodiscard]] std::uint64_t next()
    {
        m_state += 0x9E3779B97F4A7C15U;
        std::uint64_t value = m_state;
        value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
        value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
        return value ^ (value >> 31U);
    }
    std::uint64_t m_state;
};

} // namespace scenario
