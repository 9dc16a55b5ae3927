#pragma once
// Accepted, and nothing happens: there is no mail to send. The address is not kept and not logged.

#include <core/blaze/command.h>
#include <core/blaze/connection.h>

#include <QByteArray>

namespace session::authentication {

struct PasswordForgotRequest
{
    QByteArray email;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"MAIL">(&PasswordForgotRequest::email, tdf::secret));
    }
};

inline constexpr blaze::Command<PasswordForgotRequest, blaze::Empty> passwordForgot {
    .component = blaze::Component::Authentication,
    .id = 0x2D,
    .name = "authentication.passwordForgot",
};

class PasswordForgotHandler
{
public:
    void operator()(const PasswordForgotRequest &request, blaze::Context &context, blaze::Reply<blaze::Empty> reply);
};

} // namespace session::authentication
