#pragma once
// How the player can be reached, as the game has measured it; completed by what only the server sees. Without a login
// nothing happens. Subscribers are told, the player itself after PostAuth.

#include <core/session/session.h>
#include <core/session/settings.h>

namespace session::usersessions {

struct UpdateNetworkInfoRequest
{
    AddressUnion address;
    QList<std::pair<QByteArray, quint32>> latencies; // milliseconds by ping site; 0x0FFF0FFF = no answer
    QosData qos;

    static constexpr auto tdfFields()
    {
        return tdf::fields(
            tdf::field<"ADDR">(&UpdateNetworkInfoRequest::address),
            tdf::field<"NLMP">(&UpdateNetworkInfoRequest::latencies, tdf::lenient, tdf::maxCount(base::kPingSitesMax)),
            tdf::field<"NQOS">(&UpdateNetworkInfoRequest::qos));
    }
};

inline constexpr blaze::Command<UpdateNetworkInfoRequest, blaze::Empty> updateNetworkInfo {
    .component = blaze::Component::UserSessions,
    .id = 0x14,
    .name = "usersessions.updateNetworkInfo",
};

class UpdateNetworkInfoHandler
{
public:
    explicit UpdateNetworkInfoHandler(Settings settings);
    void operator()(const UpdateNetworkInfoRequest &request, blaze::Context &context, blaze::Reply<blaze::Empty> reply);

private:
    Settings m_settings;
};

} // namespace session::usersessions
