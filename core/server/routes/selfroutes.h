#pragma once
// /api/players/self: what every player may do with the own account. Network thread.
//
//     GET     /self             the player
//     DELETE  /self             { "password" }; an online session ends
//     PUT     /self/password    { "current_password", "new_password" }; tokens stay valid
//     PUT     /self/details     { "username", "email" }
//
// 401 "Invalid password" for a wrong current password, and for an account that has none; wrong ones are counted as at
// a login.

#include <core/server/routes/access.h>
#include <core/server/routes/playerchanges.h>

#include <core/http/clientaddress.h>
#include <core/http/router.h>

namespace server {

class SelfRoutes
{
public:
    // All outlive the routes.
    SelfRoutes(ApiAccess &access, AccountService &accounts, PlayerChanges &changes, http::ProxyMode proxyMode);

    void addTo(http::Router &router);

private:
    // Runs `then` when the password is the caller's, else answers.
    void confirm(const http::Request &request, const QString &password, http::Responder responder,
                 http::MoveOnlyFunction<void(http::Responder)> then);

    ApiAccess &m_access;
    AccountService &m_accounts;
    PlayerChanges &m_changes;
    http::ProxyMode m_proxyMode;
};

} // namespace server
