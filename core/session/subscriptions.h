#pragma once
// Who is told about whom. At most one subscription per pair; a player is usually subscribed to itself (since PostAuth)
// and to everybody in its game. All sessions concerned are logged in. Network thread.

#include <core/session/session.h>
#include <core/session/userdata.h>

namespace session {

// `subscriber` is told about `subject` now (UserAdded, UserUpdated) and at each change. Repeating it tells again.
void subscribe(Session &subscriber, Session &subject);
// Ends it and says so (UserRemoved); nothing happens when there is none.
void unsubscribe(Session &subscriber, Session &subject);
// Network data, hardware flags or game of `subject` changed: every subscriber is told.
void publish(Session &subject);

// The groups that describe a logged-in player.
[[nodiscard]] ExtendedData extendedDataOf(const SignedInPlayer &player);
[[nodiscard]] UserIdentification identificationOf(const SignedInPlayer &player);

// For a player that is already detached from `session`: ends what the player watched, then tells the subscribers.
void endWatching(Session &session, SignedInPlayer &player);
void endSubscribers(Session &session, SignedInPlayer &player);

} // namespace session
