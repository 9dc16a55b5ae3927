#include <core/server/routes/access.h>

#include <QCryptographicHash>

#include <algorithm>

namespace server {

using base::failure;
using http::AccessResult;
using http::Response;
using storage::PlayerRecord;
using storage::PlayerRole;

namespace {

constexpr QByteArrayView kHeader = "x-token";

QByteArray digestOf(QByteArrayView token)
{
    return QCryptographicHash::hash(token, QCryptographicHash::Sha256);
}

QByteArray textOf(const base::Secret &secret)
{
    return base::toByteArray(secret.bytes());
}

bool isVisibleAscii(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\t'; });
}

Response invalidToken()
{
    return Response::bare(401, "Invalid token");
}

} // namespace

const PlayerRecord *callerOf(const http::Request &request)
{
    return std::any_cast<PlayerRecord>(&request.identity);
}

bool hasPermissionOver(const PlayerRecord &caller, const PlayerRecord &target)
{
    return caller.id == target.id || caller.role > target.role;
}

ApiAccess::ApiAccess(const session::Tokens &tokens, storage::Players &players, const QList<ApiToken> &accessTokens)
    : m_tokens(tokens)
    , m_players(players)
{
    for (const ApiToken &entry : accessTokens)
        m_accessTokens.insert(digestOf(textOf(entry.token.secret())), entry.player);
}

http::AccessCheck ApiAccess::anyPlayer()
{
    return [this](const http::Request &request, Done done) { check(request, PlayerRole::Default, std::move(done)); };
}

http::AccessCheck ApiAccess::admin()
{
    return [this](const http::Request &request, Done done) { check(request, PlayerRole::Admin, std::move(done)); };
}

http::AccessCheck ApiAccess::optional()
{
    return [this](const http::Request &request, Done done) {
        if (request.head.headers.contains(kHeader))
            check(request, PlayerRole::Default, std::move(done));
        else
            done(std::any());
    };
}

base::Result<base::PlayerId, Response> ApiAccess::playerOf(QByteArrayView token) const
{
    if (const auto found = m_accessTokens.constFind(digestOf(token)); found != m_accessTokens.constEnd())
        return *found;
    const auto player = m_tokens.verifySession(token);
    if (player)
        return *player;
    return failure(player.error() == session::TokenError::Expired ? Response::bare(401, "Expired token")
                                                                  : invalidToken());
}

void ApiAccess::check(const http::Request &request, PlayerRole roleMin, Done done)
{
    const auto header = request.head.headers.first(kHeader);
    if (!header || !isVisibleAscii(*header))
        return done(failure(Response::bare(400, "Missing token")));
    const auto player = playerOf(*header);
    if (!player)
        return done(failure(player.error()));
    m_players.byId(*player, [roleMin, done = std::move(done)](auto found) mutable {
        if (!found)
            return done(failure(Response::bare(500, "Internal server error")));
        if (!*found)
            return done(failure(invalidToken()));
        if ((*found)->role < roleMin)
            return done(failure(Response::bare(403, "Missing required role")));
        std::any caller(std::in_place_type<PlayerRecord>, std::move(**found));
        std::any_cast<PlayerRecord &>(caller).passwordHash.reset();
        done(std::move(caller));
    });
}

} // namespace server
