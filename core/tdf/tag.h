#pragma once
// The name of a TDF field: one to four characters from A–Z, 0–9 and _, six bits each, first character on top,
// 24 bits in all. Fields of a group are ordered by this number.

#include <QByteArray>
#include <QByteArrayView>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace tdf {

class Tag
{
public:
    constexpr Tag() = default;
    constexpr explicit Tag(std::uint32_t value)
        : m_value(value & 0xFFFFFFU)
    {}
    // Tag("MAIL"). A literal that is not a tag does not compile.
    template <std::size_t N>
    requires(N >= 2 && N <= 5)
        // NOLINTNEXTLINE(google-explicit-constructor): trees in tests read as {"MAIL", …}
        consteval Tag(const char (&text)[N])
    {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i)
            value = (value << 6U) | (i + 1 < N ? codeOrThrow(text[i]) : 0U);
        m_value = value;
    }

    [[nodiscard]] static std::optional<Tag> fromText(QByteArrayView text);
    // For logs and the inspector; total, also for numbers that no text produces.
    [[nodiscard]] QByteArray toText() const;

    [[nodiscard]] constexpr std::uint32_t value() const noexcept { return m_value; }
    constexpr auto operator<=>(const Tag &) const = default;

    // The code of a character, 0 when it has none.
    [[nodiscard]] static constexpr std::uint32_t code(char character) noexcept
    {
        const bool known =
            (character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9') || character == '_';
        const auto c = static_cast<std::uint32_t>(static_cast<unsigned char>(character));
        return known ? ((c & 0x40U) >> 1U) | (c & 0x1FU) : 0U;
    }

private:
    static consteval std::uint32_t codeOrThrow(char character)
    {
        if (code(character) == 0)
            throw "a tag has only A-Z, 0-9 and _"; // never runs: makes the literal ill-formed
        return code(character);
    }

    std::uint32_t m_value = 0;
};

} // namespace tdf
