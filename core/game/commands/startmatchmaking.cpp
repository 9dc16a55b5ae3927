#include <core/game/commands/startmatchmaking.h>

#include <algorithm>

namespace game {

void StartMatchmakingHandler::operator()(const StartMatchmakingRequest &request, blaze::Context &context,
                                         blaze::Reply<StartMatchmakingResponse> reply)
{
    session::Session &sender = session::Session::of(context);
    QList<RuleEntry> rules;
    qsizetype values = 0;
    for (const SearchRule &rule : request.criteria.rules) {
        values += rule.values.size();
        rules.append({.name = rule.name, .values = rule.values});
    }
    // What waits is kept for half an hour: a search that names more than the game could mean is refused as a whole.
    if (values > base::kMatchRulesMax)
        return reply.fail(blaze::Error::System);
    const auto duration = std::chrono::milliseconds(std::min(request.durationMs, kSearchDurationMax));
    const PlayerId me = sender.player()->account.id;
    m_games.search(sender, RuleSet(rules), duration);
    reply.ok({.search = me});
}

} // namespace game
