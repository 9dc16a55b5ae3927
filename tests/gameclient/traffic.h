#pragma once
// What the games of a table send each other while they play, over the relay: each member to the host and the host to
// each member, as in a match. Every datagram is numbered and must arrive at the right game, once.
//
// Pace: 6 datagrams to each peer every 100 ms, so a host sends 18 at once and 180 a second; relays cap a sender at 400
// packets and 1 Mbit a second, and a published connector loses its tunnel when some thirty wait at once.

#include <tests/gameclient/table.h>

namespace gameclient::traffic {

// Until every game's relay stands, or it is certain that there is none.
enum class Need { Relay, Nothing };
[[nodiscard]] TableStep waitForRelays(Need need);
// The member of this seat and the host hear of each other for the first time: the joiner speaks first.
[[nodiscard]] TableStep hello(std::size_t seat);
// `datagrams` from each member to the host and from the host to each member. All must come.
[[nodiscard]] TableStep exchange(const char *name, int datagrams);
// After another host has taken over: everybody forgets where the others were.
[[nodiscard]] TableStep newHost();
// Adds what was counted since the last host took over to the table's sums. Nothing may be wrong.
[[nodiscard]] TableStep count();

} // namespace gameclient::traffic
