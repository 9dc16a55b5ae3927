#include <core/game/matchprofile.h>

namespace game {

namespace {

struct Name
{
    MatchAttribute attribute;
    const char *inGame;
    const char *inSearch;
};

constexpr std::array<Name, kMatchAttributes> kNames {{
    {MatchAttribute::Map, "ME3map", "ME3_gameMapMatchRule"},
    {MatchAttribute::EnemyType, "ME3gameEnemyType", "ME3_gameEnemyTypeRule"},
    {MatchAttribute::Difficulty, "ME3gameDifficulty", "ME3_gameDifficultyRule"},
    {MatchAttribute::Dlc2300, "ME3_dlc2300", "ME3_rule_dlc2300"},
    {MatchAttribute::Dlc2500, "ME3_dlc2500", "ME3_rule_dlc2500"},
    {MatchAttribute::Dlc2700, "ME3_dlc2700", "ME3_rule_dlc2700"},
    {MatchAttribute::Dlc3050, "ME3_dlc3050", "ME3_rule_dlc3050"},
    {MatchAttribute::Dlc3225, "ME3_dlc3225", "ME3_rule_dlc3225"},
}};

} // namespace

QByteArrayView attributeName(MatchAttribute attribute) noexcept
{
    return kNames[static_cast<std::size_t>(attribute)].inGame;
}

std::optional<MatchAttribute> attributeOfRule(QByteArrayView rule) noexcept
{
    for (const Name &name : kNames) {
        if (rule == QByteArrayView(name.inSearch))
            return name.attribute;
    }
    return std::nullopt;
}

MatchText::MatchText(MatchAttribute attribute, const QByteArray &value)
    : text(isDlc(attribute) && value == "preferred" ? QByteArrayLiteral("required") : value)
{
    hash = qHash(text);
}

MatchProfile MatchProfile::of(const Attributes &attributes)
{
    MatchProfile profile;
    const auto privacy = attributes.constFind(kPrivacy);
    profile.isPublic = privacy == attributes.cend() || *privacy == "PUBLIC";
    const QByteArray phase = attributes.value(kPhase);
    if (phase == kFinishing)
        profile.phase = MatchPhase::Finishing;
    else if (phase == kMidgame)
        profile.phase = MatchPhase::Midgame;
    for (const Name &name : kNames) {
        const auto value = attributes.constFind(name.inGame);
        if (value != attributes.cend())
            profile.values[static_cast<std::size_t>(name.attribute)] = MatchText(name.attribute, *value);
    }
    return profile;
}

} // namespace game
