#pragma once
// Who may look at running and finished games: whoever has a token; everybody when the operator says so, and then
// without the players unless the operator says that too. Pure.

#include <core/http/response.h>
#include <core/server/config.h>
#include <core/server/routes/access.h>

namespace server {

class GameAccess
{
public:
    explicit GameAccess(const ApiConfig &config)
        : m_public(config.publicGames)
        , m_hidesPlayers(config.publicGamesHidePlayers)
    {}
    // Asked after the parameters could be read; the answer that refuses, or nothing.
    [[nodiscard]] std::optional<http::Response> refusal(const http::Request &request) const
    {
        if (m_public || callerOf(request) != nullptr)
            return std::nullopt;
        return http::Response::text(403, QStringLiteral("Missing required access"));
    }
    [[nodiscard]] bool hidesPlayers(const http::Request &request) const
    {
        return m_hidesPlayers && callerOf(request) == nullptr;
    }
    // Where a member can be reached, for administrators.
    [[nodiscard]] static bool showsNetwork(const http::Request &request)
    {
        const storage::PlayerRecord *caller = callerOf(request);
        return caller != nullptr && caller->role >= storage::PlayerRole::Admin;
    }

private:
    bool m_public;
    bool m_hidesPlayers;
};

} // namespace server
