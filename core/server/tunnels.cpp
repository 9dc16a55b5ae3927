#include <core/server/tunnels.h>

#include <QLoggingCategory>

#include <algorithm>

namespace server {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logTunnels, "app.server.tunnels", QtInfoMsg)

constexpr std::chrono::seconds kSaveUnchangedPeriod {60};

tunnel::RelayLimits limitsOf(const LimitsConfig &config)
{
    tunnel::RelayLimits limits;
    limits.budget.packetsPerSecond = config.tunnelPacketsPerSecond;
    limits.budget.bitsPerSecond = config.tunnelBitsPerSecond;
    limits.tunnelsMax = static_cast<std::size_t>(config.tunnels);
    // Who raises the rate means the bursts too: half a second and two seconds of it, as with the built-in figures.
    limits.budget.packetsBurst = std::max<double>(base::kTunnelPacketsBurst, config.tunnelPacketsPerSecond / 2.0);
    limits.budget.bytesBurst = std::max<double>(base::kTunnelBytesBurst, config.tunnelBitsPerSecond / 8.0 * 2.0);
    return limits;
}

} // namespace

Tunnels::Tunnels(const TunnelSurroundings &surroundings)
    : m_surroundings(surroundings)
    , m_relay(limitsOf(surroundings.config.limits))
    , m_store(surroundings.file)
    , m_roundTimer(surroundings.network)
{
    surroundings.random.fill(m_localAssociation.bytes);
    m_relay.setOpenedCallback([this] {
        if (!m_roundTimer.isActive())
            m_roundTimer.start(base::kTunnelRoundPeriod, [this] { round(); });
    });
}

Tunnels::~Tunnels()
{
    if (m_udp)
        save();
    // Streams and socket close their tunnels at the relay, which goes after them.
    m_streams.clear();
    m_udp.reset();
}

void Tunnels::listen()
{
    const Config &config = m_surroundings.config;
    if (config.tunnel == TunnelMode::Disabled || !config.udpTunnel.enabled)
        return;
    auto udp = std::make_unique<tunnel::UdpServer>(
        m_relay, m_surroundings.network, m_surroundings.clock, m_surroundings.random,
        [&tokens = m_surroundings.tokens](QByteArrayView token) { return tokens.verifyAssociation(token); });
    if (const auto bound = udp->bind(config.host, config.udpTunnel.port); !bound) {
        qCWarning(logTunnels).noquote() << "no UDP tunnel: port" << config.udpTunnel.port
                                        << "cannot be had:" << bound.error().detail;
        return;
    }
    m_udp = std::move(udp);
    qCInfo(logTunnels) << "UDP tunnels on port" << m_udp->port();
    restore();
}

std::optional<quint16> Tunnels::announcedPort() const
{
    if (!m_udp)
        return std::nullopt;
    return m_surroundings.config.udpTunnel.externalPort.value_or(m_udp->port());
}

// Checked in this order: token, which may be bad without any answer yet; upgrade; then whether there was a good token.
void Tunnels::addTo(http::Router &router)
{
    router.add(http::Route<> {
        .path = "/api/server/tunnel",
        .handler =
            [this](const auto &call, http::Responder responder) {
                const http::RequestHead &head = call.request.head;
                const auto token = head.headers.first("x-association");
                const auto association =
                    token ? m_surroundings.tokens.verifyAssociation(*token) : std::optional<session::AssociationId>();
                if (head.method == http::Method::Head)
                    return responder.send(http::Response::text(405, u"Only GET can be upgraded"_s));
                if (!head.wantsUpgrade())
                    return responder.send(http::Response::text(426, u"Connection upgrade required"_s));
                if (!association)
                    return responder.send(http::Response::text(400, u"Missing association token"_s));
                responder.upgrade(
                    "tunnel", [this, association = *association](net::StreamPtr stream, const QByteArray &leftover) {
                        accept(association, std::move(stream), leftover);
                    });
            },
    });
}

