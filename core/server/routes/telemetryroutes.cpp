#include <core/server/routes/telemetryroutes.h>

#include <core/server/routes/answers.h>
#include <core/server/routes/budgetaddress.h>

namespace server {

using namespace Qt::StringLiterals;
using http::Responder;
using http::Response;

namespace {

struct TelemetryBody
{
    TelemetryPairs values;
    static void read(http::JsonReader &in, TelemetryBody &out)
    {
        QJsonArray values;
        in.array(u"values"_s, values);
        for (const QJsonValue value : values) {
            const QJsonArray pair = value.toArray();
            if (pair.size() != 2 || !pair[0].isString() || !pair[1].isString())
                return in.fail(u"invalid type of field `values`: expected pairs of strings"_s);
            out.values.emplaceBack(pair[0].toString(), pair[1].toString());
        }
    }
};

} // namespace

TelemetryRoutes::TelemetryRoutes(TelemetryIntake &intake, const session::Tokens &tokens, const base::Clock &clock,
                                 const BudgetSizes &budget, http::ProxyMode proxyMode)
    : m_intake(intake)
    , m_tokens(tokens)
    , m_clock(clock)
    , m_budget(budget)
    , m_proxyMode(proxyMode)
{}

void TelemetryRoutes::addTo(http::Router &router)
{
    router.add(http::Route<http::NoQuery, TelemetryBody> {
        .method = http::Method::Post,
        .path = "/api/server/telemetry",
        .access =
            [this](const http::Request &request, auto done) {
                if (m_budget.take({.account = {}, .from = budgetAddress(request, m_proxyMode)}, m_clock.now()))
                    done(std::any());
                else
                    done(base::failure(tooManyTries()));
            },
        .bodyMax = base::kTelemetryBodyMax,
        .handler =
            [this](const auto &call, Responder responder) {
                const auto token = call.request.head.headers.first("x-association");
                m_intake.take(call.body.values, token ? m_tokens.verifyAssociation(*token) : std::nullopt);
                responder.send(Response::empty(200));
            },
    });
}

} // namespace server
