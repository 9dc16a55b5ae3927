#pragma once
// What a player searches for, and whether a game is it. Pure.
//
// A rule names one attribute and the values that will do; the value "abstain" takes anything. For a pack the game
// demands (its attribute is there) the search must have a rule, so nobody meets content they do not have.

#include <core/game/game.h>
#include <core/game/settings.h>

#include <vector>

namespace game {

// As the game sends it.
struct RuleEntry
{
    QByteArray name;
    QList<QByteArray> values;
};

class RuleSet
{
public:
    RuleSet() = default;
    explicit RuleSet(const QList<RuleEntry> &entries);

    // The attributes alone.
    [[nodiscard]] bool accepts(const MatchProfile &profile) const noexcept;
    // The same rule by rule, appended.
    void explain(const Game &game, QList<Verdict> &verdicts) const;
    // Those that do not take anything.
    [[nodiscard]] QList<WantedRule> wanted() const;

private:
    struct Rule
    {
        MatchAttribute attribute {};
        bool any = false; // one of several values was "abstain"
        std::vector<MatchText> values;
        QList<QByteArray> asSent;
    };
    [[nodiscard]] static bool fits(const Rule &rule, const MatchProfile &profile) noexcept;
    [[nodiscard]] bool asksFor(MatchAttribute attribute) const noexcept
    {
        return ((m_attributes >> static_cast<unsigned>(attribute)) & 1U) != 0;
    }

    std::vector<Rule> m_rules;
    unsigned m_attributes = 0; // one bit each
};

// What a search is measured by besides its rules.
struct SearchMoment
{
    base::MonotonicTime now;
    base::MonotonicTime since; // it began
};

// May the player be placed in the game? Tests in the order of Requirement, cheapest first.
[[nodiscard]] bool matches(const Game &game, PlayerId player, const RuleSet &rules, const SearchMoment &moment,
                           const MatchmakingSettings &settings) noexcept;
[[nodiscard]] Explanation explain(const Game &game, PlayerId player, const RuleSet &rules, const SearchMoment &moment,
                                  const MatchmakingSettings &settings);

} // namespace game
