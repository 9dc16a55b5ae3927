#pragma once
// Makes listeners, outgoing streams and datagram sockets. One Network belongs to one thread and doubles as that
// thread's Scheduler. QtNetwork (qtnetwork.h) is the real one; MemoryNetwork (memorynetwork.h) joins both ends in one
// process under a manual clock.

#include <core/base/moveonlyfunction.h>
#include <core/base/result.h>
#include <core/base/scheduler.h>
#include <core/net/datagramtransport.h>
#include <core/net/transport.h>

#include <QString>

#include <chrono>
#include <functional>

class QSslConfiguration;

namespace net {

using base::MoveOnlyFunction;
using base::Result;

enum class NetErrorKind {
    AddressInUse,
    PermissionDenied, // a port below 1024 without rights, a firewall
    AddressNotAvailable,
    HostNotFound,
    Refused,
    Timeout,
    TlsFailed,
    CertificateWanted, // the server asked for a client certificate
    Unreachable,
    Other,
};

struct NetError
{
    NetErrorKind kind = NetErrorKind::Other;
    QString detail; // of the system or TLS library, English, for the details of an error, never as its headline
};

struct ListenOptions
{
    QHostAddress address {QHostAddress::AnyIPv4};
    quint16 port = 0;                       // 0: any free one
    const QSslConfiguration *tls = nullptr; // copied; with it every accepted stream is TLS
    int connectionsMax = 0;                 // 0: kConnectionsMax; beyond it connections are closed at once
    int connectionsPerAddressMax = 0;       // 0: kConnectionsPerAddressMax; loopback exempt
};

class Listener
{
public:
    Listener() = default;
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;
    virtual ~Listener() = default; // stops accepting; accepted streams live on
    [[nodiscard]] virtual quint16 port() const = 0;
    [[nodiscard]] virtual int connectionsOpen() const = 0;
};

struct ConnectOptions
{
    QString host;
    quint16 port = 0;
    bool tls = false;
    const QSslConfiguration *tlsConfiguration = nullptr; // nullptr: the system's defaults, http/1.1 only
    std::chrono::milliseconds deadline {5000};           // name look-up, connect and TLS handshake together
    std::chrono::seconds keepAlive {0};                  // period of the TCP keep-alive; 0: none
};

class DatagramHandler
{
public:
    DatagramHandler() = default;
    DatagramHandler(const DatagramHandler &) = delete;
    DatagramHandler &operator=(const DatagramHandler &) = delete;
    virtual ~DatagramHandler() = default;
    virtual void onDatagram(ByteView payload, const Endpoint &from) = 0;
};

class DatagramSocket
{
public:
    DatagramSocket() = default;
    DatagramSocket(const DatagramSocket &) = delete;
    DatagramSocket &operator=(const DatagramSocket &) = delete;
    virtual ~DatagramSocket() = default;
    virtual void send(ByteView payload, const Endpoint &to) = 0; // dropped when the system's buffer is full
    [[nodiscard]] virtual quint16 port() const = 0;
};

// An outgoing attempt; destroying it cancels the attempt and its callback.
class ConnectAttempt
{
public:
    ConnectAttempt() = default;
    ConnectAttempt(const ConnectAttempt &) = delete;
    ConnectAttempt &operator=(const ConnectAttempt &) = delete;
    virtual ~ConnectAttempt() = default;
};

class Network : public base::Scheduler
{
public:
    using AcceptCallback = std::function<void(StreamPtr)>;
    using ConnectCallback = MoveOnlyFunction<void(Result<StreamPtr, NetError>)>;

    [[nodiscard]] virtual Result<std::unique_ptr<Listener>, NetError> listen(const ListenOptions &options,
                                                                             AcceptCallback accepted) = 0;
    // The callback runs once, later, unless the attempt is destroyed before.
    [[nodiscard]] virtual std::unique_ptr<ConnectAttempt> connectTo(const ConnectOptions &options,
                                                                    ConnectCallback done) = 0;
    [[nodiscard]] virtual Result<std::unique_ptr<DatagramSocket>, NetError>
    bindDatagram(const QHostAddress &address, quint16 port, DatagramHandler &handler) = 0;
    // The same for many datagrams. The handler outlives the transport.
    [[nodiscard]] virtual Result<std::unique_ptr<DatagramTransport>, NetError>
    bindDatagrams(const QHostAddress &address, quint16 port, DatagramBatchHandler &handler);
    // The address of a name or literal; the callback runs once, later, unless the attempt is destroyed before.
    using ResolveCallback = MoveOnlyFunction<void(Result<QHostAddress, NetError>)>;
    [[nodiscard]] virtual std::unique_ptr<ConnectAttempt> resolve(const QString &host, ResolveCallback done);
    // Two joined streams in this process, for the in-process connector: what one writes the other reads.
    [[nodiscard]] virtual std::pair<StreamPtr, StreamPtr> makePipe(const Endpoint &first, const Endpoint &second) = 0;
};

} // namespace net
