#pragma once
// Which command is handled by what: the one table of this module.

#include <core/base/clock.h>
#include <core/blaze/router.h>
#include <core/session/originservice.h>
#include <core/session/sessions.h>
#include <core/session/settings.h>
#include <core/session/tokens.h>

namespace session {

// Everything the commands work with; all of it outlives the router.
struct Services
{
    Sessions &sessions;
    Presence &presence;
    Accounts &accounts;
    PlayerDataStore &playerData;
    ContentSource &content;
    const Tokens &tokens;
    const base::Clock &clock;
    OriginService *origin = nullptr; // nullptr: switched off
};

// Adds every command of Authentication, Util, Messaging, AssociationLists and UserSessions, and declares the
// notifications.
void addRoutes(blaze::Router &router, const Settings &settings, const Services &services);

} // namespace session
