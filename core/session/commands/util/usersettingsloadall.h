#pragma once
// Everything the player has saved, ordered by the bytes of the keys. A new player has nothing.

#include <core/session/session.h>

namespace session::util {

struct UserSettingsLoadAllResponse
{
    PlayerDataStore::Rows rows;

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"SMAP">(&UserSettingsLoadAllResponse::rows)); }
};

inline constexpr blaze::Command<blaze::Empty, UserSettingsLoadAllResponse> userSettingsLoadAll {
    .component = blaze::Component::Util,
    .id = 0xC,
    .name = "util.userSettingsLoadAll",
    .access = blaze::Access::Player,
};

class UserSettingsLoadAllHandler
{
public:
    explicit UserSettingsLoadAllHandler(PlayerDataStore &store);
    void operator()(const blaze::Empty &request, blaze::Context &context,
                    blaze::Reply<UserSettingsLoadAllResponse> reply);

private:
    PlayerDataStore &m_store;
};

} // namespace session::util
