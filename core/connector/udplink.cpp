#include <core/connector/udplink.h>

#include <core/base/limits.h>

#include <QHostAddress>

namespace connector {

namespace {

using namespace std::chrono_literals;

// After these pauses it is asked again; then the rest of kTunnelAskDeadline passes.
constexpr std::chrono::milliseconds kPauses[] {500ms, 1000ms, 2000ms, base::kTunnelAskDeadline - 3500ms};

} // namespace

UdpLink::UdpLink(net::Network &network, const base::Clock &clock, const net::Endpoint &server, const QString &token,
                 tunnel::LinkHandler &handler, base::MoveOnlyFunction<void()> opened)
    : m_clock(clock)
    , m_server(server)
    , m_token(token.toUtf8())
    , m_handler(handler)
    , m_opened(std::move(opened))
    , m_heardAt(clock.now())
    , m_askTimer(network)
    , m_silenceTimer(network)
{
    const bool v6 = server.address.protocol() == QAbstractSocket::IPv6Protocol;
    auto bound = network.bindDatagram(QHostAddress(v6 ? QHostAddress::AnyIPv6 : QHostAddress::AnyIPv4), 0, *this);
    if (bound && m_token.size() <= 0xFFFF) {
        m_socket = std::move(*bound);
        startAsking(1);
    } else {
        m_askTimer.start(0ms, [this] { m_handler.onLinkLost(); });
    }
}

void UdpLink::confirm()
{
    if (m_asking)
        return;
    m_asked = 1;
    sendInitiate();
}

void UdpLink::startAsking(int rounds)
{
    m_asking = true;
    m_asked = 0;
    m_roundsLeft = rounds;
    ask();
}

void UdpLink::ask()
{
    sendInitiate();
    const std::chrono::milliseconds pause = kPauses[m_asked++];
    if (m_asked < std::size(kPauses))
        m_askTimer.start(pause, [this] { ask(); });
    else
        m_askTimer.start(pause, [this] { roundOver(); });
}

void UdpLink::roundOver()
{
    if (--m_roundsLeft > 0) {
        m_asked = 0;
        return ask();
    }
    m_asking = false;
    m_handler.onLinkLost(); // this object may be gone behind here
}

void UdpLink::sendInitiate()
{
    m_askedAt = m_clock.now();
    m_socket->send(base::asBytes(QByteArrayView(tunnel::toDatagram(
                       {.type = tunnel::MessageType::Initiate, .token = base::asBytes(QByteArrayView(m_token))}))),
                   m_server);
}

void UdpLink::send(quint8 index, tunnel::ByteView payload)
{
    if (m_id == tunnel::kNoTunnelId || payload.size() > static_cast<std::size_t>(base::kTunnelDatagramPayloadMax))
        return;
    m_socket->send(base::asBytes(QByteArrayView(tunnel::toDatagram(
                       {.id = m_id, .type = tunnel::MessageType::Forward, .index = index, .payload = payload}))),
                   m_server);
}

void UdpLink::onDatagram(net::ByteView payload, const net::Endpoint &from)
{
    if (from.port != m_server.port || !from.address.isEqual(m_server.address, QHostAddress::ConvertV4MappedToIPv4))
        return;
    const auto message = tunnel::readDatagram(payload);
    if (!message)
        return;
    if (message->type == tunnel::MessageType::Initiated)
        return initiated(message->granted);
    if (m_id == tunnel::kNoTunnelId || message->type == tunnel::MessageType::Initiate)
        return; // for a tunnel of before, or from nobody who knows the protocol
    m_heardAt = m_clock.now();
    if (std::exchange(m_asking, false))
        watchSilence();
    if (message->type == tunnel::MessageType::KeepAlive)
        m_socket->send(tunnel::keepAliveMessage(m_id), m_server);
    else if (message->index <
             tunnel::kIndices) // whatever id is in the head: published servers put another player's there
        m_handler.onFrame(message->index, message->payload);
}

void UdpLink::initiated(tunnel::TunnelId id)
{
    if (id == tunnel::kNoTunnelId)
        return;
    m_id = id;
    m_heardAt = m_clock.now();
    if (m_asked <= 1) // else one cannot know which of the requests this answers
        m_roundTrip = std::chrono::duration_cast<std::chrono::microseconds>(m_heardAt - m_askedAt);
    m_asking = false;
    watchSilence();
    if (m_opened) {
        auto opened = std::move(m_opened);
        opened(); // this object may be gone behind here
    }
}

void UdpLink::watchSilence()
{
    m_askTimer.stop();
    const auto silent = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.now() - m_heardAt);
    if (silent >= base::kTunnelServerSilence)
        return startAsking(base::kTunnelAskRoundsMax);
    m_silenceTimer.start(base::kTunnelServerSilence - silent, [this] { watchSilence(); });
}

} // namespace connector
