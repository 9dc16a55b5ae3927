#include <core/server/routes/leaderboardroutes.h>

#include <core/server/routes/answers.h>
#include <core/server/routes/pagequery.h>

#include <QJsonArray>
#include <QJsonObject>

namespace server {

using namespace Qt::StringLiterals;
using http::NoBody;
using http::NoQuery;
using http::Responder;
using http::Response;
using storage::Board;
using storage::BoardRow;

namespace {

using BoardQuery = PageQuery<quint32, 40>;

struct BoardPath // {name}
{
    Board board = Board::N7Rating;
    static void read(http::PathReader &in, BoardPath &out)
    {
        QString name;
        in.text("name", name);
        if (name == u"n7")
            out.board = Board::N7Rating;
        else if (name == u"cp")
            out.board = Board::ChallengePoints;
        else
            in.fail(u"Unknown leaderboard"_s);
    }
};

struct EntryPath : BoardPath // {name} and {player_id}
{
    storage::PlayerId player {};
    static void read(http::PathReader &in, EntryPath &out)
    {
        BoardPath::read(in, out);
        quint32 number = 0;
        in.number("player_id", number);
        out.player = static_cast<storage::PlayerId>(number);
    }
};

QJsonObject entryJson(const BoardRow &row)
{
    return {{u"player_id"_s, static_cast<qint64>(base::number(row.player))},
            {u"player_name"_s, row.name},
            {u"value"_s, static_cast<qint64>(row.value)},
            {u"rank"_s, row.rank}};
}

} // namespace

LeaderboardRoutes::LeaderboardRoutes(storage::Leaderboards &boards)
    : m_boards(boards)
{}

void LeaderboardRoutes::addTo(http::Router &router)
{
    router.add(http::Route<BoardQuery, NoBody, BoardPath> {
        .path = "/api/leaderboard/{name}", .handler = [this](const auto &call, Responder responder) {
            const qint64 first = call.query.firstRow();
            m_boards.page(call.path.board, first, call.query.count,
                          [first, count = call.query.count, responder = std::move(responder)](auto page) mutable {
                              if (!page)
                                  return responder.send(answerFor(page.error()));
                              QJsonArray entries;
                              for (const BoardRow &row : page->rows)
                                  entries.append(entryJson(row));
                              // True also when the page ends exactly at the end.
                              responder.send(Response::json(QJsonObject {{u"total"_s, page->total},
                                                                         {u"entries"_s, entries},
                                                                         {u"more"_s, first + count <= page->total}}));
                          });
        }});
    router.add(http::Route<NoQuery, NoBody, EntryPath> {
        .path = "/api/leaderboard/{name}/{player_id}", .handler = [this](const auto &call, Responder responder) {
            m_boards.entry(call.path.board, call.path.player, [responder = std::move(responder)](auto entry) mutable {
                if (!entry)
                    responder.send(answerFor(entry.error()));
                else if (!*entry)
                    responder.send(Response::text(404, u"Player not found"_s));
                else
                    responder.send(Response::json(entryJson(**entry)));
            });
        }});
}

} // namespace server
