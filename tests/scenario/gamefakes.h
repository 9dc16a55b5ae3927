#pragma once
// What stands below the games in scenario tests: tunnels that live when the test says so, and reports that are kept.

#include <core/game/ports.h>

#include <array>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace scenario {

// Checks what it is asked to do as it goes; the first thing that breaks the rules stays in `broken`.
class FakeTunnels final : public game::TunnelDirectory
{
public:
    using Place = std::pair<base::GameId, int>;

    std::set<std::array<std::byte, 16>> live;
    std::map<Place, session::AssociationId> places;
    const char *broken = nullptr;

    [[nodiscard]] bool hasLiveTunnel(const session::AssociationId &association) const override
    {
        return live.contains(association.bytes);
    }
    void map(base::GameId game, int index, const session::AssociationId &association) override
    {
        check(index >= 0 && index < kIndices, "an index that does not exist");
        check(!places.contains({game, index}), "a place is given away twice");
        std::erase_if(places, [&](const auto &entry) { return entry.second == association; });
        places[{game, index}] = association;
    }
    void unmap(base::GameId game, int index, const session::AssociationId &association) override
    {
        const auto entry = places.find({game, index});
        if (entry != places.end() && entry->second == association)
            places.erase(entry);
    }
    void move(base::GameId game, int from, int to) override
    {
        const auto entry = places.find({game, from});
        if (entry == places.end())
            return;
        check(!places.contains({game, to}), "a place is taken that is not free");
        const session::AssociationId association = entry->second;
        places.erase(entry);
        places[{game, to}] = association;
    }
    [[nodiscard]] std::optional<session::AssociationId> at(base::GameId game, int index) const
    {
        const auto entry = places.find({game, index});
        return entry == places.end() ? std::nullopt : std::optional(entry->second);
    }

private:
    void check(bool fine, const char *what)
    {
        if (!fine && broken == nullptr)
            broken = what;
    }
};

class FakeReports final : public game::MatchReports
{
public:
    std::vector<game::MatchOutcome> outcomes;
    void matchFinished(const game::MatchOutcome &outcome) override { outcomes.push_back(outcome); }
};

class FakeRows final : public game::PlayerRows
{
public:
    explicit FakeRows(session::PlayerDataStore &data)
        : m_data(data)
    {}
    void load(base::PlayerId player, Callback done) override { m_data.loadAll(player, std::move(done)); }

private:
    session::PlayerDataStore &m_data;
};

} // namespace scenario
