#include <core/tunnel/relay.h>

#include <algorithm>

namespace tunnel {

Relay::Relay(RelayLimits limits)
    : m_limits(limits)
{}

Relay::~Relay()
{
    for (auto &[id, party] : m_parties) {
        if (party.tunnel)
            drop(party, CloseCause::Stopping);
    }
}

// --- tunnels

Tunnel *Relay::open(const AssociationId &association, Form form, Outlet &outlet, base::MonotonicTime now)
{
    Tunnel *before = find(association);
    if (!before && m_tunnelsOpen >= m_limits.tunnelsMax && !makeRoom())
        return nullptr;
    Party &owner = party(association);
    if (before)
        drop(owner, CloseCause::TakenOver);
    owner.usedAt = std::max(owner.usedAt, now);
    owner.tunnel = std::make_unique<Tunnel>(owner, form, outlet, m_limits.budget, now);
    ++m_tunnelsOpen;
    if (m_opened)
        m_opened();
    return owner.tunnel.get();
}

void Relay::close(Tunnel &tunnel, base::MonotonicTime now)
{
    Party &owner = tunnel.m_party;
    Q_ASSERT(owner.tunnel.get() == &tunnel);
    owner.usedAt = std::max(owner.usedAt, now);
    owner.tunnel.reset();
    --m_tunnelsOpen;
    dropIfIdle(owner);
}

// The party stays, whatever it has left: callers go on with it.
void Relay::drop(Party &party, CloseCause cause)
{
    const std::unique_ptr<Tunnel> gone = std::move(party.tunnel);
    --m_tunnelsOpen;
    gone->m_outlet.closed(cause);
}

// Strangers can have as many associations as they like: a tunnel nobody plays through makes room for a new one.
bool Relay::makeRoom()
{
    Party *idlest = nullptr;
    for (auto &[id, party] : m_parties) {
        if (party.tunnel && party.connections.empty() && !party.match && (!idlest || party.usedAt < idlest->usedAt))
            idlest = &party;
    }
    if (!idlest)
        return false;
    drop(*idlest, CloseCause::Crowded);
    dropIfIdle(*idlest);
    return true;
}

void Relay::receive(Tunnel &tunnel, quint8 index, ByteView payload, base::MonotonicTime now)
{
    tunnel.noteHeard(now);
    const Party &sender = tunnel.m_party;
    if (!tunnel.m_budget.take(m_limits.budget, payload.size(), now)) {
        ++tunnel.m_counters.droppedOverBudget;
        return;
    }
    const Party *receiver = sender.match && index < kIndices ? sender.match->places[index] : nullptr;
    if (!receiver || receiver == &sender || !receiver->tunnel || payload.size() > base::kTunnelPayloadMax) {
        ++tunnel.m_counters.droppedUndeliverable;
        return;
    }
    ++tunnel.m_counters.packetsIn;
    tunnel.m_counters.bytesIn += payload.size();
    Tunnel &target = *receiver->tunnel;
    const int dropped = target.m_outlet.sendFrame(sender.index, payload);
    ++target.m_counters.packetsOut;
    target.m_counters.bytesOut += payload.size();
    target.m_counters.droppedOut += static_cast<quint64>(dropped);
}

void Relay::receiveKeepAlive(Tunnel &tunnel, base::MonotonicTime now)
{
    tunnel.noteKeepAlive(now);
}

// --- game connections

void Relay::connectionOpened(const AssociationId &association, base::Ipv4 from, base::MonotonicTime now)
{
    Party &owner = party(association);
    owner.connections.push_back(from);
    owner.hadConnection = true;
    owner.usedAt = now;
}

void Relay::connectionClosed(const AssociationId &association, base::Ipv4 from, base::MonotonicTime now)
{
    const auto found = m_parties.find(association);
    if (found == m_parties.end())
        return;
    auto &connections = found->second.connections;
    const auto place = std::find(connections.begin(), connections.end(), from);
    if (place == connections.end())
        return;
    connections.erase(place);
    found->second.usedAt = now;
    dropIfIdle(found->second);
}

bool Relay::isSessionGone(const AssociationId &association) const
{
    const Party *owner = known(association);
    return owner && owner->hadConnection && owner->connections.empty();
}

bool Relay::hasConnection(const AssociationId &association) const
{
    const Party *owner = known(association);
    return owner && !owner->connections.empty();
}

bool Relay::hasConnectionFrom(const AssociationId &association, base::Ipv4 address) const
{
    const Party *owner = known(association);
    return owner &&
           std::find(owner->connections.begin(), owner->connections.end(), address) != owner->connections.end();
}

// --- places

void Relay::map(GameId game, quint8 index, const AssociationId &association)
{
    Q_ASSERT(index < kIndices);
    Party &owner = party(association);
    leavePlace(owner);
    Match &match = m_matches.try_emplace(game, Match {.game = game}).first->second;
    if (Party *holder = match.places[index]) {
        // The place was promised to be free. Whoever holds it loses it: packets never go to two.
        holder->match = nullptr;
        dropIfIdle(*holder);
    }
    match.places[index] = &owner;
    owner.match = &match;
    owner.index = index;
}

void Relay::unmap(GameId game, quint8 index, const AssociationId &association)
{
    const auto found = m_parties.find(association);
    if (found == m_parties.end())
        return;
    Party &owner = found->second;
    if (!owner.match || owner.match->game != game || owner.index != index)
        return;
    leavePlace(owner);
    dropIfIdle(owner);
}

void Relay::move(GameId game, quint8 from, quint8 to)
{
    Q_ASSERT(from < kIndices && to < kIndices);
    const auto found = m_matches.find(game);
    if (found == m_matches.end() || !found->second.places[from] || from == to)
        return;
    const AssociationId association = found->second.places[from]->id;
    map(game, to, association);
}

void Relay::leavePlace(Party &party)
{
    if (!party.match)
        return;
    Match &match = *std::exchange(party.match, nullptr);
    match.places[party.index] = nullptr;
    if (std::all_of(match.places.begin(), match.places.end(), [](const Party *holder) { return holder == nullptr; }))
        m_matches.erase(GameId {match.game});
}

bool Relay::hasLiveTunnel(const AssociationId &association) const
{
    const Tunnel *tunnel = find(association);
    return tunnel && tunnel->m_outlet.canDeliver();
}

// --- time

std::optional<CloseCause> Relay::overdue(const Party &party, base::MonotonicTime now)
{
    const Tunnel &tunnel = *party.tunnel;
    if (tunnel.m_form == Form::Local)
        return std::nullopt;
    // An HTTP client from before the keep-alives were answered is silent between matches: there the connection decides.
    const bool mustBeHeard = tunnel.m_form == Form::Udp || tunnel.m_answeredKeepAlive;
    if (mustBeHeard && now - tunnel.m_heardAt >= base::kTunnelSilenceMax)
        return CloseCause::Silent;
    if (party.connections.empty() && now - party.usedAt >= base::kTunnelUnusedMax)
        return CloseCause::Unused;
    return std::nullopt;
}

void Relay::round(base::MonotonicTime now)
{
    std::vector<std::pair<AssociationId, CloseCause>> over; // closing one takes it out of m_parties
    for (auto &[id, party] : m_parties) {
        if (!party.tunnel)
            continue;
        if (const auto cause = overdue(party, now))
            over.emplace_back(id, *cause);
        else if (now >= party.tunnel->m_keepAliveDue)
            party.tunnel->sendKeepAlive(now);
    }
    for (const auto &[id, cause] : over) {
        const auto found = m_parties.find(id);
        if (found == m_parties.end() || !found->second.tunnel)
            continue; // an outlet that was told has closed this one
        drop(found->second, cause);
        dropIfIdle(found->second);
    }
}

// --- parties

Tunnel *Relay::find(const AssociationId &association) const
{
    const Party *owner = known(association);
    return owner ? owner->tunnel.get() : nullptr;
}

std::vector<PartyView> Relay::parties() const
{
    std::vector<PartyView> views;
    views.reserve(m_parties.size());
    for (const auto &[id, party] : m_parties) {
        PartyView view {.association = id};
        if (const Tunnel *tunnel = party.tunnel.get()) {
            view.form = tunnel->m_form;
            view.isLive = tunnel->m_outlet.canDeliver();
            view.roundTrip = tunnel->m_roundTrip;
            view.counters = tunnel->m_counters;
        }
        if (party.match) {
            view.game = party.match->game;
            view.index = party.index;
        }
        views.push_back(view);
    }
    return views;
}

Party &Relay::party(const AssociationId &association)
{
    return m_parties.try_emplace(association, Party {.id = association}).first->second;
}

const Party *Relay::known(const AssociationId &association) const
{
    const auto found = m_parties.find(association);
    return found == m_parties.end() ? nullptr : &found->second;
}

void Relay::dropIfIdle(Party &party)
{
    if (!party.tunnel && !party.match && party.connections.empty())
        m_parties.erase(AssociationId {party.id});
}

} // namespace tunnel
