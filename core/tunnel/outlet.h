#pragma once
// The way from the relay to whoever is at the other end of a tunnel; each form of tunnel brings its own.

#include <core/tunnel/frame.h>

namespace tunnel {

enum class CloseCause {
    TakenOver, // the same association opened another one
    Silent,    // nothing came for kTunnelSilenceMax
    Unused,    // no game connection of its association for kTunnelUnusedMax
    Crowded,   // there are too many, and nobody plays through this one
    Stopping,  // the relay ends
};

class Outlet
{
public:
    Outlet() = default;
    Outlet(const Outlet &) = delete;
    Outlet &operator=(const Outlet &) = delete;
    virtual ~Outlet() = default;

    // A packet of the player at index `from`. Sends it now, keeps a copy, or drops it. Returns how many packets were
    // dropped for it: this one, or older ones that made room. Does not call back into the relay.
    virtual int sendFrame(quint8 from, ByteView payload) = 0;
    // Frames sent now would reach the client, as far as one can know.
    [[nodiscard]] virtual bool canDeliver() const = 0;
    // Never dropped while the tunnel lives. Does not call back into the relay.
    virtual void sendKeepAlive() = 0;
    // The relay has forgotten the tunnel; its Tunnel object is gone behind this call. The outlet may be destroyed
    // inside it.
    virtual void closed(CloseCause cause) = 0;
};

} // namespace tunnel
