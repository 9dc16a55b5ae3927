#include <core/net/memorynetwork.h>

#include <core/net/pipestream.h>

namespace net {

using namespace Qt::StringLiterals;

namespace {

// SplitMix64: small, and the same on every system.
class SeededRandom final : public base::Random
{
public:
    explicit SeededRandom(quint64 seed)
        : m_state(seed)
    {}
    void fill(std::span<std::byte> out) override
    {
        for (std::byte &byte : out)
            byte = static_cast<std::byte>(next() & 0xFFU);
    }

private:
    quint64 next()
    {
        quint64 z = (m_state += 0x9E3779B97F4A7C15U);
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }
    quint64 m_state;
};

} // namespace

class MemoryNetwork::MemoryListener final : public Listener
{
public:
    MemoryListener(MemoryNetwork &network, quint16 port, const ListenOptions &options, AcceptCallback accepted)
        : m_network(network)
        , m_port(port)
        , m_tls(options.tls != nullptr)
        , m_accepted(std::make_shared<AcceptCallback>(std::move(accepted)))
        , m_quota(std::make_shared<ConnectionQuota>(
              options.connectionsMax > 0 ? options.connectionsMax : base::kConnectionsMax,
              options.connectionsPerAddressMax > 0 ? options.connectionsPerAddressMax
                                                   : base::kConnectionsPerAddressMax))
    {
        m_network.m_listeners[port] = this;
    }
    ~MemoryListener() override { m_network.m_listeners.erase(m_port); }

    [[nodiscard]] quint16 port() const override { return m_port; }
    [[nodiscard]] int connectionsOpen() const override { return m_quota->open(); }
    [[nodiscard]] bool isTls() const { return m_tls; }
    [[nodiscard]] std::weak_ptr<AcceptCallback> callback() const { return m_accepted; }

    // false: no room; the connection is to be dropped.
    [[nodiscard]] bool count(PipeStream &stream)
    {
        const auto from = sys::SocketAddress::of(stream.peer().address, stream.peer().port);
        if (!m_quota->take(from))
            return false;
        stream.hold(QuotaPlace(m_quota, from));
        return true;
    }

private:
    MemoryNetwork &m_network;
    quint16 m_port;
    bool m_tls;
    std::shared_ptr<AcceptCallback> m_accepted;
    std::shared_ptr<ConnectionQuota> m_quota;
};

class MemoryNetwork::MemoryDatagrams final : public DatagramSocket
{
public:
    MemoryDatagrams(MemoryNetwork &network, quint16 port, DatagramHandler &handler)
        : m_network(network)
        , m_port(port)
        , m_handler(handler)
    {
        m_network.m_datagrams[port] = this;
    }
    ~MemoryDatagrams() override { m_network.m_datagrams.erase(m_port); }

