#pragma once
// The end of every successful login, whatever it began with: the connection becomes the player, the time is written
// down, and a session key is made. Network thread.

#include <core/session/presence.h>
#include <core/session/tokens.h>

namespace session {

class SignIn
{
public:
    SignIn(Presence &presence, Accounts &accounts, const Tokens &tokens);

    // Returns the fresh session key of this login, a session token.
    QByteArray operator()(Session &session, const Account &account);

private:
    Presence &m_presence;
    Accounts &m_accounts;
    const Tokens &m_tokens;
};

} // namespace session
