#pragma once
// The addresses to give to friends, from those of this computer.

#include <core/net/localaddresses.h>
#include <core/server/status.h>

namespace server {

// `bound` is what the listener is bound to: with one address only that one is told. The port is left out when it is
// the scheme's default. Addresses of virtual machines' bridges are left out unless there is nothing else.
[[nodiscard]] QList<ReachableAddress> reachableAddresses(const QList<net::LocalAddress> &local,
                                                         const QHostAddress &bound, quint16 port, bool tls);

// What players on this very computer appear as to the others; unset when the computer has no other address.
[[nodiscard]] base::Ipv4 lanAddress(const QList<net::LocalAddress> &local);

} // namespace server
