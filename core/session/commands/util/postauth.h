#pragma once
// The game is past its login screens. Order on the wire: this response, then userAdded and userUpdated of the own
// player: from here on the session is subscribed to itself. Asked again, it tells again.

#include <core/session/commands/util/services.h>
#include <core/session/presence.h>

namespace session::util {

struct PlayerSyncGroup
{
    QByteArray address = QByteArrayLiteral("playersyncservice.ea.com");
    tdf::Blob signature;
    QByteArray project = QByteArrayLiteral("303107");
    quint16 port = 443;
    quint32 reports = 15; // purchases 1, friends 2, achievements 4, consumables 8
    quint32 titleId = 0;

    static constexpr auto tdfFields()
    {
        return tdf::fields(
            tdf::field<"ADRS">(&PlayerSyncGroup::address), tdf::field<"CSIG">(&PlayerSyncGroup::signature),
            tdf::field<"PJID">(&PlayerSyncGroup::project), tdf::field<"PORT">(&PlayerSyncGroup::port),
            tdf::field<"RPRT">(&PlayerSyncGroup::reports), tdf::field<"TIID">(&PlayerSyncGroup::titleId));
    }
};

struct UserOptionsGroup
{
    quint32 telemetryOption = 1;
    base::PlayerId user {};

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"TMOP">(&UserOptionsGroup::telemetryOption),
                           tdf::field<"UID">(&UserOptionsGroup::user));
    }
};

struct PostAuthResponse
{
    PlayerSyncGroup playerSync;
    TelemetryGroup telemetry;
    TickerGroup ticker;
    UserOptionsGroup options;

    static constexpr auto tdfFields()
    {
        return tdf::fields(
            tdf::field<"PSS">(&PostAuthResponse::playerSync), tdf::field<"TELE">(&PostAuthResponse::telemetry),
            tdf::field<"TICK">(&PostAuthResponse::ticker), tdf::field<"UROP">(&PostAuthResponse::options));
    }
};

inline constexpr blaze::Command<blaze::Empty, PostAuthResponse> postAuth {
    .component = blaze::Component::Util,
    .id = 0x8,
    .name = "util.postAuth",
    .access = blaze::Access::Player,
};

class PostAuthHandler
{
public:
    PostAuthHandler(Presence &presence, const Settings &settings, ContentSource &content);
    void operator()(const blaze::Empty &request, blaze::Context &context, blaze::Reply<PostAuthResponse> reply);

private:
    Presence &m_presence;
    PostAuthResponse m_response;
};

} // namespace session::util
