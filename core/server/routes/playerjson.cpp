#include <core/server/routes/playerjson.h>

namespace server {

using namespace Qt::StringLiterals;
using storage::PlayerRole;

QString roleWord(PlayerRole role)
{
    switch (role) {
    case PlayerRole::Default:
        return u"Default"_s;
    case PlayerRole::Admin:
        return u"Admin"_s;
    case PlayerRole::SuperAdmin:
        return u"SuperAdmin"_s;
    }
    Q_UNREACHABLE();
}

std::optional<PlayerRole> roleFrom(QStringView word)
{
    for (const PlayerRole role : {PlayerRole::Default, PlayerRole::Admin, PlayerRole::SuperAdmin}) {
        if (word == roleWord(role))
            return role;
    }
    return std::nullopt;
}

QJsonObject playerJson(const storage::PlayerRecord &player)
{
    return {{u"id"_s, static_cast<qint64>(base::number(player.id))},
            {u"email"_s, player.email},
            {u"display_name"_s, player.displayName},
            {u"role"_s, roleWord(player.role)},
            {u"last_login_at"_s,
             player.lastLoginAt ? QJsonValue(storage::toZuluText(*player.lastLoginAt)) : QJsonValue(QJsonValue::Null)}};
}

} // namespace server
