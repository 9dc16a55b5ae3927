#pragma once
// What a search needs to know about a game's attributes, taken out once when they change, so that a test of a game
// against a search compares a few numbers. Pure.

#include <core/game/ports.h>

#include <array>

namespace game {

// The attributes a search can ask for, those of the packs last.
enum class MatchAttribute : quint8 { Map, EnemyType, Difficulty, Dlc2300, Dlc2500, Dlc2700, Dlc3050, Dlc3225 };
inline constexpr std::size_t kMatchAttributes = 8;

// The name in a game's attributes: "ME3map".
[[nodiscard]] QByteArrayView attributeName(MatchAttribute attribute) noexcept;
// The name in a search: "ME3_gameMapMatchRule". nullopt: one that does not count, or nobody knows.
[[nodiscard]] std::optional<MatchAttribute> attributeOfRule(QByteArrayView rule) noexcept;
[[nodiscard]] constexpr bool isDlc(MatchAttribute attribute) noexcept
{
    return attribute >= MatchAttribute::Dlc2300;
}

// A text with its hash: unequal ones are told apart without looking at them.
struct MatchText
{
    std::size_t hash = 0;
    QByteArray text;

    MatchText() = default;
    // Official servers took "preferred" and "required" of a pack for the same.
    MatchText(MatchAttribute attribute, const QByteArray &value);
    bool operator==(const MatchText &other) const { return hash == other.hash && text == other.text; }
};

enum class MatchPhase : quint8 { Open, Midgame, Finishing };

struct MatchProfile
{
    bool isPublic = true;
    MatchPhase phase = MatchPhase::Open;
    std::array<std::optional<MatchText>, kMatchAttributes> values {};

    [[nodiscard]] static MatchProfile of(const Attributes &attributes);
};

inline constexpr char kPrivacy[] = "ME3privacy";
inline constexpr char kPhase[] = "ME3gameState";
inline constexpr char kFinishing[] = "IN_GAME_FINISHING";
inline constexpr char kMidgame[] = "IN_GAME_MIDGAME";

} // namespace game
