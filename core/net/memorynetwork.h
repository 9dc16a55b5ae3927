#pragma once
// A network inside one process under whatever clock and scheduler it is given: with manual time a whole server and
// many clients run deterministically. Delivery order depends only on the calls made and the seed.
// Ports are per MemoryNetwork, addresses are only labels: a listener on any address is reached under every name.

#include <core/base/clock.h>
#include <core/base/random.h>
#include <core/net/network.h>

#include <map>

namespace net {

class PipeStream;
struct PipeRegistry;

struct MemoryNetworkOptions
{
    std::chrono::milliseconds latency {0}; // of every delivery, one way
    std::optional<quint64> splitSeed;      // with it bytes arrive cut at random places, reproducibly
    qsizetype kernelBuffer = 64 * 1024;    // per direction: what a writer gets rid of while the reader pauses
    int datagramLossPercent = 0;           // uses the seed
};

class MemoryNetwork final : public Network
{
public:
    using Options = MemoryNetworkOptions;

    MemoryNetwork(const base::Clock &clock, base::Scheduler &scheduler, Options options = {});
    ~MemoryNetwork() override;

    base::TimerId after(std::chrono::milliseconds delay, MoveOnlyFunction<void()> callback) override;
    void cancel(base::TimerId id) override;
    [[nodiscard]] Result<std::unique_ptr<Listener>, NetError> listen(const ListenOptions &options,
                                                                     AcceptCallback accepted) override;
    // Names other than "localhost" and address literals must have been told by addHost(). TLS is only a label here:
    // both sides must agree on it, else TlsFailed.
    [[nodiscard]] std::unique_ptr<ConnectAttempt> connectTo(const ConnectOptions &options,
                                                            ConnectCallback done) override;
    [[nodiscard]] Result<std::unique_ptr<DatagramSocket>, NetError>
    bindDatagram(const QHostAddress &address, quint16 port, DatagramHandler &handler) override;
    [[nodiscard]] std::unique_ptr<ConnectAttempt> resolve(const QString &host, ResolveCallback done) override;
    [[nodiscard]] std::pair<StreamPtr, StreamPtr> makePipe(const Endpoint &first, const Endpoint &second) override;

    // --- the world around it, for tests
    void addHost(const QString &name, const QHostAddress &address);
    // Where connections of connectTo() come from; 127.0.0.1 at first.
    void setLocalAddress(const QHostAddress &address) { m_localAddress = address; }
    // A client at `from` connects at once; nullptr when nobody listens there. The listener hears of it later.
    [[nodiscard]] StreamPtr connectFrom(const QHostAddress &from, quint16 port);
    // Every open stream ends with CloseReason::Reset, as when a cable is pulled.
    void resetAll();
    // false: new connections get no answer (Timeout), what is open stays.
    void setReachable(bool reachable) { m_reachable = reachable; }
    [[nodiscard]] int streamsOpen() const;

private:
    class MemoryListener;
    class MemoryDatagrams;
    class MemoryAttempt;
    class MemoryLookup;

    [[nodiscard]] quint16 freePort();
    [[nodiscard]] QHostAddress addressOf(const QString &host) const; // null: no such name
    using Ends = std::pair<std::unique_ptr<PipeStream>, std::unique_ptr<PipeStream>>;
    [[nodiscard]] Ends join(const Endpoint &first, const Endpoint &second);
    void finishConnect(const QString &host, quint16 port, bool tls, ConnectCallback done);

    const base::Clock &m_clock;
    base::Scheduler &m_scheduler;
    Options m_options;
    std::unique_ptr<base::Random> m_random;
    QHostAddress m_localAddress {QHostAddress::LocalHost};
    bool m_reachable = true;
    std::map<QString, QHostAddress> m_hosts;
    std::map<quint16, MemoryListener *> m_listeners;
    std::map<quint16, MemoryDatagrams *> m_datagrams;
    std::shared_ptr<PipeRegistry> m_registry;
    quint16 m_portLast = 40'000;
};

} // namespace net
