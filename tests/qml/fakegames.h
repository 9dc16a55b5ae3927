#pragma once
// Games and waiting players that are worth looking at, all made up.

#include <core/server/status.h>

namespace fakes {

// One in a match, one lobby, one whose host changed, one that nothing is known of but a random map.
[[nodiscard]] server::GamesDelta fourGames();
[[nodiscard]] server::GamesDelta manyGames(int count);
// One waits for 84 seconds, one for 12.
[[nodiscard]] server::QueueDelta twoWaiting();
// Why the first of them waits, among fourGames().
[[nodiscard]] server::QueueExplanation firstExplained();

// Whoever plays or waits is online.
[[nodiscard]] server::PlayersDelta playersOf(const server::GamesDelta &games, const server::QueueDelta &queue);

[[nodiscard]] server::GameMember member(quint32 id, const QString &name, int slot, server::PlayerPath path,
                                        server::RouterType router = server::RouterType::Moderate);
[[nodiscard]] server::Choice numbered(int number);

} // namespace fakes
