#include <core/base/random.h>

#include <openssl/rand.h>

namespace base {

std::uint32_t Random::below(std::uint32_t bound)
{
    Q_ASSERT(bound > 0);
    const std::uint32_t rest = static_cast<std::uint32_t>(-bound) % bound; // 2^32 mod bound
    while (true) {
        std::uint32_t value = 0;
        fill(std::as_writable_bytes(std::span(&value, 1)));
        if (value >= rest)
            return value % bound;
    }
}

void SystemRandom::fill(std::span<std::byte> out)
{
    if (!out.empty() && RAND_bytes(reinterpret_cast<unsigned char *>(out.data()), static_cast<int>(out.size())) != 1)
        qFatal("The system's random generator failed.");
}

} // namespace base
