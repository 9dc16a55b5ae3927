#pragma once
// Who calls a route of the web API: the player behind the header X-Token. The token is one of the configured access
// tokens, which are looked up first, or a signed session token. Role and existence are read from the database on each
// request, so a demotion or deletion counts at once. Network thread.
//
//     400 "Missing token"           no header, or one that is not visible ASCII
//     401 "Invalid token"           malformed, also empty; wrongly signed; its player does not exist (any more)
//     401 "Expired token"
//     403 "Missing required role"   a Default player on a route of administrators
//     500 "Internal server error"   the database failed
//
// These answers have no content type.

#include <core/http/route.h>
#include <core/server/config.h>
#include <core/session/tokens.h>
#include <core/storage/players.h>

#include <QHash>

namespace server {

// The player who calls, without its password. Only on routes with one of the checks below; nullptr: anonymous.
[[nodiscard]] const storage::PlayerRecord *callerOf(const http::Request &request);

// May `caller` read and write what is `target`'s: its own, or that of somebody of a lower role.
[[nodiscard]] bool hasPermissionOver(const storage::PlayerRecord &caller, const storage::PlayerRecord &target);

class ApiAccess
{
public:
    // Tokens and players outlive it.
    ApiAccess(const session::Tokens &tokens, storage::Players &players, const QList<ApiToken> &accessTokens);
    ApiAccess(const ApiAccess &) = delete;
    ApiAccess &operator=(const ApiAccess &) = delete;

    // The checks live as long as this object.
    [[nodiscard]] http::AccessCheck anyPlayer();
    [[nodiscard]] http::AccessCheck admin(); // Admin or SuperAdmin
    // No header is an anonymous caller; a bad one is an error all the same.
    [[nodiscard]] http::AccessCheck optional();

private:
    using Done = http::MoveOnlyFunction<void(http::AccessResult)>;
    void check(const http::Request &request, storage::PlayerRole roleMin, Done done);
    [[nodiscard]] base::Result<base::PlayerId, http::Response> playerOf(QByteArrayView token) const;

    const session::Tokens &m_tokens;
    storage::Players &m_players;
    QHash<QByteArray, base::PlayerId> m_accessTokens; // by digest, so that a look-up tells nothing about the text
};

} // namespace server
