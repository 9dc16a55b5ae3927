#pragma once
// The IPv4 addresses of this computer, one entry an address, the one to give to friends first. Any thread.

#include <QHostAddress>
#include <QList>
#include <QString>

namespace net {

enum class AdapterKind {
    Lan,     // wire or wireless network card
    Vpn,     // tunnels and the cards of VPN programs (Hamachi, ZeroTier, Radmin, WireGuard …)
    Virtual, // bridges of containers and virtual machines: seldom what friends can reach
    Loopback,
};

struct LocalAddress
{
    QHostAddress address;
    AdapterKind kind = AdapterKind::Lan;
    QString adapter; // name as people know it: "Ethernet", "wlan0"

    bool operator==(const LocalAddress &) const = default;
};

// What the system says about one address, before it is judged.
struct AdapterFacts
{
    QString systemName; // "enp3s0", "{1F6B…}"
    QString humanName;  // "Ethernet 2"; may equal systemName
    QHostAddress address;
    bool loopback = false;
    bool pointToPoint = false;
    bool wireless = false;
    bool ethernet = false;
};

[[nodiscard]] QList<LocalAddress> localAddresses();

// The pure part: LAN cards first (private ranges before public ones, 169.254 last), then VPN, virtual, loopback;
// otherwise in the order given.
[[nodiscard]] QList<LocalAddress> rankAddresses(const QList<AdapterFacts> &facts);

} // namespace net
