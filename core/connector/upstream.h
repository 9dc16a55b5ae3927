#pragma once
// Where a connector's game connections lead. Two kinds: a server somewhere on the network (RemoteUpstream), and the
// server of this very program ("play on this PC too"), which needs neither HTTP nor a socket.
//
// To supply the second kind, derive from Upstream and answer
//   lookUp()     with a fixed ServerInfo (base, version, no association), or Refused while the server is not running;
//   openBlaze()  with one end of Network::makePipe() whose other end the server has taken, or ServerStopped.
//   openOwnTunnel() with the tunnel of these streams, and hasOwnTunnels() with true.
// The first two may answer from inside the call or later. Network thread only.

#include <core/base/moveonlyfunction.h>
#include <core/base/result.h>
#include <core/connector/status.h>
#include <core/connector/telemetrysink.h>
#include <core/net/transport.h>
#include <core/tunnel/link.h>

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
    // Where the reports of one game connection go; nullptr: nobody wants them. `game` as above.
    [[nodiscard]] virtual std::unique_ptr<TelemetrySink> openTelemetry(const net::Endpoint & /*game*/)
    {
        return nullptr;
    }
    // A fresh connection to the server's HTTP, for one request of the game; nullptr: connect to the look-up's address.
    [[nodiscard]] virtual net::StreamPtr openHttp(const net::Endpoint & /*game*/) { return nullptr; }

    // The raw stream of a tunnel, for a server whose look-up gave an association. `association` is the token the
    // tunnel is to present, which may be that of an earlier look-up.
    [[nodiscard]] virtual std::unique_ptr<Operation> openTunnel(const ServerInfo &server, const QString &association,
                                                                OpenDone done);
    // An upstream in this process has tunnels of its own, without a token or a stream.
    [[nodiscard]] virtual bool hasOwnTunnels() const { return false; }
    // nullptr: none to be had now. Only of an upstream that has its own.
    [[nodiscard]] virtual std::unique_ptr<tunnel::Link> openOwnTunnel(tunnel::LinkHandler &handler);
};

} // namespace connector
