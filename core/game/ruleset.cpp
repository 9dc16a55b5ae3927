#include <core/game/ruleset.h>

#include <algorithm>

namespace game {

namespace {

constexpr auto kAny = "abstain";

bool isOpen(const Game &game, const MatchmakingSettings &settings) noexcept
{
    return settings.ignoreSettings || (game.settings & kOpenToMatchmaking) != 0;
}

bool isSettled(const Game &game, base::MonotonicTime now) noexcept
{
    return !game.settledAt || game.state != GameState::Initializing || now >= *game.settledAt;
}

bool phaseFits(MatchPhase phase, const SearchMoment &moment, const MatchmakingSettings &settings) noexcept
{
    if (!settings.phaseFilter || phase == MatchPhase::Open)
        return true;
    return phase == MatchPhase::Midgame && moment.now - moment.since >= base::kSearchMidgameAfter;
}

std::optional<QByteArray> attributeOf(const Game &game, QByteArrayView name)
{
    const auto value = game.attributes().constFind(name.toByteArray());
    return value == game.attributes().cend() ? std::nullopt : std::optional<QByteArray>(*value);
}

} // namespace

RuleSet::RuleSet(const QList<RuleEntry> &entries)
{
    for (const RuleEntry &entry : entries) {
        const auto attribute = attributeOfRule(entry.name);
        const bool any = entry.values.contains(kAny);
        // One that takes anything and nothing else is no rule; for a pack that means not to ask for it.
        if (!attribute || entry.values.isEmpty() || entry.values.first() == kAny || (any && !isDlc(*attribute)))
            continue;
        Rule rule {.attribute = *attribute, .any = any, .asSent = entry.values};
        for (const QByteArray &value : entry.values)
            rule.values.emplace_back(*attribute, value);
        m_rules.push_back(std::move(rule));
        m_attributes |= 1U << static_cast<unsigned>(*attribute);
    }
}

bool RuleSet::fits(const Rule &rule, const MatchProfile &profile) noexcept
{
    const auto &value = profile.values[static_cast<std::size_t>(rule.attribute)];
    if (rule.any)
        return true;
    return value && std::find(rule.values.begin(), rule.values.end(), *value) != rule.values.end();
}

bool RuleSet::accepts(const MatchProfile &profile) const noexcept
{
    for (const Rule &rule : m_rules) {
        if (!fits(rule, profile))
            return false;
    }
    for (auto i = static_cast<std::size_t>(MatchAttribute::Dlc2300); i < kMatchAttributes; ++i) {
        if (profile.values[i] && !asksFor(static_cast<MatchAttribute>(i)))
            return false;
    }
    return true;
}

void RuleSet::explain(const Game &game, QList<Verdict> &verdicts) const
{
    for (const Rule &rule : m_rules) {
        verdicts.append({.requirement = isDlc(rule.attribute) ? Requirement::Dlc : Requirement::Attribute,
                         .fits = fits(rule, game.profile()),
                         .attribute = attributeName(rule.attribute).toByteArray(),
                         .wanted = rule.asSent,
                         .found = attributeOf(game, attributeName(rule.attribute))});
    }
    for (auto i = static_cast<std::size_t>(MatchAttribute::Dlc2300); i < kMatchAttributes; ++i) {
        const auto attribute = static_cast<MatchAttribute>(i);
        if (game.profile().values[i] && !asksFor(attribute)) {
            verdicts.append({.requirement = Requirement::Dlc,
                             .attribute = attributeName(attribute).toByteArray(),
                             .found = attributeOf(game, attributeName(attribute))});
        }
    }
}

QList<WantedRule> RuleSet::wanted() const
{
    QList<WantedRule> wanted;
    for (const Rule &rule : m_rules)
        wanted.append({.attribute = attributeName(rule.attribute).toByteArray(), .values = rule.asSent});
    return wanted;
}

bool matches(const Game &game, PlayerId player, const RuleSet &rules, const SearchMoment &moment,
             const MatchmakingSettings &settings) noexcept
{
    return game.isJoinable() && isOpen(game, settings) && game.profile().isPublic &&
           phaseFits(game.profile().phase, moment, settings) && isSettled(game, moment.now) &&
           rules.accepts(game.profile()) && !game.isBanned(player);
}

Explanation explain(const Game &game, PlayerId player, const RuleSet &rules, const SearchMoment &moment,
                    const MatchmakingSettings &settings)
{
    Explanation explanation;
    QList<Verdict> &verdicts = explanation.verdicts;
    verdicts.append({.requirement = Requirement::Running, .fits = game.isRunning()});
    verdicts.append({.requirement = Requirement::SeatFree, .fits = game.hasSeat()});
    verdicts.append({.requirement = Requirement::NotBanned, .fits = !game.isBanned(player)});
    verdicts.append({.requirement = Requirement::OpenToMatchmaking, .fits = isOpen(game, settings)});
    verdicts.append({.requirement = Requirement::SetUp, .fits = isSettled(game, moment.now)});
    verdicts.append({.requirement = Requirement::PublicGame,
                     .fits = game.profile().isPublic,
                     .attribute = kPrivacy,
                     .wanted = {QByteArrayLiteral("PUBLIC")},
                     .found = attributeOf(game, kPrivacy)});
    verdicts.append({.requirement = Requirement::Phase,
                     .fits = phaseFits(game.profile().phase, moment, settings),
                     .attribute = kPhase,
                     .found = attributeOf(game, kPhase)});
    rules.explain(game, verdicts);
    return explanation;
}

} // namespace game
