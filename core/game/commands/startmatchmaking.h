#pragma once
// A search for a game to play in. Answered at once; then the sender is in a game, or waits and is told now and
// then how it goes. The sender leaves the game it is in and its earlier search.

#include <core/game/games.h>
#include <core/tdf/containers.h>

namespace game {

// In milliseconds; what is asked for beyond it is cut off.
inline constexpr quint64 kSearchDurationMax = std::chrono::milliseconds(base::kSearchMax).count();

struct SearchRule
{
    QByteArray name;
    QList<QByteArray> values;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"NAME">(&SearchRule::name, tdf::maxLength(base::kMatchRuleTextMax)),
                           tdf::field<"VALU">(&SearchRule::values, tdf::orDefault, tdf::maxCount(base::kMatchRulesMax),
                                              tdf::maxLength(base::kMatchRuleTextMax)));
    }
};

// Of all that official servers searched by only the rules count.
struct SearchCriteria
{
    QList<SearchRule> rules;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"RLST">(&SearchCriteria::rules, tdf::maxCount(base::kMatchRulesMax)));
    }
};

struct StartMatchmakingRequest
{
    SearchCriteria criteria;
    quint64 durationMs = kSearchDurationMax; // how long it may wait

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"CRIT">(&StartMatchmakingRequest::criteria),
                           tdf::field<"DUR">(&StartMatchmakingRequest::durationMs, tdf::orDefault));
    }
};

struct StartMatchmakingResponse
{
    PlayerId search {}; // the number of the search: the player

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"MSID">(&StartMatchmakingResponse::search)); }
};

inline constexpr blaze::Command<StartMatchmakingRequest, StartMatchmakingResponse> startMatchmaking {
    .component = blaze::Component::GameManager,
    .id = 0xD,
    .name = "gamemanager.startMatchmaking",
    .access = blaze::Access::Player,
};

class StartMatchmakingHandler
{
public:
    explicit StartMatchmakingHandler(Games &games)
        : m_games(games)
    {}
    void operator()(const StartMatchmakingRequest &request, blaze::Context &context,
                    blaze::Reply<StartMatchmakingResponse> reply);

private:
    Games &m_games;
};

} // namespace game
