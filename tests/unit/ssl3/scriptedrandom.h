#pragma once
// Random numbers as a test wants them: first the scripted bytes, in the order they are asked for, then a fixed
// sequence. Says how much of the script was used.

#include <core/base/random.h>

#include <algorithm>
#include <random>

namespace test {

class ScriptedRandom final : public base::Random
{
public:
    explicit ScriptedRandom(QByteArray script = {}, quint32 seed = 1)
        : m_script(std::move(script))
        , m_rest(seed)
    {}
    void fill(std::span<std::byte> out) override
    {
        for (std::byte &byte : out) {
            if (m_used < m_script.size())
                byte = static_cast<std::byte>(m_script[m_used++]);
            else
                byte = static_cast<std::byte>(m_rest() & 0xFFU);
        }
    }
    [[nodiscard]] bool scriptUsedUp() const { return m_used == m_script.size(); }

private:
    QByteArray m_script;
    qsizetype m_used = 0;
    std::mt19937 m_rest;
};

} // namespace test
