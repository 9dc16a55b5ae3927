#include <core/session/userdata.h>

namespace session {

ExtendedData ExtendedData::of(const NetworkData &network, std::optional<base::GameId> game)
{
    ExtendedData data;
    data.address = network.address;
    data.hardwareFlags = network.hardwareFlags;
    data.latencies = network.latencies;
    data.qos = network.qos;
    if (game) {
        constexpr tdf::ObjectType gameType {.component = static_cast<quint16>(blaze::Component::GameManager),
                                            .entity = blaze::kEntityDefault};
        data.games = QList<tdf::ObjectId> {{.type = gameType, .id = base::number(*game)}};
    }
    return data;
}

UserIdentification UserIdentification::of(base::PlayerId id, const QString &name)
{
    UserIdentification user;
    user.account = id;
    user.id = id;
    user.name = name;
    return user;
}

} // namespace session
