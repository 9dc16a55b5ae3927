#include <core/server/serverroutes.h>

#include <core/server/routes/answers.h>

#include <QJsonObject>

namespace server {

using namespace Qt::StringLiterals;

namespace {

// Every published client refuses a server that answers anything else.
constexpr auto kIdent = "POCKET_RELAY_SERVER"_L1;

std::optional<session::AssociationId> associationOf(const http::Headers &headers, const session::Tokens &tokens)
{
    const auto token = headers.first("x-association");
    // A missing, malformed or forged token is no error: the session can only never be linked to a tunnel.
    return token ? tokens.verifyAssociation(*token) : std::nullopt;
}

} // namespace

void ServerRoutes::addTo(http::Router &router) const
{
    router.add(http::Route<> {
        .path = "/api/server",
        .handler =
            [routes = *this](const auto &call, http::Responder responder) {
                if (routes.mayLookUp && !routes.mayLookUp(call.request))
                    return responder.send(tooManyTries());
                const auto port = routes.tunnelPort ? routes.tunnelPort() : std::nullopt;
                responder.send(http::Response::json(QJsonObject {
                    {u"ident"_s, QString(kIdent)},
                    {u"version"_s, QStringLiteral(RELAYDECK_VERSION)},
                    {u"association"_s, QString::fromLatin1(routes.tokens.issueAssociation())},
                    {u"tunnel_port"_s, port ? QJsonValue(*port) : QJsonValue(QJsonValue::Null)},
                }));
            },
    });
    router.add(http::Route<> {
        .path = "/api/server/dashboard",
        .handler =
            [disabled = registrationDisabled](const auto & /*call*/, http::Responder responder) {
                responder.send(http::Response::json(QJsonObject {{u"disable_registration"_s, disabled}}));
            },
    });
    // Checked in this order: address, HEAD, upgrade. Works on a connection that has carried other requests before:
    // the published connector sends it on the one of its look-up.
    router.add(http::Route<> {
        .path = "/api/server/upgrade",
        .handler =
            [routes = *this](const auto &call, http::Responder responder) {
                const http::RequestHead &head = call.request.head;
                const auto address = http::clientAddress(head.headers, call.request.peer, routes.proxyMode);
                if (!address)
                    return responder.send(http::Response::text(400, address.error()));
                if (head.method == http::Method::Head)
                    return responder.send(http::Response::text(405, u"Only GET can be upgraded"_s));
                if (!head.wantsUpgrade())
                    return responder.send(http::Response::text(426, u"Connection upgrade required"_s));
                responder.upgrade("blaze", [callback = routes.gameArrived, from = *address,
                                            association = associationOf(head.headers, routes.tokens)](
                                               net::StreamPtr stream, const QByteArray &leftover) {
                    callback(from, association, std::move(stream), leftover);
                });
            },
    });
}

} // namespace server
