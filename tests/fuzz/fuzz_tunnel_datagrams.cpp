// Tunnel datagrams, alone and as a conversation with the server's side of it. Alone: what is read and written again is
// what came. Together: nothing that is sent is larger than what provoked it, everything sent can be read, and a player
// never hears from outside its match.
//
// Input: the first byte 0 means a single datagram follows; else records of: who sends (a byte), whether time passes
// (the top bit of the next byte, the rest is the length), the datagram.

#include "require.h"

#include <core/tunnel/udptunnels.h>

#include <algorithm>

using fuzz::require;

namespace {

void single(base::ByteView datagram)
{
    const auto message = tunnel::readDatagram(datagram);
    if (!message)
        return;
    require(message->trailing < datagram.size());
    const QByteArray again = tunnel::toDatagram(*message);
    require(again.size() + static_cast<qsizetype>(message->trailing) == static_cast<qsizetype>(datagram.size()));
    // An Initiated holds its id twice, and they may differ; all else is written as it came.
    require(std::equal(again.begin(), again.end(), base::asChars(datagram).begin()));
}

class Wire final : public tunnel::DatagramWire
{
public:
    void send(tunnel::ByteView head, tunnel::ByteView payload, const net::SocketAddress & /*to*/) override
    {
        const QByteArray datagram = base::toByteArray(head) + base::toByteArray(payload);
        // All can be read but the nudge, which no client shall understand.
        require(datagram == QByteArray(1, '\0') || tunnel::readDatagram(base::asBytes(datagram)).hasValue());
        bytes += static_cast<std::size_t>(datagram.size());
    }
    std::size_t bytes = 0;
};

class Counting final : public base::Random
{
public:
    void fill(std::span<std::byte> out) override
    {
        for (std::byte &byte : out)
            byte = std::byte {0};
        if (!out.empty())
            out.back() = static_cast<std::byte>(++m_last); // ids 1, 2, 3, …: the input can name them
    }

private:
    unsigned m_last = 0;
};

// A token is one byte: the number of its association.
std::optional<session::AssociationId> verify(QByteArrayView token)
{
    if (token.size() != 1)
        return std::nullopt;
    session::AssociationId id;
    id.bytes[0] = static_cast<std::byte>(token[0]);
    return id;
}

void conversation(base::ByteView input)
{
    Wire wire;
    Counting random;
    tunnel::Relay relay({.tunnelsMax = 4});
    tunnel::UdpTunnels tunnels(relay, wire, random, verify);
    for (quint8 i = 0; i < 4; ++i)
        relay.map(base::GameId {i / 2U}, i % 2, *verify(QByteArrayView(reinterpret_cast<const char *>(&i), 1)));
    base::MonotonicTime now {std::chrono::hours(1)};
    while (input.size() >= 2) {
        const auto who = std::to_integer<quint8>(input[0]);
        const auto control = std::to_integer<unsigned>(input[1]);
        input = input.subspan(2);
        const std::size_t length = std::min<std::size_t>(control & 0x7FU, input.size());
        net::SocketAddress from;
        from.bytes[0] = static_cast<quint8>(200 + who % 4);
        from.port = static_cast<quint16>(1000 + who / 4);
        if ((control & 0x80U) != 0) {
            now += std::chrono::seconds(7);
            relay.round(now);
            wire.bytes = 0;
        }
        const std::size_t before = wire.bytes;
        tunnels.receive(input.first(length), from, now);
        require(wire.bytes - before <= std::max<std::size_t>(length, 10));
        require(tunnels.size() <= 4 && relay.tunnelsOpen() == tunnels.size());
        input = input.subspan(length);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const base::ByteView input = base::asBytes(data + 1, size - 1);
    if (data[0] == 0)
        single(input);
    else
        conversation(input);
    return 0;
}
