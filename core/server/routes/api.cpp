#include <core/server/routes/api.h>

namespace server {

Api::Api(const Parts &parts)
    : m_players(parts.storage)
    , m_data(parts.storage)
    , m_boards(parts.storage)
    , m_reports(parts.storage)
    , m_galaxy(parts.storage)
    , m_events(parts.storage)
    , m_access(parts.tokens, m_players, parts.config.api.accessTokens)
    , m_changes(parts.accounts, m_players, parts.presence)
    , m_intake(m_events, parts.presence, parts.clock)
    , m_auth({.accounts = parts.accounts,
              .players = m_players,
              .presence = parts.presence,
              .tokens = parts.tokens,
              .clock = parts.clock,
              .random = parts.random,
              .config = parts.config})
    , m_self(m_access, parts.accounts, m_changes, parts.config.proxyMode())
    , m_playerRoutes(
          {.access = m_access, .players = m_players, .galaxy = m_galaxy, .changes = m_changes, .clock = parts.clock})
    , m_dataRoutes(m_access, m_players, m_data)
    , m_leaderboards(m_boards)
    , m_gameRoutes(m_access, GameAccess(parts.config.api), parts.games)
    , m_reportRoutes(m_access, GameAccess(parts.config.api), m_reports)
    , m_telemetry(m_intake, parts.tokens, parts.clock, parts.config.limits.telemetryBudget(), parts.config.proxyMode())
    , m_log(m_access, parts.files, parts.logFolder)
{}

void Api::addTo(http::Router &router)
{
    m_auth.addTo(router);
    m_self.addTo(router);
    m_playerRoutes.addTo(router);
    m_dataRoutes.addTo(router);
    m_leaderboards.addTo(router);
    m_gameRoutes.addTo(router);
    m_reportRoutes.addTo(router);
    m_telemetry.addTo(router);
    m_log.addTo(router);
}

} // namespace server
