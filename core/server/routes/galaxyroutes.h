#pragma once
// What the game asks about Galaxy at War, as XML: a login that is none, the five ratings of a player, and their rise
// after a match. The game comes through its connector, which hands our answers on unchanged, so they stand byte for
// byte as published servers write them. Open routes; the token in the path says who asks. Network thread.
//
//     GET /authentication/sharedTokenLogin?auth=TOKEN             TOKEN becomes the session key, unchecked
//     GET /galaxyatwar/getRatings/TOKEN
//     GET /galaxyatwar/increaseRatings/TOKEN?rinc|0=N … rinc|4=N  missing ones count 0
//
// A token that is no good is answered with status 200 and an error document. Absence lowers the ratings when the
// operator has set so, at these routes only, before anything else; looking alone then counts as presence.

#include <core/base/clock.h>
#include <core/http/router.h>
#include <core/playerdata/galaxyratings.h>
#include <core/server/config.h>
#include <core/session/tokens.h>
#include <core/storage/galaxyatwar.h>
#include <core/storage/playerdata.h>

namespace server {

class GalaxyRoutes
{
public:
    struct Parts // all outlive the routes
    {
        const session::Tokens &tokens;
        storage::GalaxyAtWar &ratings;
        storage::PlayerData &playerData;
        const base::Clock &clock;
    };
    GalaxyRoutes(const Parts &parts, const GalaxyAtWarConfig &config);
    GalaxyRoutes(const GalaxyRoutes &) = delete;
    GalaxyRoutes &operator=(const GalaxyRoutes &) = delete;

    void addTo(http::Router &router);

private:
    using Rise = std::optional<std::array<quint16, 5>>; // nullopt: only looked at
    void answer(const QString &token, const Rise &rise, http::Responder responder);
    void addPromotions(base::PlayerId player, const playerdata::GalaxyRatings &ratings, http::Responder responder);

    Parts m_parts;
    GalaxyAtWarConfig m_config;
};

} // namespace server
