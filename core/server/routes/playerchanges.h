#pragma once
// What the routes of a player itself and of an administrator do alike to an account. Each answers the request: 200
// without a body, or the error. Network thread.
//
// A running game keeps the name its player logged in with; only a deletion reaches into it: the session ends.

#include <core/http/jsonreader.h>
#include <core/http/responder.h>
#include <core/server/accountservice.h>
#include <core/session/presence.h>
#include <core/storage/players.h>

namespace server {

struct DetailsBody
{
    QString username;
    QString email;

    static void read(http::JsonReader &in, DetailsBody &out)
    {
        in.string(QStringLiteral("username"), out.username);
        in.string(QStringLiteral("email"), out.email);
    }
};

class PlayerChanges
{
public:
    // All outlive it.
    PlayerChanges(AccountService &accounts, storage::Players &players, session::Presence &presence);

    // With data, boards and Galaxy at War rows.
    void remove(base::PlayerId player, http::Responder responder);
    // 400 when it is empty or too long.
    void setPassword(base::PlayerId player, const QString &password, http::Responder responder);
    // What is as before is neither checked nor written. 400 for names and e-mails that cannot be used, or an e-mail
    // that another account has.
    void setDetails(const storage::PlayerRecord &player, const DetailsBody &details, http::Responder responder);

private:
    AccountService &m_accounts;
    storage::Players &m_players;
    session::Presence &m_presence;
};

} // namespace server
