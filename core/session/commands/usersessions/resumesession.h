#pragma once
// After a dropped connection the game shows the session key of its last login. A silent login by another name: nothing
// of the old session is kept, and a game that was being played is not entered again.

#include <core/session/commands/authentication/tokenlogin.h>

namespace session::usersessions {

struct ResumeSessionRequest
{
    QByteArray key;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"SKEY">(&ResumeSessionRequest::key, tdf::secret));
    }
};

inline constexpr blaze::Command<ResumeSessionRequest, authentication::FullLoginResponse> resumeSession {
    .component = blaze::Component::UserSessions,
    .id = 0x23,
    .name = "usersessions.resumeSession",
    .errors = {blaze::Error::InvalidToken, blaze::Error::ExpiredToken},
};

class ResumeSessionHandler
{
public:
    explicit ResumeSessionHandler(authentication::TokenLogin login);
    void operator()(const ResumeSessionRequest &request, blaze::Context &context,
                    blaze::Reply<authentication::FullLoginResponse> reply);

private:
    authentication::TokenLogin m_login;
};

} // namespace session::usersessions
