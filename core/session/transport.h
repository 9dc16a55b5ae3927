#pragma once
// What a session needs of its transport. core/server stands behind it with a stream, tests with a buffer.

#include <core/blaze/connection.h>

namespace session {

enum class EndReason {
    DuplicateLogin, // the player logged in on another connection
    PlayerDeleted,
    NoFirstFrame,  // upgraded, then silent
    NeverLoggedIn, // kUnauthenticatedDeadline
    PingLost,      // nothing came for kPingSilenceMax
    FrameStalled,  // a begun frame does not arrive
    ServerStopping,
};

class Transport : public blaze::ConnectionSink
{
public:
    // We end the connection: what is queued is sent if possible, then it closes. Afterwards, from the event loop and
    // not from inside this call, whoever owns the transport calls Sessions::closed().
    virtual void end(EndReason reason) = 0;
};

} // namespace session
