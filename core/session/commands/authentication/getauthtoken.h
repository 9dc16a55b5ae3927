#pragma once
// A fresh session token, which the game shows to the Galaxy-at-War service over HTTP.

#include <core/session/session.h>
#include <core/session/tokens.h>

namespace session::authentication {

struct GetAuthTokenResponse
{
    QByteArray token;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"AUTH">(&GetAuthTokenResponse::token, tdf::secret));
    }
};

inline constexpr blaze::Command<blaze::Empty, GetAuthTokenResponse> getAuthToken {
    .component = blaze::Component::Authentication,
    .id = 0x24,
    .name = "authentication.getAuthToken",
    .access = blaze::Access::Player,
};

class GetAuthTokenHandler
{
public:
    explicit GetAuthTokenHandler(const Tokens &tokens);
    void operator()(const blaze::Empty &request, blaze::Context &context, blaze::Reply<GetAuthTokenResponse> reply);

private:
    const Tokens &m_tokens;
};

} // namespace session::authentication
