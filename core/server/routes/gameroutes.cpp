#include <core/server/routes/gameroutes.h>

#include <core/server/routes/pagequery.h>

namespace server {

using namespace Qt::StringLiterals;
using http::NoBody;
using http::NoQuery;
using http::Responder;
using http::Response;

namespace {

using GamesQuery = PageQuery<quint64, 20>;

struct GamePath // {id}
{
    base::GameId id {};
    static void read(http::PathReader &in, GamePath &out)
    {
        quint32 number = 0;
        in.number("id", number);
        out.id = static_cast<base::GameId>(number);
    }
};

} // namespace

GameRoutes::GameRoutes(ApiAccess &access, GameAccess gameAccess, const game::GameCatalogue &games)
    : m_access(access)
    , m_gameAccess(gameAccess)
    , m_games(games)
{}

GamePlayers GameRoutes::playersFor(const http::Request &request) const
{
    if (m_gameAccess.hidesPlayers(request))
        return GamePlayers::Hidden;
    return GameAccess::showsNetwork(request) ? GamePlayers::WithNetwork : GamePlayers::Names;
}

void GameRoutes::sendPage(qint64 first, quint8 count, GamePlayers players, Responder responder) const
{
    const qint64 total = m_games.count();
    const qint64 start = std::min(first, total);
    QByteArray games;
    for (const game::GameView &game : m_games.games(start, count))
        games += (games.isEmpty() ? "" : ",") + gameJson(game, players);
    responder.send(Response::json("{\"games\":[" + games + "],\"more\":" + (total - start > count ? "true" : "false") +
                                  ",\"total_items\":" + QByteArray::number(total) + '}'));
}

void GameRoutes::addTo(http::Router &router)
{
    router.add(http::Route<GamesQuery> {
        .path = "/api/games", .access = m_access.optional(), .handler = [this](const auto &call, Responder responder) {
            if (const auto refusal = m_gameAccess.refusal(call.request))
                return responder.send(*refusal);
            sendPage(call.query.firstRow(), call.query.count, playersFor(call.request), std::move(responder));
        }});
    router.add(http::Route<NoQuery, NoBody, GamePath> {
        .path = "/api/games/{id}",
        .access = m_access.optional(),
        .handler = [this](const auto &call, Responder responder) {
            if (const auto refusal = m_gameAccess.refusal(call.request))
                return responder.send(*refusal);
            const auto game = m_games.find(call.path.id);
            responder.send(game ? Response::json(gameJson(*game, playersFor(call.request)))
                                : Response::text(404, u"Game not found"_s));
        }});
}

} // namespace server
