#include <tests/gameclient/match.h>

#include <algorithm>

namespace gameclient {

Member *Match::member(const GameClient &game)
{
    const auto found =
        std::find_if(members.begin(), members.end(), [&game](const Member &member) { return member.game == &game; });
    return found == members.end() ? nullptr : &*found;
}

std::uint32_t Match::lowestFreeSlot() const
{
    std::uint32_t slot = 0;
    while (std::any_of(members.begin(), members.end(), [slot](const Member &member) { return member.slot == slot; }))
        ++slot;
    return slot;
}

std::vector<GameClient *> Match::games() const
{
    std::vector<GameClient *> all;
    for (const Member &member : members)
        all.push_back(member.game);
    return all;
}

} // namespace gameclient
