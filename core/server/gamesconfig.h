#pragma once
// The members of the configuration that are about games: `migration`, `join_timeout_s`, `matchmaking`, `strict_host`
// and `tunnel_require`. Values, any thread.

#include <core/base/jsonreader.h>
#include <core/game/settings.h>

#include <QJsonObject>

namespace server {

// Members of the outermost object; those missing leave their setting alone.
void readGames(base::JsonReader &reader, game::Settings &games);
void writeGames(QJsonObject &object, const game::Settings &games);

} // namespace server
