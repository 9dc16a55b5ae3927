#pragma once
// /api/auth: login with a password, account creation, and login codes that are shown in the game. All open to
// everybody, all answered with { "token": "…" } (request-code with nothing), errors as short texts. Tries are counted
// for each account and each network, before any hashing; a breach answers 429. Network thread.
//
// A code reaches its player as a notification in the game, so it can only be asked for while the game is connected.
// It is then good for one exchange. Accounts are told apart from unknown ones there, as published servers do.

#include <core/http/clientaddress.h>
#include <core/http/router.h>
#include <core/server/accountservice.h>
#include <core/server/config.h>
#include <core/server/logincodes.h>
#include <core/session/presence.h>
#include <core/session/tokens.h>

namespace server {

class AuthRoutes
{
public:
    struct Parts // all outlive the routes
    {
        AccountService &accounts;
        storage::Players &players;
        session::Presence &presence;
        const session::Tokens &tokens;
        const base::Clock &clock;
        base::Random &random;
        const Config &config;
    };
    explicit AuthRoutes(const Parts &parts);
    AuthRoutes(const AuthRoutes &) = delete;
    AuthRoutes &operator=(const AuthRoutes &) = delete;

    void addTo(http::Router &router);

private:
    void login(const QString &email, const QString &password, base::Ipv4 from, http::Responder responder);
    void create(const QString &name, const QString &email, const QString &password, base::Ipv4 from,
                http::Responder responder);
    void requestCode(const QString &email, base::Ipv4 from, http::Responder responder);
    void exchangeCode(const QString &code, base::Ipv4 from, http::Responder responder);
    void signIn(base::PlayerId player, http::Responder responder);
    void deliverCode(base::PlayerId player, http::Responder responder);

    Parts m_parts;
    http::ProxyMode m_proxyMode;
    LoginCodes m_codes;
    LoginBudget m_creations;
    LoginBudget m_codeRequests;
    LoginBudget m_exchanges;
};

} // namespace server
