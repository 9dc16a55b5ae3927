#include <core/server/routes/playerdataroutes.h>

#include <core/base/limits.h>
#include <core/server/routes/answers.h>
#include <core/server/routes/jsontext.h>
#include <core/server/routes/playerjson.h>

namespace server {

using namespace Qt::StringLiterals;
using http::Method;
using http::NoBody;
using http::NoQuery;
using http::Responder;
using http::Response;

namespace {

struct KeyPath // {id} and {key}
{
    base::PlayerId player {};
    QByteArray key;
    static void read(http::PathReader &in, KeyPath &out)
    {
        PlayerPath player;
        PlayerPath::read(in, player);
        out.player = player.id;
        QString key;
        in.text("key", key);
        out.key = key.toUtf8();
    }
};

struct ValueBody
{
    QString value;
    static void read(http::JsonReader &in, ValueBody &out) { in.string(u"value"_s, out.value); }
};

QByteArray rowsJson(const QList<storage::PlayerDataRow> &rows)
{
    QByteArray json = "{";
    for (const storage::PlayerDataRow &row : rows) {
        if (json.size() > 1)
            json += ',';
        json += jsonString(row.key) + ':' + jsonString(row.value);
    }
    return json + '}';
}

} // namespace

PlayerDataRoutes::PlayerDataRoutes(ApiAccess &access, storage::Players &players, storage::PlayerData &data)
    : m_access(access)
    , m_players(players)
    , m_data(data)
{}

void PlayerDataRoutes::addTo(http::Router &router)
{
    addReading(router);
    addWriting(router);
}

void PlayerDataRoutes::withPermission(const http::Request &request, base::PlayerId player, Responder responder,
                                      http::MoveOnlyFunction<void(Responder)> then)
{
    m_players.byId(player, [caller = *callerOf(request), responder = std::move(responder),
                            then = std::move(then)](auto found) mutable {
        if (!found)
            responder.send(answerFor(found.error()));
        else if (!*found)
            responder.send(playerNotFound());
        else if (!hasPermissionOver(caller, **found))
            responder.send(invalidPermission());
        else
            then(std::move(responder));
    });
}

void PlayerDataRoutes::addReading(http::Router &router)
{
    router.add(http::Route<NoQuery, NoBody, PlayerPath> {
        .path = "/api/players/{id}/data",
        .access = m_access.anyPlayer(),
        .handler = [this](const auto &call, Responder responder) {
            withPermission(call.request, call.path.id, std::move(responder), [this, id = call.path.id](Responder to) {
                m_data.loadAll(id, [to = std::move(to)](auto rows) mutable {
                    to.send(rows ? Response::json(rowsJson(*rows)) : answerFor(rows.error()));
                });
            });
        }});
    router.add(http::Route<NoQuery, NoBody, KeyPath> {
        .path = "/api/players/{id}/data/{key}",
        .access = m_access.anyPlayer(),
        .handler = [this](const auto &call, Responder responder) {
            withPermission(
                call.request, call.path.player, std::move(responder), [this, path = call.path](Responder to) {
                    m_data.load(path.player, path.key, [key = path.key, to = std::move(to)](auto value) mutable {
                        if (!value)
                            to.send(answerFor(value.error()));
                        else if (!*value)
                            to.send(Response::text(404, u"Unable to find data"_s));
                        else
                            to.send(Response::json("{\"key\":" + jsonString(key) + ",\"value\":" + jsonString(**value) +
                                                   '}'));
                    });
                });
        }});
}

void PlayerDataRoutes::addWriting(http::Router &router)
{
    router.add(http::Route<NoQuery, ValueBody, KeyPath> {
        .method = Method::Put,
        .path = "/api/players/{id}/data/{key}",
        .access = m_access.admin(),
        .handler = [this](const auto &call, Responder responder) {
            withPermission(call.request, call.path.player, std::move(responder),
                           [this, path = call.path, value = call.body.value.toUtf8()](Responder to) {
                               save(path.player, path.key, value, std::move(to));
                           });
        }});
    router.add(http::Route<NoQuery, NoBody, KeyPath> {
        .method = Method::Delete,
        .path = "/api/players/{id}/data/{key}",
        .access = m_access.admin(),
        .handler = [this](const auto &call, Responder responder) {
            withPermission(call.request, call.path.player, std::move(responder),
                           [this, path = call.path](Responder to) {
                               m_data.remove(path.player, path.key, [to = std::move(to)](auto removed) mutable {
                                   to.send(removed ? Response::empty(200) : answerFor(removed.error()));
                               });
                           });
        }});
}

void PlayerDataRoutes::save(base::PlayerId player, const QByteArray &key, const QByteArray &value, Responder responder)
{
    if (key.size() > base::kPlayerDataKeyMax)
        return responder.send(Response::text(400, u"The key is too long"_s));
    if (value.size() > base::kPlayerDataValueMax)
        return responder.send(Response::text(413, u"The value is too long"_s));
    m_data.save(player, key, value, [responder = std::move(responder)](auto saved) mutable {
        if (saved)
            responder.send(Response::empty(200));
        else if (saved.error() == storage::StoreError::TooMany)
            responder.send(Response::text(400, u"The player has too much data"_s));
        else
            responder.send(answerFor(saved.error()));
    });
}

} // namespace server
