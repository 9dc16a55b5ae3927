#include <tests/gameclient/gamedatagrams.h>

#include <QHostAddress>

#include <algorithm>

namespace gameclient {

namespace {

// magic 32 · match 32 · sender 32 · receiver 32 · number 32 · size 32 · filling that follows from the number
constexpr quint32 kMagic = 0x52445344;
// A lying number must not make us count through billions.
constexpr quint32 kNumberMax = 10'000'000;

std::byte fillingAt(quint32 number, std::size_t place)
{
    return static_cast<std::byte>((number * 31U + place) & 0xFFU);
}

QByteArray makeDatagram(base::GameId match, base::PlayerId from, base::PlayerId to, quint32 number, qsizetype size)
{
    QByteArray datagram(size, Qt::Uninitialized);
    auto *at = reinterpret_cast<std::byte *>(datagram.data());
    base::writeU32(at, kMagic);
    base::writeU32(at + 4, base::number(match));
    base::writeU32(at + 8, base::number(from));
    base::writeU32(at + 12, base::number(to));
    base::writeU32(at + 16, number);
    base::writeU32(at + 20, static_cast<quint32>(size));
    for (auto place = static_cast<std::size_t>(GameDatagrams::kSizeMin); place < static_cast<std::size_t>(size);
         ++place)
        at[place] = fillingAt(number, place);
    return datagram;
}

bool isWhole(base::ByteView datagram)
{
    if (datagram.size() < static_cast<std::size_t>(GameDatagrams::kSizeMin) || base::readU32(&datagram[0]) != kMagic ||
        base::readU32(&datagram[20]) != datagram.size())
        return false;
    const quint32 number = base::readU32(&datagram[16]);
    for (auto place = static_cast<std::size_t>(GameDatagrams::kSizeMin); place < datagram.size(); ++place) {
        if (datagram[place] != fillingAt(number, place))
            return false;
    }
    return number < kNumberMax;
}

} // namespace

DatagramCounts &DatagramCounts::operator+=(const DatagramCounts &other)
{
    sent += other.sent;
    unsent += other.unsent;
    received += other.received;
    lost += other.lost;
    duplicated += other.duplicated;
    misdelivered += other.misdelivered;
    malformed += other.malformed;
    return *this;
}

GameDatagrams::GameDatagrams(net::Network &network)
    : m_network(network)
{}

base::Result<void, net::NetError> GameDatagrams::open(quint16 port)
{
    auto bound = m_network.bindDatagram(QHostAddress(QHostAddress::LocalHost), port, *this);
    if (!bound)
        return base::failure(bound.error());
    m_socket = std::move(*bound);
    return base::success();
}

quint16 GameDatagrams::port() const
{
    return m_socket ? m_socket->port() : quint16 {0};
}

void GameDatagrams::enterMatch(base::GameId match, base::PlayerId self)
{
    m_match = match;
    m_self = self;
    m_peers.clear();
    m_misdelivered = 0;
    m_malformed = 0;
}

void GameDatagrams::addPeer(base::PlayerId player, quint16 port)
{
    m_peers[player].port = port;
}

bool GameDatagrams::knows(base::PlayerId player) const
{
    const auto found = m_peers.find(player);
    return found != m_peers.end() && found->second.port != 0;
}

void GameDatagrams::send(base::PlayerId player, int count, qsizetype size)
{
    Q_ASSERT(size >= kSizeMin && size <= kSizeMax && count <= kBurstMax);
    Peer &peer = m_peers[player];
    if (!m_socket || peer.port == 0) {
        peer.unsent += static_cast<quint64>(count);
        return;
    }
    const net::Endpoint to {QHostAddress(QHostAddress::LocalHost), peer.port};
    for (int i = 0; i < count; ++i)
        m_socket->send(base::asBytes(QByteArrayView(makeDatagram(m_match, m_self, player, peer.sent++, size))), to);
}

void GameDatagrams::onDatagram(net::ByteView payload, const net::Endpoint &from)
{
    if (!isWhole(payload)) {
        ++m_malformed;
        return;
    }
    const base::GameId match {base::readU32(&payload[4])};
    const base::PlayerId sender {base::readU32(&payload[8])};
    const base::PlayerId receiver {base::readU32(&payload[12])};
    const bool portOfAnother = std::any_of(m_peers.begin(), m_peers.end(), [&](const auto &peer) {
        return peer.first != sender && peer.second.port == from.port;
    });
    if (match != m_match || receiver != m_self || sender == m_self || portOfAnother) {
        ++m_misdelivered;
        return;
    }
    Peer &peer = m_peers[sender];
    if (peer.port != 0 && peer.port != from.port) {
        // The connector keeps its ports for life: a game that sees a peer at another port takes it for a stranger.
        ++m_misdelivered;
        return;
    }
    peer.port = from.port;
    note(peer, base::readU32(&payload[16]));
}

void GameDatagrams::note(Peer &peer, quint32 number)
{
    if (peer.seen.size() <= number)
        peer.seen.resize(number + 1);
    if (peer.seen[number]) {
        ++peer.duplicated;
        return;
    }
    peer.seen[number] = true;
    ++peer.received;
}

quint64 GameDatagrams::sentTo(base::PlayerId player) const
{
    const auto found = m_peers.find(player);
    return found == m_peers.end() ? 0 : found->second.sent;
}

quint64 GameDatagrams::received(base::PlayerId player) const
{
    const auto found = m_peers.find(player);
    return found == m_peers.end() ? 0 : found->second.received;
}

quint64 GameDatagrams::missingFrom(const GameDatagrams &sender) const
{
    const quint64 sent = sender.sentTo(m_self);
    const quint64 here = received(sender.m_self);
    return sent > here ? sent - here : 0;
}

DatagramCounts GameDatagrams::totals() const
{
    DatagramCounts totals;
    totals.misdelivered = m_misdelivered;
    totals.malformed = m_malformed;
    for (const auto &[player, peer] : m_peers) {
        totals.sent += peer.sent;
        totals.unsent += peer.unsent;
        totals.received += peer.received;
        totals.duplicated += peer.duplicated;
        totals.lost += peer.seen.size() - peer.received;
    }
    return totals;
}

} // namespace gameclient
