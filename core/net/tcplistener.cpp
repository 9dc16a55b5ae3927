#include <core/net/tcplistener.h>

#include <core/base/redacted.h>
#include <core/net/log.h>
#include <core/net/qtstream.h>
#include <core/net/socketstream.h>

#include <QSslSocket>

namespace net {

using namespace Qt::StringLiterals;

namespace {
constexpr auto kExhaustedPause = std::chrono::milliseconds(250);
// Of one report; the rest waits for the next one, so that a storm of connections does not hold up the open ones.
constexpr int kAcceptsPerReport = 256;
} // namespace

// A TLS handshake under way. Its connection already counts.
class TcpListener::Handshake
{
public:
    Handshake(TcpListener &listener, const sys::Accepted &accepted, QuotaPlace place)
        : m_place(std::move(place))
        , m_socket(new QSslSocket)
        , m_deadline(listener.m_home.scheduler)
    {
        if (!m_socket->setSocketDescriptor(accepted.descriptor)) {
            sys::closeSocket(accepted.descriptor);
            m_failed = true;
            return;
        }
        QSslSocket *socket = m_socket.get();
        QObject::connect(socket, &QSslSocket::encrypted, socket, [this, &listener] { over(listener, true); });
        QObject::connect(socket, &QSslSocket::disconnected, socket, [this, &listener] { over(listener, false); });
        QObject::connect(socket, &QSslSocket::errorOccurred, socket, [this, &listener] { over(listener, false); });
        m_deadline.start(base::kHttpHeadDeadline, [this, &listener] { over(listener, false); });
        socket->setSslConfiguration(*listener.m_tls);
        socket->startServerEncryption();
    }
    [[nodiscard]] bool failed() const { return m_failed; }

    LaterPtr<QSslSocket> takeSocket()
    {
        m_socket->disconnect();
        return std::move(m_socket);
    }
    QuotaPlace takePlace() { return std::move(m_place); }

private:
    void over(TcpListener &listener, bool encrypted)
    {
        m_socket->disconnect();
        m_deadline.stop();
        listener.handshakeOver(this, encrypted); // destroys us
    }

    QuotaPlace m_place;
    LaterPtr<QSslSocket> m_socket;
    base::ScopedTimer m_deadline;
    bool m_failed = false;
};

TcpListener::TcpListener(StreamHome &home, qintptr descriptor, const ListenOptions &options, PlainStreams plain,
                         Network::AcceptCallback accepted)
    : m_home(home)
    , m_descriptor(descriptor)
    , m_port(sys::localAddressOf(descriptor).port)
    , m_plain(plain)
    , m_accepted(std::move(accepted))
    , m_quota(std::make_shared<ConnectionQuota>(
          options.connectionsMax > 0 ? options.connectionsMax : base::kConnectionsMax,
          options.connectionsPerAddressMax > 0 ? options.connectionsPerAddressMax : base::kConnectionsPerAddressMax))
    , m_resume(home.scheduler)
{
    if (options.tls)
        m_tls = *options.tls;
}

TcpListener::~TcpListener()
{
    if (m_slot)
        m_home.readiness->remove(*m_slot);
    sys::closeSocket(m_descriptor);
}

bool TcpListener::open()
{
    m_slot = m_home.readiness->add(m_descriptor, Interest::Read, *this);
    return m_slot.has_value();
}

void TcpListener::onReady(Ready /*ready*/)
{
    for (int i = 0; i < kAcceptsPerReport; ++i) {
        sys::Accepted accepted;
        switch (sys::acceptOne(m_descriptor, accepted)) {
        case sys::AcceptStatus::Accepted:
            m_paused = false;
            welcome(accepted);
            continue;
        case sys::AcceptStatus::Nothing:
            return;
        case sys::AcceptStatus::Exhausted:
            pause(u"the system has no descriptor left"_s);
            return;
        case sys::AcceptStatus::Broken:
            pause(u"the system refuses"_s);
            return;
        }
    }
}

void TcpListener::welcome(const sys::Accepted &accepted)
{
    if (!m_quota->take(accepted.peer)) {
        refuse(accepted);
        return;
    }
    QuotaPlace place(m_quota, accepted.peer);
    if (m_tls) {
        auto handshake = std::make_unique<Handshake>(*this, accepted, std::move(place));
        if (!handshake->failed())
            m_handshakes.push_back(std::move(handshake));
        return;
    }
    if (m_plain == PlainStreams::Qt) {
        LaterPtr<QTcpSocket> socket(new QTcpSocket);
        if (socket->setSocketDescriptor(accepted.descriptor))
            m_accepted(std::make_unique<QtStream>(m_home, std::move(socket), std::move(place)));
        else
            sys::closeSocket(accepted.descriptor);
        return;
    }
    auto stream = std::make_unique<SocketStream>(m_home, accepted.descriptor, accepted.peer, std::move(place));
    if (stream->open())
        m_accepted(std::move(stream));
}

void TcpListener::refuse(const sys::Accepted &accepted)
{
    sys::closeSocket(accepted.descriptor);
    if (const auto swallowed = m_log.admit(u"refused"_s, m_home.clock.now())) {
        qCWarning(logNet).noquote() << "port" << m_port << "refused a connection from"
                                    << base::Redacted(accepted.peer.endpoint().address.toString())
                                    << "- too many are open;" << *swallowed << "more refused since the last line";
    }
}

void TcpListener::pause(const QString &reason)
{
    if (!m_paused)
        qCWarning(logNet).noquote() << "port" << m_port << "accepts nobody for now:" << reason;
    m_paused = true;
    m_home.readiness->change(*m_slot, Interest::None);
    m_resume.start(kExhaustedPause, [this] { m_home.readiness->change(*m_slot, Interest::Read); });
}

void TcpListener::handshakeOver(Handshake *handshake, bool encrypted)
{
    const auto found = std::find_if(m_handshakes.begin(), m_handshakes.end(),
                                    [handshake](const auto &entry) { return entry.get() == handshake; });
    const std::unique_ptr<Handshake> done = std::move(*found);
    m_handshakes.erase(found);
    if (encrypted)
        m_accepted(
            std::make_unique<QtStream>(m_home, LaterPtr<QTcpSocket>(done->takeSocket().release()), done->takePlace()));
}

} // namespace net
