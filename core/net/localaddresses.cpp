#include <core/net/localaddresses.h>

#include <QNetworkInterface>

#include <algorithm>

namespace net {

using namespace Qt::StringLiterals;

namespace {

// Parts of the names that VPN programs and virtual machines give their cards, in lower case.
const QStringList &vpnWords()
{
    static const QStringList words {u"hamachi"_s,   u"radmin"_s, u"zerotier"_s, u"tailscale"_s, u"wireguard"_s,
                                    u"openvpn"_s,   u"tap-"_s,   u"nordlynx"_s, u"softether"_s, u"n2n"_s,
                                    u"cisco any"_s, u"proton"_s, u"vpn"_s};
    return words;
}
const QStringList &vpnPrefixes()
{
    static const QStringList prefixes {u"tun"_s, u"tap"_s, u"wg"_s, u"zt"_s, u"ppp"_s, u"ham"_s, u"utun"_s, u"ipsec"_s};
    return prefixes;
}
const QStringList &virtualWords()
{
    static const QStringList words {u"vethernet"_s, u"virtualbox"_s, u"vmware"_s, u"hyper-v"_s, u"docker"_s, u"wsl"_s};
    return words;
}
const QStringList &virtualPrefixes()
{
    static const QStringList prefixes {u"docker"_s, u"br-"_s, u"virbr"_s, u"veth"_s,   u"vnet"_s, u"vmnet"_s,
                                       u"vbox"_s,   u"lxc"_s, u"lxd"_s,   u"podman"_s, u"cni"_s,  u"bridge"_s};
    return prefixes;
}

bool containsAny(const QString &text, const QStringList &words)
{
    return std::any_of(words.begin(), words.end(), [&](const QString &word) { return text.contains(word); });
}
bool startsWithAny(const QString &text, const QStringList &words)
{
    return std::any_of(words.begin(), words.end(), [&](const QString &word) { return text.startsWith(word); });
}

AdapterKind kindOf(const AdapterFacts &facts)
{
    if (facts.loopback || facts.address.isLoopback())
        return AdapterKind::Loopback;
    const QString system = facts.systemName.toLower();
    const QString human = facts.humanName.toLower();
    if (containsAny(human, vpnWords()) || startsWithAny(system, vpnPrefixes()))
        return AdapterKind::Vpn;
    if (containsAny(human, virtualWords()) || startsWithAny(system, virtualPrefixes()))
        return AdapterKind::Virtual;
    if (facts.wireless || facts.ethernet)
        return AdapterKind::Lan;
    return facts.pointToPoint ? AdapterKind::Vpn : AdapterKind::Lan;
}

// Lower is better, among addresses of one kind.
int reachOf(const QHostAddress &address)
{
    if (address.isInSubnet(QHostAddress(u"169.254.0.0"_s), 16))
        return 2; // the card found no router
    const bool isPrivate = address.isInSubnet(QHostAddress(u"10.0.0.0"_s), 8) ||
                           address.isInSubnet(QHostAddress(u"172.16.0.0"_s), 12) ||
                           address.isInSubnet(QHostAddress(u"192.168.0.0"_s), 16);
    return isPrivate ? 0 : 1;
}

} // namespace

QList<LocalAddress> rankAddresses(const QList<AdapterFacts> &facts)
{
    QList<LocalAddress> ranked;
    for (const AdapterFacts &entry : facts) {
        if (entry.address.protocol() == QAbstractSocket::IPv4Protocol)
            ranked.append(
                {entry.address, kindOf(entry), entry.humanName.isEmpty() ? entry.systemName : entry.humanName});
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const LocalAddress &left, const LocalAddress &right) {
        return std::pair(left.kind, reachOf(left.address)) < std::pair(right.kind, reachOf(right.address));
    });
    return ranked;
}

QList<LocalAddress> localAddresses()
{
    QList<AdapterFacts> facts;
    const QList<QNetworkInterface> interfaces = QNetworkInterface::allInterfaces();
    for (const QNetworkInterface &card : interfaces) {
        const auto flags = card.flags();
        if (!flags.testFlag(QNetworkInterface::IsUp) || !flags.testFlag(QNetworkInterface::IsRunning))
            continue;
        const QList<QNetworkAddressEntry> entries = card.addressEntries();
        for (const QNetworkAddressEntry &entry : entries) {
            AdapterFacts fact;
            fact.systemName = card.name();
            fact.humanName = card.humanReadableName();
            fact.address = entry.ip();
            fact.loopback = flags.testFlag(QNetworkInterface::IsLoopBack);
            fact.pointToPoint = flags.testFlag(QNetworkInterface::IsPointToPoint);
            fact.wireless = card.type() == QNetworkInterface::Wifi;
            fact.ethernet = card.type() == QNetworkInterface::Ethernet;
            facts.append(fact);
        }
    }
    return rankAddresses(facts);
}

} // namespace net
