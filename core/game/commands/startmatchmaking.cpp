#include <core/game/commands/startmatchmaking.h>

#include <algorithm>

namespace game {

void StartMatchmakingHandler::operator()(const StartMatchmakingRequest &request, blaze::Context &context,
                                         blaze::Reply<StartMatchmakingResponse> reply)
{
    session::Session &sender = session::Session::of(context);
    QList<RuleEntry> rules;
    for (const SearchRule &rule : request.criteria.rules)
        rules.append({.name = rule.name, .values = rule.values});
    const auto duration = std::chrono::milliseconds(std::min(request.durationMs, kSearchDurationMax));
    const PlayerId me = sender.player()->account.id;
    m_games.search(sender, RuleSet(rules), duration);
    reply.ok({.search = me});
}

} // namespace game