void Tunnels::accept(const session::AssociationId &association, net::StreamPtr stream, const QByteArray &leftover)
{
    auto made = std::make_unique<tunnel::HttpTunnel>(m_relay, m_surroundings.clock, std::move(stream),
                                                     [this](tunnel::HttpTunnel &ended) { m_streams.erase(&ended); });
    tunnel::HttpTunnel &added = *made;
    m_streams.emplace(&added, std::move(made));
    if (added.begin(association, base::asBytes(QByteArrayView(leftover))))
        return;
    if (const auto swallowed = m_log.admit(u"refused"_s, m_surroundings.clock.now()))
        qCInfo(logTunnels).nospace() << "a tunnel was refused: there are " << m_relay.tunnelsOpen() << " ("
                                     << *swallowed << " more left out)";
}

void Tunnels::end()
{
    m_roundTimer.stop();
    for (const auto &[address, stream] : m_streams)
        stream->end();
}

// --- game connections

void Tunnels::gameConnected(const session::Arrival &arrival)
{
    if (arrival.association)
        m_relay.connectionOpened(*arrival.association, arrival.source, m_surroundings.clock.now());
}

void Tunnels::gameDisconnected(const session::Arrival &arrival)
{
    if (arrival.association)
        m_relay.connectionClosed(*arrival.association, arrival.source, m_surroundings.clock.now());
}

std::unique_ptr<tunnel::Link> Tunnels::openLocal(tunnel::LinkHandler &handler)
{
    return tunnel::LocalTunnel::open(m_relay, m_localAssociation, m_surroundings.network, m_surroundings.clock,
                                     handler);
}

// --- game::TunnelDirectory

bool Tunnels::hasLiveTunnel(const session::AssociationId &association) const
{
    return m_relay.hasLiveTunnel(association);
}

void Tunnels::map(base::GameId game, int index, const session::AssociationId &association)
{
    m_relay.map(game, static_cast<quint8>(index), association);
}

void Tunnels::unmap(base::GameId game, int index, const session::AssociationId &association)
{
    m_relay.unmap(game, static_cast<quint8>(index), association);
}

void Tunnels::move(base::GameId game, int from, int to)
{
    m_relay.move(game, static_cast<quint8>(from), static_cast<quint8>(to));
}

// --- time

void Tunnels::round()
{
    m_relay.round(m_surroundings.clock.now());
    if (m_udp && m_surroundings.clock.now() - m_lookedAt >= base::kTunnelSavePeriod)
        save();
    if (m_relay.tunnelsOpen() > 0)
        m_roundTimer.start(base::kTunnelRoundPeriod, [this] { round(); });
}

void Tunnels::restore()
{
    const auto saved = m_store.load();
    // Behind another port the old addresses would not know us.
    if (!saved || saved->port != m_udp->port())
        return;
    const auto age = std::chrono::seconds(m_surroundings.clock.unixSeconds() - saved->savedAt);
    if (age < std::chrono::seconds(0) || age > base::kTunnelNudgeMax)
        return;
    std::size_t restored = 0;
    for (const tunnel::SavedTunnel &one : saved->tunnels) {
        if (age <= base::kTunnelRestoreMax && m_udp->tunnels().restore(one, m_surroundings.clock.now()))
            ++restored;
        else
            m_udp->tunnels().nudge(one.address); // published clients ask again then
    }
    if (!saved->tunnels.empty())
        qCInfo(logTunnels) << "going on with" << restored << "of" << saved->tunnels.size() << "tunnels";
}

void Tunnels::save()
{
    auto tunnels = m_udp->tunnels().saved();
    const base::MonotonicTime now = m_surroundings.clock.now();
    m_lookedAt = now;
    // The same again only so often that the file does not look old after a crash.
    if (tunnels == m_lastSaved && (tunnels.empty() || now - m_savedAt < kSaveUnchangedPeriod))
        return;
    m_savedAt = now;
    m_lastSaved = tunnels;
    m_store.save({m_udp->port(), m_surroundings.clock.unixSeconds(), std::move(tunnels)});
}

} // namespace server
