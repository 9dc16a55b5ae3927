#include <core/net/qtnetwork.h>

#include <core/base/timerqueue.h>
#include <core/net/batchdatagrams.h>
#include <core/net/log.h>
#include <core/net/pipestream.h>
#include <core/net/qtattempt.h>
#include <core/net/qtdatagramsocket.h>
#include <core/net/socketattempt.h>
#include <core/net/streamhome.h>
#include <core/net/tcplistener.h>

#include <QNetworkProxyFactory>
#include <QNetworkProxyQuery>
#include <QSslConfiguration>
#include <QTimer>

namespace net {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logNet, "app.net", QtInfoMsg)

namespace {

// The proxy the system wants for this server; NoProxy in most cases and always for this computer itself.
QNetworkProxy proxyFor(const QString &host, quint16 port)
{
    const QHostAddress literal(host);
    if (literal.isLoopback() || host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0)
        return QNetworkProxy::NoProxy;
    const QList<QNetworkProxy> proxies = QNetworkProxyFactory::systemProxyForQuery(
        QNetworkProxyQuery(host, port, QString(), QNetworkProxyQuery::TcpSocket));
    if (proxies.isEmpty() || proxies.first().type() == QNetworkProxy::DefaultProxy)
        return QNetworkProxy::NoProxy;
    return proxies.first();
}

} // namespace

class QtNetwork::Private
{
public:
    Private(QtNetwork &owner, Backend backend, StreamDeadlines deadlines)
        : home {owner, deadlines}
        , plain(backend == Backend::Qt ? PlainStreams::Qt : PlainStreams::Native)
        , batches(backend == Backend::Best)
    {
        if (backend == Backend::Best)
            home.readiness = makeEpollSet(home.turn);
        if (!home.readiness)
            home.readiness = makeNotifierSet();
        timer.setSingleShot(true);
        timer.setTimerType(Qt::PreciseTimer); // a coarse one may come too early
        QObject::connect(&timer, &QTimer::timeout, &timer, [this] { runTimers(); });
    }

    // The one Qt timer is set for the earliest due one; it is not touched when a later one is added.
    void arm()
    {
        const auto due = timers.nextDue();
        if (!due) {
            timer.stop();
            return;
        }
        if (timer.isActive() && armedFor <= *due)
            return;
        armedFor = *due;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(*due - home.clock.now());
        timer.start(std::max(left, std::chrono::milliseconds(0)));
    }

    void runTimers()
    {
        {
            const Turn::Scope scope(home.turn);
            const base::MonotonicTime now = home.clock.now(); // what callbacks add is for the next time
            while (timers.runOne(now)) {
            }
        }
        arm();
    }

    StreamHome home;
    PlainStreams plain;
    bool batches; // many datagrams with one call
    base::TimerQueue timers;
    base::MonotonicTime armedFor;
    QTimer timer;
};

QtNetwork::QtNetwork(Backend backend, StreamDeadlines deadlines)
    : m_private(std::make_unique<Private>(*this, backend, deadlines))
{}

QtNetwork::~QtNetwork() = default;

base::TimerId QtNetwork::after(std::chrono::milliseconds delay, MoveOnlyFunction<void()> callback)
{
    const base::TimerId id = m_private->timers.add(m_private->home.clock.now() + delay, std::move(callback));
    m_private->arm();
    return id;
}

void QtNetwork::cancel(base::TimerId id)
{
    m_private->timers.remove(id);
    if (m_private->timers.size() == 0)
        m_private->timer.stop();
}

Result<std::unique_ptr<Listener>, NetError> QtNetwork::listen(const ListenOptions &options, AcceptCallback accepted)
{
    const auto descriptor = sys::listenTcp(options.address, options.port, base::kListenBacklog);
    if (!descriptor)
        return base::failure(descriptor.error());
    auto listener =
        std::make_unique<TcpListener>(m_private->home, *descriptor, options, m_private->plain, std::move(accepted));
    if (!listener->open())
        return base::failure(NetError {NetErrorKind::Other, u"no room in the readiness set"_s});
    return std::unique_ptr<Listener>(std::move(listener));
}

std::unique_ptr<ConnectAttempt> QtNetwork::connectTo(const ConnectOptions &options, ConnectCallback done)
{
    const QNetworkProxy proxy = proxyFor(options.host, options.port);
    if (options.tls || proxy.type() != QNetworkProxy::NoProxy || m_private->plain == PlainStreams::Qt)
        return std::make_unique<QtAttempt>(m_private->home, options, proxy, std::move(done));
    return std::make_unique<SocketAttempt>(m_private->home, options, std::move(done));
}

Result<std::unique_ptr<DatagramSocket>, NetError> QtNetwork::bindDatagram(const QHostAddress &address, quint16 port,
                                                                          DatagramHandler &handler)
{
    auto socket = std::make_unique<QtDatagramSocket>(m_private->home, handler);
    if (const auto bound = socket->bind(address, port); !bound)
        return base::failure(bound.error());
    return std::unique_ptr<DatagramSocket>(std::move(socket));
}

Result<std::unique_ptr<DatagramTransport>, NetError> QtNetwork::bindDatagrams(const QHostAddress &address, quint16 port,
                                                                              DatagramBatchHandler &handler)
{
    // The backends for comparison use what every system has.
    if (m_private->batches) {
        if (auto bound = bindBatchDatagrams(m_private->home, address, port, handler))
            return std::move(*bound);
    }
    return Network::bindDatagrams(address, port, handler);
}

std::pair<StreamPtr, StreamPtr> QtNetwork::makePipe(const Endpoint &first, const Endpoint &second)
{
    PipeOptions options;
    options.deadlines = m_private->home.deadlines;
    auto [one, two] = PipeStream::join(m_private->home.clock, *this, options, first, second);
    return {std::move(one), std::move(two)};
}

} // namespace net
