#pragma once
// Another player by id, if online. A name or an external id alone finds nobody. Login is not needed.

#include <core/session/presence.h>
#include <core/session/userdata.h>

namespace session::usersessions {

struct LookupUserRequest
{
    base::PlayerId id {};

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"ID">(&LookupUserRequest::id)); }
};

struct LookupUserResponse
{
    ExtendedData data;
    quint32 flags = 2; // online
    UserIdentification user;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"EDAT">(&LookupUserResponse::data),
                           tdf::field<"FLGS">(&LookupUserResponse::flags),
                           tdf::field<"USER">(&LookupUserResponse::user));
    }
};

inline constexpr blaze::Command<LookupUserRequest, LookupUserResponse> lookupUser {
    .component = blaze::Component::UserSessions,
    .id = 0xC,
    .name = "usersessions.lookupUser",
    .errors = {blaze::Error::UserNotFound},
};

class LookupUserHandler
{
public:
    explicit LookupUserHandler(const Presence &presence);
    void operator()(const LookupUserRequest &request, blaze::Context &context, blaze::Reply<LookupUserResponse> reply);

private:
    const Presence &m_presence;
};

} // namespace session::usersessions
