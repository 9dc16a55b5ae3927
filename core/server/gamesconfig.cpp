#include <core/server/gamesconfig.h>

#include <core/base/limits.h>

namespace server {

using namespace Qt::StringLiterals;

namespace {

void readSeconds(base::JsonReader &reader, const QString &name, std::chrono::seconds &seconds, qint64 least)
{
    qint64 number = seconds.count();
    reader.number(name, number, least, base::kConfigGameSecondsMax);
    seconds = std::chrono::seconds(number);
}

void readMigration(base::JsonReader reader, game::Settings &games)
{
    reader.word(u"mode"_s, games.migration,
                {{u"staged"_s, game::MigrationMode::Staged}, {u"instant"_s, game::MigrationMode::Instant}});
    readSeconds(reader, u"timeout_s"_s, games.migrationTimeout, 1);
    reader.finish();
}

void readMatchmaking(base::JsonReader reader, game::MatchmakingSettings &matchmaking)
{
    reader.flag(u"ignore_settings"_s, matchmaking.ignoreSettings);
    reader.flag(u"phase_filter"_s, matchmaking.phaseFilter);
    readSeconds(reader, u"status_interval_s"_s, matchmaking.statusInterval, 0);
    readSeconds(reader, u"new_game_delay_s"_s, matchmaking.newGameDelay, 0);
    reader.finish();
}

QJsonValue number(std::chrono::seconds seconds)
{
    return static_cast<qint64>(seconds.count());
}

} // namespace

void readGames(base::JsonReader &reader, game::Settings &games)
{
    readMigration(reader.object(u"migration"_s), games);
    readSeconds(reader, u"join_timeout_s"_s, games.joinTimeout, 0);
    readMatchmaking(reader.object(u"matchmaking"_s), games.matchmaking);
    reader.flag(u"strict_host"_s, games.strictHost);
    reader.flag(u"tunnel_require"_s, games.tunnelRequired);
}

void writeGames(QJsonObject &object, const game::Settings &games)
{
    const bool staged = games.migration == game::MigrationMode::Staged;
    object.insert(u"migration"_s, QJsonObject {{u"mode"_s, staged ? u"staged"_s : u"instant"_s},
                                               {u"timeout_s"_s, number(games.migrationTimeout)}});
    object.insert(u"join_timeout_s"_s, number(games.joinTimeout));
    object.insert(u"matchmaking"_s, QJsonObject {{u"ignore_settings"_s, games.matchmaking.ignoreSettings},
                                                 {u"phase_filter"_s, games.matchmaking.phaseFilter},
                                                 {u"status_interval_s"_s, number(games.matchmaking.statusInterval)},
                                                 {u"new_game_delay_s"_s, number(games.matchmaking.newGameDelay)}});
    object.insert(u"strict_host"_s, games.strictHost);
    object.insert(u"tunnel_require"_s, games.tunnelRequired);
}

} // namespace server
