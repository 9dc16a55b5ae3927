#include <core/server/routes/answers.h>

#include <core/base/limits.h>

namespace server {

using namespace Qt::StringLiterals;
using http::Response;

namespace {

// Every budget has something again after this time.
constexpr auto kRetryAfterSeconds = "10";

} // namespace

Response playerNotFound()
{
    return Response::text(404, u"Unable to find requested player"_s);
}

Response invalidPermission()
{
    return Response::text(401, u"Invalid permission"_s);
}

Response internalError()
{
    return Response::text(500, u"Internal server error"_s);
}

Response busy()
{
    Response response = Response::text(503, u"The server is busy, try again in a moment"_s);
    response.headers.add("retry-after", "1");
    return response;
}

Response tooManyTries()
{
    Response response = Response::text(429, u"Too many attempts, try again in a moment"_s);
    response.headers.add("retry-after", kRetryAfterSeconds);
    return response;
}

Response answerFor(storage::StoreError error)
{
    switch (error) {
    case storage::StoreError::NotFound:
        return playerNotFound();
    case storage::StoreError::Busy:
    case storage::StoreError::Locked:
        return busy();
    default:
        return internalError();
    }
}

std::optional<Response> passwordProblem(const QString &password)
{
    if (password.isEmpty())
        return Response::text(400, u"The password must not be empty"_s);
    if (password.toUtf8().size() > base::kPasswordBytesMax)
        return Response::text(400, u"The password is too long"_s);
    return std::nullopt;
}

} // namespace server