    void send(ByteView payload, const Endpoint &to) override
    {
        if (m_network.m_options.datagramLossPercent > 0 &&
            static_cast<int>(m_network.m_random->below(100)) < m_network.m_options.datagramLossPercent)
            return;
        const Endpoint from {m_network.m_localAddress, m_port};
        m_network.m_scheduler.after(
            m_network.m_options.latency, [network = &m_network, alive = std::weak_ptr(m_network.m_registry),
                                          bytes = base::toByteArray(payload), from, port = to.port] {
                if (alive.expired())
                    return;
                if (const auto found = network->m_datagrams.find(port); found != network->m_datagrams.end())
                    found->second->m_handler.onDatagram(base::asBytes(QByteArrayView(bytes)), from);
            });
    }
    [[nodiscard]] quint16 port() const override { return m_port; }

private:
    MemoryNetwork &m_network;
    quint16 m_port;
    DatagramHandler &m_handler;
};

class MemoryNetwork::MemoryAttempt final : public ConnectAttempt
{
public:
    MemoryAttempt(MemoryNetwork &network, const ConnectOptions &options, ConnectCallback done)
        : m_timer(network.m_scheduler)
    {
        const auto delay = network.m_reachable ? network.m_options.latency : options.deadline;
        m_timer.start(delay, [&network, host = options.host, port = options.port, tls = options.tls,
                              wasReachable = network.m_reachable, done = std::move(done)]() mutable {
            auto call = std::move(done); // the callback may destroy this attempt
            if (wasReachable)
                network.finishConnect(host, port, tls, std::move(call));
            else
                call(base::failure(NetError {NetErrorKind::Timeout, u"no connection within the deadline"_s}));
        });
    }

private:
    base::ScopedTimer m_timer;
};

class MemoryNetwork::MemoryLookup final : public ConnectAttempt
{
public:
    MemoryLookup(MemoryNetwork &network, const QString &host, ResolveCallback done)
        : m_timer(network.m_scheduler)
    {
        m_timer.start(network.m_options.latency, [address = network.addressOf(host), done = std::move(done)]() mutable {
            auto call = std::move(done); // the callback may destroy this look-up
            if (address.isNull())
                call(base::failure(NetError {NetErrorKind::HostNotFound, u"no such name"_s}));
            else
                call(address);
        });
    }

private:
    base::ScopedTimer m_timer;
};

MemoryNetwork::MemoryNetwork(const base::Clock &clock, base::Scheduler &scheduler, Options options)
    : m_clock(clock)
    , m_scheduler(scheduler)
    , m_options(options)
    , m_random(std::make_unique<SeededRandom>(options.splitSeed.value_or(1)))
    , m_registry(std::make_shared<PipeRegistry>())
{}

MemoryNetwork::~MemoryNetwork() = default;

base::TimerId MemoryNetwork::after(std::chrono::milliseconds delay, MoveOnlyFunction<void()> callback)
{
    return m_scheduler.after(delay, std::move(callback));
}

void MemoryNetwork::cancel(base::TimerId id)
{
    m_scheduler.cancel(id);
}

Result<std::unique_ptr<Listener>, NetError> MemoryNetwork::listen(const ListenOptions &options, AcceptCallback accepted)
{
    const quint16 port = options.port != 0 ? options.port : freePort();
    if (m_listeners.contains(port))
        return base::failure(NetError {NetErrorKind::AddressInUse, u"somebody listens there already"_s});
    return std::unique_ptr<Listener>(std::make_unique<MemoryListener>(*this, port, options, std::move(accepted)));
}

std::unique_ptr<ConnectAttempt> MemoryNetwork::connectTo(const ConnectOptions &options, ConnectCallback done)
{
    return std::make_unique<MemoryAttempt>(*this, options, std::move(done));
}

Result<std::unique_ptr<DatagramSocket>, NetError> MemoryNetwork::bindDatagram(const QHostAddress & /*address*/,
                                                                              quint16 port, DatagramHandler &handler)
{
    const quint16 bound = port != 0 ? port : freePort();
    if (m_datagrams.contains(bound))
        return base::failure(NetError {NetErrorKind::AddressInUse, u"somebody is bound there already"_s});
    return std::unique_ptr<DatagramSocket>(std::make_unique<MemoryDatagrams>(*this, bound, handler));
}

std::unique_ptr<ConnectAttempt> MemoryNetwork::resolve(const QString &host, ResolveCallback done)
{
    return std::make_unique<MemoryLookup>(*this, host, std::move(done));
}

std::pair<StreamPtr, StreamPtr> MemoryNetwork::makePipe(const Endpoint &first, const Endpoint &second)
{
    auto [one, two] = join(first, second);
    return {std::move(one), std::move(two)};
}

void MemoryNetwork::addHost(const QString &name, const QHostAddress &address)
{
    m_hosts[name.toLower()] = address;
}

StreamPtr MemoryNetwork::connectFrom(const QHostAddress &from, quint16 port)
{
    const auto found = m_listeners.find(port);
    if (found == m_listeners.end() || !m_reachable)
        return nullptr;
    auto [client, server] = join({from, freePort()}, {QHostAddress(QHostAddress::LocalHost), port});
    if (!found->second->count(*server))
        return nullptr;
    m_scheduler.after(m_options.latency,
                      [callback = found->second->callback(), stream = StreamPtr(std::move(server))]() mutable {
                          if (const auto accepted = callback.lock())
                              (*accepted)(std::move(stream));
                      });
    return std::move(client);
}

void MemoryNetwork::resetAll()
{
    // Handlers may drop other streams while we go through them.
    std::vector<quint64> ids;
    for (const auto &[id, stream] : m_registry->open)
        ids.push_back(id);
    for (const quint64 id : ids) {
        if (const auto found = m_registry->open.find(id); found != m_registry->open.end())
            found->second->breakNow();
    }
}

int MemoryNetwork::streamsOpen() const
{
    return static_cast<int>(m_registry->open.size());
}

quint16 MemoryNetwork::freePort()
{
    do {
        m_portLast = m_portLast == 65'535 ? quint16 {40'000} : static_cast<quint16>(m_portLast + 1);
    } while (m_listeners.contains(m_portLast) || m_datagrams.contains(m_portLast));
    return m_portLast;
}

MemoryNetwork::Ends MemoryNetwork::join(const Endpoint &first, const Endpoint &second)
{
    PipeOptions options;
    options.latency = m_options.latency;
    options.splitter = m_options.splitSeed ? m_random.get() : nullptr;
    options.kernelBuffer = m_options.kernelBuffer;
    options.registry = m_registry;
    return PipeStream::join(m_clock, m_scheduler, options, first, second);
}

QHostAddress MemoryNetwork::addressOf(const QString &host) const
{
    if (const auto known = m_hosts.find(host.toLower()); known != m_hosts.end())
        return known->second;
    return host == u"localhost"_s ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(host);
}

void MemoryNetwork::finishConnect(const QString &host, quint16 port, bool tls, ConnectCallback done)
{
    const QHostAddress address = addressOf(host);
    if (address.isNull()) {
        done(base::failure(NetError {NetErrorKind::HostNotFound, u"no such name"_s}));
        return;
    }
    const auto found = m_listeners.find(port);
    if (found == m_listeners.end()) {
        done(base::failure(NetError {NetErrorKind::Refused, u"nobody listens there"_s}));
        return;
    }
    if (found->second->isTls() != tls) {
        done(base::failure(NetError {NetErrorKind::TlsFailed, u"one side speaks TLS, the other does not"_s}));
        return;
    }
    auto [client, server] = join({m_localAddress, freePort()}, {address, port});
    if (found->second->count(*server)) {
        const auto accepted = found->second->callback().lock();
        (*accepted)(std::move(server));
    }
    done(StreamPtr(std::move(client)));
}

} // namespace net
