#include <core/tunnel/udptunnels.h>

namespace tunnel {

class UdpTunnels::Entry final : public Outlet
{
public:
    Entry(UdpTunnels &owner, const SavedTunnel &saved)
        : m_owner(owner)
        , m_saved(saved)
        , m_proven(saved.address.isLoopback())
    {}

    int sendFrame(quint8 from, ByteView payload) override
    {
        if (payload.size() > base::kTunnelDatagramPayloadMax || !canDeliver())
            return 1;
        const auto head = forwardHead(m_saved.id, from, payload.size());
        m_owner.m_wire.send(head, payload, m_saved.address);
        return 0;
    }
    [[nodiscard]] bool canDeliver() const override
    {
        if (m_restored)
            return false;
        if (m_proven)
            return true;
        const auto ipv4 = m_saved.address.ipv4();
        return ipv4 && m_owner.m_relay.hasConnectionFrom(m_saved.association, *ipv4);
    }
    void sendKeepAlive() override { m_owner.m_wire.send(keepAliveMessage(m_saved.id), {}, m_saved.address); }
    void closed(CloseCause cause) override
    {
        if (cause == CloseCause::Silent && (m_proven || m_restored))
            m_owner.noteLost(m_saved);
        m_owner.forget(*this); // destroys this
    }

    // Something came with our id. False: not from where it may come.
    [[nodiscard]] bool admit(const net::SocketAddress &from, base::MonotonicTime now)
    {
        if (from != m_saved.address) {
            if (!from.isSameHost(m_saved.address) && now - tunnel->heardAt() < base::kTunnelMoveSilence)
                return false;
            m_saved.address = from;
            ++m_owner.m_counters.moved;
        }
        m_proven = true;
        m_restored = false;
        return true;
    }
    void setRestored() { m_restored = true; }
    [[nodiscard]] const SavedTunnel &saved() const noexcept { return m_saved; }

