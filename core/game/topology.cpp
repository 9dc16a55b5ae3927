#include <core/game/topology.h>

namespace game {

namespace {

struct Network
{
    quint32 address;
    unsigned bits;
};
constexpr Network kLocalNetworks[] = {
    {0x0A000000, 8},  // 10.0.0.0
    {0x64400000, 10}, // 100.64.0.0, behind a provider's NAT
    {0x7F000000, 8},  // 127.0.0.0
    {0xA9FE0000, 16}, // 169.254.0.0
    {0xAC100000, 12}, // 172.16.0.0
    {0xC0A80000, 16}, // 192.168.0.0
};

bool isLive(const GamePlayer &player, const TunnelDirectory &tunnels)
{
    const auto &association = player.session->association();
    return association && tunnels.hasLiveTunnel(*association);
}

} // namespace

Topology topologyFor(const session::NetworkData &host, TunnelMode mode) noexcept
{
    const bool open = host.qos.natType == static_cast<quint32>(session::NatType::Open);
    const bool relayed = mode == TunnelMode::Always || (mode == TunnelMode::Stricter && !open);
    return relayed ? Topology::Relayed : Topology::Direct;
}

bool isLocalAddress(base::Ipv4 address) noexcept
{
    for (const Network &network : kLocalNetworks) {
        if ((address.value ^ network.address) >> (32U - network.bits) == 0)
            return true;
    }
    return false;
}

bool needRelay(const session::NetworkData &host, const session::NetworkData &player) noexcept
{
    const auto *hostPair = host.address.get<2>();
    const auto *playerPair = player.address.get<2>();
    if (hostPair == nullptr || playerPair == nullptr || hostPair->external.ip.isUnset() ||
        playerPair->external.ip.isUnset())
        return false;
    return isLocalAddress(hostPair->external.ip) != isLocalAddress(playerPair->external.ip);
}

bool sameComputer(const session::NetworkData &host, const session::NetworkData &player) noexcept
{
    const auto *hostPair = host.address.get<2>();
    const auto *playerPair = player.address.get<2>();
    return hostPair != nullptr && playerPair != nullptr && hostPair->external.ip == playerPair->external.ip &&
           hostPair->internal == playerPair->internal && !hostPair->internal.ip.isUnset();
}

bool shouldRelay(const Game &game, const GamePlayer &player, const Settings &settings, const TunnelDirectory &tunnels)
{
    if (settings.tunnel == TunnelMode::Disabled)
        return false;
    const GamePlayer &host = game.host();
    const bool live = isLive(host, tunnels) && isLive(player, tunnels);
    if (game.topology == Topology::Relayed)
        return live || settings.tunnelRequired;
    const bool wanted =
        game.relayPreferred || needRelay(host.session->player()->network, player.session->player()->network);
    return wanted && live && &host != &player;
}

} // namespace game
