#pragma once
// The datagrams of a simulated game: one UDP socket on 127.0.0.1, as the real game has it at port 3659. To the game its
// peers are local programs, each with a port: the host of the match at the connector's tunnel port (42132), the other
// players at ports the connector chose. A joining game speaks first, to the host; a host learns which port stands for
// which player from what it hears.
//
// Each datagram names its match, sender, receiver and a number that counts per sender and receiver, so that the
// receiver knows what was lost, came twice, came to the wrong player or out of another port than before. Works on any
// Network; all calls on its thread.
//
//     GameDatagrams game(network);
//     game.open(0);                                       // any free port; tell it to the connector as its game port
//     game.enterMatch(matchId, myPlayerId);
//     game.addPeer(hostPlayerId, connector.status().ports.tunnel); // joiners only
//     game.send(hostPlayerId, 20, 200);
//     … game.totals(), host.received(myPlayerId) …

#include <core/base/ids.h>
#include <core/base/result.h>
#include <core/net/network.h>

#include <map>
#include <memory>
#include <vector>

namespace gameclient {

// Seen by this game; since enterMatch().
struct DatagramCounts
{
    quint64 sent = 0;
    quint64 unsent = 0;   // no port is known yet for that player
    quint64 received = 0; // each number once
    quint64 lost = 0;     // numbers below the highest one received that did not come (yet)
    quint64 duplicated = 0;
    quint64 misdelivered = 0; // for somebody else, of another match, or from a port that stands for another player
    quint64 malformed = 0;    // not a datagram of a simulated game, or with other bytes than were sent

    DatagramCounts &operator+=(const DatagramCounts &other);
};

class GameDatagrams final : private net::DatagramHandler
{
public:
    static constexpr quint16 kGamePort = 3659;
    static constexpr qsizetype kSizeMin = 24;
    static constexpr qsizetype kSizeMax = 1254; // the largest a real game was seen to send
    // A published connector loses its tunnel for good when about thirty of its game's datagrams wait at once.
    static constexpr int kBurstMax = 20;

    explicit GameDatagrams(net::Network &network);

    // 0: any free port.
    [[nodiscard]] base::Result<void, net::NetError> open(quint16 port);
    [[nodiscard]] quint16 port() const;

    // Forgets all peers and counts: datagrams of another match count as misdelivered from here on.
    void enterMatch(base::GameId match, base::PlayerId self);
    // This local port stands for that player.
    void addPeer(base::PlayerId player, quint16 port);
    [[nodiscard]] bool knows(base::PlayerId player) const;

    // `count` datagrams of `size` bytes (kSizeMin to kSizeMax), at most kBurstMax; pace them by timers.
    void send(base::PlayerId player, int count, qsizetype size);

    [[nodiscard]] quint64 sentTo(base::PlayerId player) const;
    // Different numbers that came from that player.
    [[nodiscard]] quint64 received(base::PlayerId player) const;
    // Datagrams that `sender` sent to us and that are not here: also the last ones, which no gap shows.
    [[nodiscard]] quint64 missingFrom(const GameDatagrams &sender) const;
    [[nodiscard]] DatagramCounts totals() const;

private:
    struct Peer
    {
        quint16 port = 0; // 0: not known
        quint32 sent = 0;
        quint64 unsent = 0;
        quint64 received = 0;
        quint64 duplicated = 0;
        std::vector<bool> seen; // by number, up to the highest received
    };

    void onDatagram(net::ByteView payload, const net::Endpoint &from) override;
    void note(Peer &peer, quint32 number);

    net::Network &m_network;
    std::unique_ptr<net::DatagramSocket> m_socket;
    base::GameId m_match {};
    base::PlayerId m_self {};
    std::map<base::PlayerId, Peer> m_peers;
    quint64 m_misdelivered = 0;
    quint64 m_malformed = 0;
};

} // namespace gameclient