    Tunnel *tunnel = nullptr;

private:
    UdpTunnels &m_owner;
    SavedTunnel m_saved;
    bool m_proven;
    bool m_restored = false; // and not heard since
};

UdpTunnels::UdpTunnels(Relay &relay, DatagramWire &wire, base::Random &random, Verify verify, AsksCounted counted)
    : m_relay(relay)
    , m_wire(wire)
    , m_verify(std::move(verify))
    , m_ids(random)
    , m_asks(counted)
{}

UdpTunnels::~UdpTunnels()
{
    for (const auto &[id, entry] : m_byId)
        m_relay.close(*entry->tunnel, m_now);
}

void UdpTunnels::receive(ByteView datagram, const net::SocketAddress &from, base::MonotonicTime now)
{
    m_now = now;
    const auto message = readDatagram(datagram);
    if (!message) {
        ++m_counters.malformed;
        return;
    }
    const bool asks = message->type == MessageType::Initiate;
    if (message->type == MessageType::Initiated || asks != (message->id == kNoTunnelId)) {
        ++m_counters.wrongDirection;
        return;
    }
    if (asks)
        return initiate(*message, from, now);
    const auto found = m_byId.find(message->id);
    if (found == m_byId.end()) {
        ++m_counters.unknownId;
        if (const auto lost = m_lost.find(message->id); lost != m_lost.end() && lost->second.was.address == from)
            remind(lost->second);
        return;
    }
    Entry &entry = *found->second;
    if (!entry.admit(from, now)) {
        ++m_counters.foreignAddress;
        return;
    }
    if (message->type == MessageType::Forward)
        m_relay.receive(*entry.tunnel, message->index, message->payload, now);
    else
        m_relay.receiveKeepAlive(*entry.tunnel, now);
}

void UdpTunnels::initiate(const Message &message, const net::SocketAddress &from, base::MonotonicTime now)
{
    // The budget first: checking a signature is what costs something.
    if (!m_asks.take(from, now)) {
        ++m_counters.asksOverBudget;
        return;
    }
    const auto association =
        message.token.size() <= base::kTunnelTokenMax ? m_verify(base::asChars(message.token)) : std::nullopt;
    if (!association) {
        ++m_counters.tokensRefused;
        return;
    }
    const auto known = m_byAssociation.find(*association);
    Entry *entry = known == m_byAssociation.end() ? nullptr : known->second;
    if (entry && entry->saved().address == from) {
        m_relay.hear(*entry->tunnel, now); // our answer was lost or late: the same again
    } else {
        // From another port it is another socket, and the id of the old one must not work there any more.
        entry = mayOpen(*association, from, now)
                    ? add(m_ids.take([this](TunnelId id) { return m_byId.contains(id); }, now), *association, from, now)
                    : nullptr;
        if (!entry) {
            ++m_counters.asksRefused;
            return;
        }
        ++m_counters.granted;
    }
    m_wire.send(initiatedMessage(entry->saved().id), {}, from);
}

bool UdpTunnels::mayOpen(const AssociationId &association, const net::SocketAddress &from,
                         base::MonotonicTime now) const
{
    const Tunnel *live = m_relay.find(association);
    if (!live || m_relay.isSessionGone(association) || now - live->heardAt() >= base::kTunnelMoveSilence)
        return true;
    if (const auto known = m_byAssociation.find(association); known != m_byAssociation.end())
        return from.isSameHost(known->second->saved().address);
    // A tunnel of another form may come through a proxy: the game connection tells where its client is.
    const auto ipv4 = from.ipv4();
    return live->form() == Form::Http &&
           (!m_relay.hasConnection(association) || (ipv4 && m_relay.hasConnectionFrom(association, *ipv4)));
}

UdpTunnels::Entry *UdpTunnels::add(TunnelId id, const AssociationId &association, const net::SocketAddress &address,
                                   base::MonotonicTime now)
{
    auto entry = std::make_unique<Entry>(*this, SavedTunnel {id, association, address});
    Tunnel *opened = m_relay.open(association, Form::Udp, *entry, now); // closes the entry it takes over from
    if (!opened)
        return nullptr;
    entry->tunnel = opened;
    m_byAssociation[association] = entry.get();
    return m_byId.emplace(id, std::move(entry)).first->second.get();
}

void UdpTunnels::forget(Entry &entry)
{
    const TunnelId id = entry.saved().id;
    m_ids.release(id, m_now);
    m_byAssociation.erase(entry.saved().association);
    m_byId.erase(id);
}

void UdpTunnels::noteLost(const SavedTunnel &was)
{
    std::erase_if(m_lost, [this](const auto &entry) { return entry.second.until <= m_now; });
    if (m_lost.size() >= static_cast<std::size_t>(base::kTunnelsMax))
        m_lost.erase(m_lost.begin()); // any: they are all as good
    m_lost.insert_or_assign(was.id, Lost {.was = was, .until = m_now + base::kTunnelIdRest});
}

void UdpTunnels::remind(Lost &lost)
{
    const bool justDone = lost.remindedAt && m_now - *lost.remindedAt < base::kTunnelRemindPause;
    if (justDone || m_now >= lost.until || m_relay.find(lost.was.association))
        return;
    lost.remindedAt = m_now;
    nudge(lost.was.address);
}

void UdpTunnels::remind(const AssociationId &association, base::MonotonicTime now)
{
    m_now = now;
    for (auto &[id, lost] : m_lost) {
        if (lost.was.association == association)
            remind(lost);
    }
}

std::vector<SavedTunnel> UdpTunnels::saved() const
{
    std::vector<SavedTunnel> all;
    all.reserve(m_byId.size());
    for (const auto &[id, entry] : m_byId)
        all.push_back(entry->saved());
    return all;
}

bool UdpTunnels::restore(const SavedTunnel &saved, base::MonotonicTime now)
{
    m_now = now;
    if (saved.id == kNoTunnelId || m_byId.contains(saved.id) || m_relay.find(saved.association))
        return false;
    Entry *entry = add(saved.id, saved.association, saved.address, now);
    if (entry)
        entry->setRestored();
    return entry != nullptr;
}

void UdpTunnels::nudge(const net::SocketAddress &address)
{
    constexpr std::array<std::byte, 1> kUnreadable {};
    m_wire.send(kUnreadable, {}, address);
}

} // namespace tunnel
