#pragma once
// Finds the address of a name, with the system's resolver. IPv4 is preferred: the game's network knows nothing else.

#include <core/net/network.h>

#include <QObject>

namespace net {

class HostLookup final : public ConnectAttempt
{
public:
    HostLookup(base::Scheduler &scheduler, const QString &host, Network::ResolveCallback done);
    ~HostLookup() override;

private:
    void finish(Result<QHostAddress, NetError> result);

    Network::ResolveCallback m_done;
    base::ScopedTimer m_later; // the callback never runs inside the call that made us
    QObject m_context;         // ends the look-up with us
    int m_lookup = -1;
};

} // namespace net
