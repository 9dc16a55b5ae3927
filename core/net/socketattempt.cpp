#include <core/net/socketattempt.h>

#include <core/net/socketstream.h>

#include <QHostInfo>

#include <algorithm>

namespace net {

using namespace Qt::StringLiterals;

SocketAttempt::SocketAttempt(StreamHome &home, const ConnectOptions &options, Network::ConnectCallback done)
    : m_home(home)
    , m_port(options.port)
    , m_keepAlive(options.keepAlive)
    , m_done(std::move(done))
    , m_deadline(home.scheduler)
    , m_later(home.scheduler)
{
    m_deadline.start(options.deadline, [this] {
        giveUp({NetErrorKind::Timeout, u"no connection within the deadline"_s});
    });
    const QHostAddress literal(options.host);
    if (literal.isNull()) {
        m_lookup = QHostInfo::lookupHost(options.host, &m_context, [this](const QHostInfo &info) { onFound(info); });
    } else {
        m_addresses = {literal};
        m_later.start(std::chrono::milliseconds(0), [this] { tryNext(); });
    }
}

SocketAttempt::~SocketAttempt()
{
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(m_lookup);
    dropSocket();
}

void SocketAttempt::onFound(const QHostInfo &info)
{
    m_lookup = -1;
    if (info.error() != QHostInfo::NoError || info.addresses().isEmpty()) {
        giveUp({NetErrorKind::HostNotFound, info.errorString()});
        return;
    }
    m_addresses = info.addresses();
    std::stable_partition(m_addresses.begin(), m_addresses.end(), [](const QHostAddress &address) {
        return address.protocol() == QAbstractSocket::IPv4Protocol;
    });
    tryNext();
}

void SocketAttempt::tryNext()
{
    while (m_next < m_addresses.size()) {
        const auto started = sys::startConnect(m_addresses.at(m_next++), m_port);
        if (!started) {
            m_lastError = started.error();
            continue;
        }
        m_descriptor = *started;
        m_slot = m_home.readiness->add(m_descriptor, Interest::Write, *this);
        if (m_slot)
            return;
        m_lastError = {NetErrorKind::Other, u"no room in the readiness set"_s};
        dropSocket();
    }
    giveUp(m_lastError);
}

void SocketAttempt::onReady(Ready /*ready*/)
{
    if (const int error = sys::takeError(m_descriptor); error != 0) {
        m_lastError = sys::netErrorOf(error);
        dropSocket();
        tryNext();
        return;
    }
    connected();
}

void SocketAttempt::connected()
{
    const auto known = m_addresses.at(m_next - 1);
    m_home.readiness->remove(*m_slot);
    m_slot.reset();
    if (m_keepAlive.count() > 0)
        sys::setKeepAlive(m_descriptor, m_keepAlive);
    auto stream =
        std::make_unique<SocketStream>(m_home, std::exchange(m_descriptor, -1), sys::SocketAddress::of(known, m_port));
    if (!stream->open()) {
        giveUp({NetErrorKind::Other, u"no room in the readiness set"_s});
        return;
    }
    finish(StreamPtr(std::move(stream)));
}

void SocketAttempt::giveUp(NetError error)
{
    dropSocket();
    finish(base::failure(std::move(error)));
}

void SocketAttempt::dropSocket()
{
    if (m_slot)
        m_home.readiness->remove(*m_slot);
    m_slot.reset();
    if (m_descriptor >= 0)
        sys::closeSocket(std::exchange(m_descriptor, -1));
}

void SocketAttempt::finish(Result<StreamPtr, NetError> result)
{
    m_deadline.stop();
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(std::exchange(m_lookup, -1));
    auto done = std::move(m_done);
    done(std::move(result)); // may destroy us: nothing behind it
}

} // namespace net
