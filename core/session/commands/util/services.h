#pragma once
// Where the game finds its telemetry and ticker services: two groups, each with a command of its own and both part of
// PostAuth. Telemetry stays on the player's computer; nothing listens behind the ticker's address.

#include <core/blaze/command.h>
#include <core/blaze/connection.h>
#include <core/session/ports.h>
#include <core/session/settings.h>
#include <core/tdf/codec.h>

namespace session::util {

struct TelemetryGroup
{
    QByteArray address = QByteArrayLiteral("127.0.0.1");
    quint8 anonymous = 0;
    QByteArray disabledCountries;
    QByteArray filter = QByteArrayLiteral("-UION/****");
    quint32 locale = 0x656E4E5A; // enNZ
    QByteArray noToggleCountries = QByteArrayLiteral("US,CA,MX");
    quint16 port = 0;
    quint32 sendDelayMs = 15'000;
    QByteArray session = QByteArrayLiteral("pcwdjtOCVpD");
    QByteArray key;
    quint32 sendPercent = 75;
    QByteArray sendTime;

    static constexpr auto tdfFields()
    {
        return tdf::fields(
            tdf::field<"ADRS">(&TelemetryGroup::address), tdf::field<"ANON">(&TelemetryGroup::anonymous),
            tdf::field<"DISA">(&TelemetryGroup::disabledCountries), tdf::field<"FILT">(&TelemetryGroup::filter),
            tdf::field<"LOC">(&TelemetryGroup::locale), tdf::field<"NOOK">(&TelemetryGroup::noToggleCountries),
            tdf::field<"PORT">(&TelemetryGroup::port), tdf::field<"SDLY">(&TelemetryGroup::sendDelayMs),
            tdf::field<"SESS">(&TelemetryGroup::session), tdf::field<"SKEY">(&TelemetryGroup::key),
            tdf::field<"SPCT">(&TelemetryGroup::sendPercent), tdf::field<"STIM">(&TelemetryGroup::sendTime));
    }
    [[nodiscard]] static TelemetryGroup of(const Settings &settings, ContentSource &content);
};

struct TickerGroup
{
    QByteArray address = QByteArrayLiteral("127.0.0.1");
    quint16 port = 8999;
    QByteArray key = QByteArrayLiteral("1,10.23.15.2:8999,masseffect-3-pc,10,50,50,50,50,0,12");

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"ADRS">(&TickerGroup::address), tdf::field<"PORT">(&TickerGroup::port),
                           tdf::field<"SKEY">(&TickerGroup::key));
    }
};

struct TelemetryServerResponse
{
    TelemetryGroup telemetry;

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"TELE">(&TelemetryServerResponse::telemetry)); }
};

struct TickerServerResponse
{
    TickerGroup ticker;

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"TICK">(&TickerServerResponse::ticker)); }
};

inline constexpr blaze::Command<blaze::Empty, TelemetryServerResponse> getTelemetryServer {
    .component = blaze::Component::Util,
    .id = 0x5,
    .name = "util.getTelemetryServer",
};
inline constexpr blaze::Command<blaze::Empty, TickerServerResponse> getTickerServer {
    .component = blaze::Component::Util,
    .id = 0x6,
    .name = "util.getTickerServer",
};

class TelemetryServerHandler
{
public:
    TelemetryServerHandler(const Settings &settings, ContentSource &content);
    void operator()(const blaze::Empty &request, blaze::Context &context, blaze::Reply<TelemetryServerResponse> reply);

private:
    TelemetryServerResponse m_response;
};

class TickerServerHandler
{
public:
    void operator()(const blaze::Empty &request, blaze::Context &context, blaze::Reply<TickerServerResponse> reply);
};

} // namespace session::util
