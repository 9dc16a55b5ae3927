#pragma once
// The connection stays and becomes anonymous. Order on the wire: this response, then what leaving causes. Sent by the
// game also after a refused silent login, when there is nothing to end.

#include <core/session/presence.h>

namespace session::authentication {

inline constexpr blaze::Command<blaze::Empty, blaze::Empty> logout {
    .component = blaze::Component::Authentication,
    .id = 0x46,
    .name = "authentication.logout",
};

class LogoutHandler
{
public:
    explicit LogoutHandler(Presence &presence);
    void operator()(const blaze::Empty &request, blaze::Context &context, blaze::Reply<blaze::Empty> reply);

private:
    Presence &m_presence;
};

} // namespace session::authentication
