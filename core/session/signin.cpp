#include <core/session/signin.h>

namespace session {

SignIn::SignIn(Presence &presence, Accounts &accounts, const Tokens &tokens)
    : m_presence(presence)
    , m_accounts(accounts)
    , m_tokens(tokens)
{}

QByteArray SignIn::operator()(Session &session, const Account &account)
{
    m_presence.signIn(session, account);
    m_accounts.noteLogin(account.id);
    return m_tokens.issueSession(account.id, session.player()->since);
}

} // namespace session
