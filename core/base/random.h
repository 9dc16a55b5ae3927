#pragma once
// Random numbers as a port: the real source is the operating system's generator, tests seed their own.

#include <core/base/bytes.h>

#include <span>

namespace base {

class Random
{
public:
    Random() = default;
    Random(const Random &) = delete;
    Random &operator=(const Random &) = delete;
    virtual ~Random() = default;
    virtual void fill(std::span<std::byte> out) = 0;

    // 0 … bound − 1, without modulo bias; bound > 0.
    [[nodiscard]] std::uint32_t below(std::uint32_t bound);
};

// Cryptographic random of OpenSSL, seeded by the system. Any thread. A failing source stops the program:
// going on with predictable tokens would be worse.
class SystemRandom final : public Random
{
public:
    void fill(std::span<std::byte> out) override;
};

} // namespace base
