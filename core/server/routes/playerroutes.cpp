#include <core/server/routes/playerroutes.h>

#include <core/playerdata/galaxyratings.h>
#include <core/server/routes/answers.h>
#include <core/server/routes/pagequery.h>
#include <core/server/routes/playerjson.h>

#include <QJsonArray>

namespace server {

using namespace Qt::StringLiterals;
using http::Method;
using http::NoBody;
using http::NoQuery;
using http::Responder;
using http::Response;
using storage::PlayerRecord;
using storage::PlayerRole;

namespace {

using PlayersQuery = FilledPageQuery<quint32, 20>;

struct PasswordBody
{
    QString password;
    static void read(http::JsonReader &in, PasswordBody &out) { in.string(u"password"_s, out.password); }
};

struct RoleBody
{
    PlayerRole role = PlayerRole::Default;
    static void read(http::JsonReader &in, RoleBody &out)
    {
        QString word;
        in.string(u"role"_s, word);
        if (const auto role = roleFrom(word))
            out.role = *role;
        else
            in.fail(u"unknown role"_s);
    }
};

QJsonObject galaxyJson(const storage::GalaxyRecord &galaxy)
{
    return {{u"last_modified"_s, storage::toLocalText(galaxy.lastModified)},
            {u"group_a"_s, galaxy.groups[0]},
            {u"group_b"_s, galaxy.groups[1]},
            {u"group_c"_s, galaxy.groups[2]},
            {u"group_d"_s, galaxy.groups[3]},
            {u"group_e"_s, galaxy.groups[4]}};
}

} // namespace

PlayerRoutes::PlayerRoutes(const Parts &parts)
    : m_parts(parts)
{}

void PlayerRoutes::addTo(http::Router &router)
{
    addReading(router);
    addChanging(router);
}

void PlayerRoutes::withPlayer(base::PlayerId id, Responder responder, Then then)
{
    m_parts.players.byId(id, [responder = std::move(responder), then = std::move(then)](auto found) mutable {
        if (!found)
            responder.send(answerFor(found.error()));
        else if (!*found)
            responder.send(playerNotFound());
        else
            then(**found, std::move(responder));
    });
}

void PlayerRoutes::withPermission(const http::Request &request, base::PlayerId id, Responder responder, Then then)
{
    withPlayer(id, std::move(responder),
               [caller = *callerOf(request), then = std::move(then)](const PlayerRecord &target, Responder to) mutable {
                   if (hasPermissionOver(caller, target))
                       then(target, std::move(to));
                   else
                       to.send(invalidPermission());
               });
}

void PlayerRoutes::addReading(http::Router &router)
{
    router.add(http::Route<PlayersQuery> {
        .path = "/api/players",
        .access = m_parts.access.admin(),
        .handler = [this](const auto &call, Responder responder) {
            m_parts.players.page(call.query.firstRow(), call.query.count,
                                 [query = call.query, responder = std::move(responder)](auto page) mutable {
                                     if (!page)
                                         return responder.send(answerFor(page.error()));
                                     QJsonArray players;
                                     for (const PlayerRecord &player : page->rows)
                                         players.append(playerJson(player));
                                     responder.send(
                                         Response::json(QJsonObject {{u"players"_s, players},
                                                                     {u"more"_s, query.more(page->total)},
                                                                     {u"total_pages"_s, query.pages(page->total)},
                                                                     {u"total_items"_s, page->total}}));
                                 });
        }});
    router.add(http::Route<NoQuery, NoBody, PlayerPath> {.path = "/api/players/{id}",
                                                         .access = m_parts.access.admin(),
                                                         .handler = [this](const auto &call, Responder responder) {
                                                             withPlayer(call.path.id, std::move(responder),
                                                                        [](const PlayerRecord &player, Responder to) {
                                                                            to.send(Response::json(playerJson(player)));
                                                                        });
                                                         }});
    router.add(http::Route<NoQuery, NoBody, PlayerPath> {
        .path = "/api/players/{id}/galaxy_at_war",
        .access = m_parts.access.admin(),
        .handler = [this](const auto &call, Responder responder) {
            withPlayer(call.path.id, std::move(responder),
                       [this](const PlayerRecord &player, Responder to) { sendGalaxy(player.id, std::move(to)); });
        }});
}

void PlayerRoutes::sendGalaxy(base::PlayerId player, Responder responder)
{
    storage::GalaxyRecord initial {.player = player, .lastModified = storage::timestampFromWall(m_parts.clock.wall())};
    initial.groups = playerdata::GalaxyRatings {}.groups;
    m_parts.galaxy.update(initial, {}, [responder = std::move(responder)](auto galaxy) mutable {
        responder.send(galaxy ? Response::json(galaxyJson(*galaxy)) : answerFor(galaxy.error()));
    });
}

void PlayerRoutes::addChanging(http::Router &router)
{
    router.add(http::Route<NoQuery, NoBody, PlayerPath> {
        .method = Method::Delete,
        .path = "/api/players/{id}",
        .access = m_parts.access.admin(),
        .handler = [this](const auto &call, Responder responder) {
            withPlayer(call.path.id, std::move(responder),
                       [this, role = callerOf(call.request)->role](const PlayerRecord &player, Responder to) {
                           // Nobody's role is above the own: this refuses the caller too.
                           if (role > player.role)
                               m_parts.changes.remove(player.id, std::move(to));
                           else
                               to.send(invalidPermission());
                       });
        }});
    router.add(http::Route<NoQuery, PasswordBody, PlayerPath> {
        .method = Method::Put,
        .path = "/api/players/{id}/password",
        .access = m_parts.access.admin(),
        .handler = [this](const auto &call, Responder responder) {
            withPermission(call.request, call.path.id, std::move(responder),
                           [this, password = call.body.password](const PlayerRecord &player, Responder to) {
                               m_parts.changes.setPassword(player.id, password, std::move(to));
                           });
        }});
    router.add(http::Route<NoQuery, DetailsBody, PlayerPath> {
        .method = Method::Put,
        .path = "/api/players/{id}/details",
        .access = m_parts.access.admin(),
        .handler = [this](const auto &call, Responder responder) {
            withPermission(call.request, call.path.id, std::move(responder),
                           [this, details = call.body](const PlayerRecord &player, Responder to) {
                               m_parts.changes.setDetails(player, details, std::move(to));
                           });
        }});
    router.add(http::Route<NoQuery, RoleBody, PlayerPath> {.method = Method::Put,
                                                           .path = "/api/players/{id}/role",
                                                           .access = m_parts.access.admin(),
                                                           .handler = [this](const auto &call, Responder responder) {
                                                               setRole(*callerOf(call.request), call.path.id,
                                                                       call.body.role, std::move(responder));
                                                           }});
}

// Nothing of the target is checked: a SuperAdmin may demote another one, and itself.
void PlayerRoutes::setRole(const PlayerRecord &caller, base::PlayerId id, PlayerRole role, Responder responder)
{
    if (caller.role != PlayerRole::SuperAdmin || role == PlayerRole::SuperAdmin)
        return responder.send(invalidPermission());
    m_parts.players.setRole(id, role, [responder = std::move(responder)](auto written) mutable {
        responder.send(written ? Response::empty(200) : answerFor(written.error()));
    });
}

} // namespace server
