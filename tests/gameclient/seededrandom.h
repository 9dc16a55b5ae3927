#pragma once
// Random numbers that are the same in every run with one seed. For behaviour that tests replay, never for secrets.

#include <core/base/random.h>

#include <random>

namespace gameclient {

class SeededRandom final : public base::Random
{
public:
    explicit SeededRandom(quint64 seed)
        : m_engine(seed)
    {}
    void fill(std::span<std::byte> out) override
    {
        for (std::byte &byte : out)
            byte = static_cast<std::byte>(m_engine() & 0xFFU);
    }

private:
    std::mt19937_64 m_engine;
};

} // namespace gameclient
