#pragma once
// One saved value of the player: inserted or replaced. Answered after it is committed. The player is always the one of
// the session; a UID in the request is not looked at.

#include <core/session/session.h>

namespace session::util {

struct UserSettingsSaveRequest
{
    QByteArray value; // opaque; NULs inside are kept
    QByteArray key;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"DATA">(&UserSettingsSaveRequest::value),
                           tdf::field<"KEY">(&UserSettingsSaveRequest::key));
    }
};

inline constexpr blaze::Command<UserSettingsSaveRequest, blaze::Empty> userSettingsSave {
    .component = blaze::Component::Util,
    .id = 0xB,
    .name = "util.userSettingsSave",
    .access = blaze::Access::Player,
};

class UserSettingsSaveHandler
{
public:
    explicit UserSettingsSaveHandler(PlayerDataStore &store);
    void operator()(const UserSettingsSaveRequest &request, blaze::Context &context, blaze::Reply<blaze::Empty> reply);

private:
    PlayerDataStore &m_store;
};

} // namespace session::util
