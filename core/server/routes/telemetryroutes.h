#pragma once
// POST /api/server/telemetry { "values": [["KEY", "value"], …] }, open to everybody: what connectors hand on of their
// games. 200 without a body; 429 beyond the budget of an address, before the body is read; 413 above
// kTelemetryBodyMax. The header x-association names the game connection it belongs to; published connectors send none.
// Network thread.

#include <core/http/clientaddress.h>
#include <core/http/router.h>
#include <core/server/loginbudget.h>
#include <core/server/telemetryintake.h>
#include <core/session/tokens.h>

namespace server {

class TelemetryRoutes
{
public:
    // All outlive the routes.
    TelemetryRoutes(TelemetryIntake &intake, const session::Tokens &tokens, const base::Clock &clock,
                    const BudgetSizes &budget, http::ProxyMode proxyMode);
    TelemetryRoutes(const TelemetryRoutes &) = delete;
    TelemetryRoutes &operator=(const TelemetryRoutes &) = delete;

    void addTo(http::Router &router);

private:
    TelemetryIntake &m_intake;
    const session::Tokens &m_tokens;
    const base::Clock &m_clock;
    LoginBudget m_budget;
    http::ProxyMode m_proxyMode;
};

} // namespace server
