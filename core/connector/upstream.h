#pragma once
// Where a connector's game connections lead. Two kinds: a server somewhere on the network (RemoteUpstream), and the
// server of this very program ("play on this PC too"), which needs neither HTTP nor a socket.
//
// To supply the second kind, derive from Upstream and answer
//   lookUp()     with a fixed ServerInfo (base, version, no association), or Refused while the server is not running;
//   openBlaze()  with one end of Network::makePipe() whose other end the server has taken, or ServerStopped.
// Both may answer from inside the call or later. Network thread only.

#include <core/base/moveonlyfunction.h>
#include <core/base/result.h>
#include <core/connector/status.h>
#include <core/net/transport.h>

#include <QByteArray>

#include <memory>

namespace connector {

// Something under way. Destroying it cancels it together with its callback.
class Operation
{
public:
    Operation() = default;
    Operation(const Operation &) = delete;
    Operation &operator=(const Operation &) = delete;
    virtual ~Operation() = default;
};

struct OpenedStream
{
    net::StreamPtr stream {}; // raw Blaze from here on
    QByteArray leftover {};   // bytes that came behind the answer head; delivered before anything else
};

class Upstream
{
public:
    using LookupDone = base::MoveOnlyFunction<void(base::Result<ServerInfo, LookupError>)>;
    using OpenDone = base::MoveOnlyFunction<void(base::Result<OpenedStream, UpgradeError>)>;

    Upstream() = default;
    Upstream(const Upstream &) = delete;
    Upstream &operator=(const Upstream &) = delete;
    virtual ~Upstream() = default;

    // Each call asks anew: a server that restarted may have another version, tunnel port or key. The result may be
    // nullptr when the answer has already been given.
    [[nodiscard]] virtual std::unique_ptr<Operation> lookUp(LookupDone done) = 0;
    // One stream for one game connection. `server` is the newest look-up's, `game` the game's own address.
    [[nodiscard]] virtual std::unique_ptr<Operation> openBlaze(const ServerInfo &server, const net::Endpoint &game,
                                                               OpenDone done) = 0;
};

} // namespace connector
