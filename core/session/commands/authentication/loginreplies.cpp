#include <core/session/commands/authentication/loginreplies.h>

namespace session::authentication {

PersonaGroup personaOf(const Account &account)
{
    PersonaGroup persona;
    persona.displayName = account.displayName;
    persona.player = account.id;
    return persona;
}

SessionGroup SessionGroup::of(const Account &account, QByteArray key)
{
    SessionGroup group;
    group.blazeUser = account.id;
    group.key = std::move(key);
    group.email = account.email;
    group.persona = personaOf(account);
    group.user = account.id;
    return group;
}

FullLoginResponse fullReply(const Account &account, const QByteArray &key, QByteArray token)
{
    FullLoginResponse response;
    response.token = std::move(token);
    response.session = SessionGroup::of(account, key);
    return response;
}

InteractiveLoginResponse interactiveReply(const Account &account, const QByteArray &key)
{
    InteractiveLoginResponse response;
    response.token = key;
    response.personas = {personaOf(account)};
    response.key = key;
    response.user = account.id;
    return response;
}

} // namespace session::authentication
