#include <core/game/commands/getgamedatafromid.h>

namespace game {

ListedGame ListedGame::of(const Game &game, bool relayed)
{
    const GamePlayer &host = game.host();
    ListedGame listed;
    listed.admins = playerIds(game);
    listed.attributes = game.attributes();
    listed.id = game.id();
    listed.name = host.name;
    listed.settings = game.settings;
    listed.state = game.state;
    listed.hostAddress = hostAddressOf(game, relayed);
    listed.host = host.id;
    listed.topology = relayed ? 1 : 0;
    listed.playerCounts = {static_cast<quint32>(game.players().size()), 0};
    return listed;
}

void GetGameDataFromIdHandler::operator()(const GetGameDataRequest &request, blaze::Context & /*context*/,
                                          blaze::Reply<GetGameDataResponse> reply)
{
    if (request.games.isEmpty())
        return reply.fail(blaze::Error::System);
    GetGameDataResponse response;
    for (const GameId id : request.games) {
        if (const Game *game = m_games.game(id))
            response.games.append(ListedGame::of(*game, m_games.isRelayed(*game)));
    }
    if (response.games.isEmpty())
        return reply.fail(blaze::Error::InvalidGameId);
    reply.ok(response);
}

} // namespace game
