#include <core/session/commands/util/services.h>

namespace session::util {

TelemetryGroup TelemetryGroup::of(const Settings &settings, ContentSource &content)
{
    TelemetryGroup group;
    group.disabledCountries = content.telemetryDisabledCountries();
    group.port = settings.telemetryPort;
    group.key = content.telemetryKey();
    return group;
}

TelemetryServerHandler::TelemetryServerHandler(const Settings &settings, ContentSource &content)
    : m_response {TelemetryGroup::of(settings, content)}
{}

void TelemetryServerHandler::operator()(const blaze::Empty & /*request*/, blaze::Context & /*context*/,
                                        blaze::Reply<TelemetryServerResponse> reply)
{
    reply.ok(m_response);
}

void TickerServerHandler::operator()(const blaze::Empty & /*request*/, blaze::Context & /*context*/,
                                     blaze::Reply<TickerServerResponse> reply)
{
    reply.ok({});
}

} // namespace session::util
