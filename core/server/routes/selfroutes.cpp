#include <core/server/routes/selfroutes.h>

#include <core/server/routes/answers.h>
#include <core/server/routes/budgetaddress.h>
#include <core/server/routes/playerjson.h>

namespace server {

using namespace Qt::StringLiterals;
using http::Method;
using http::NoQuery;
using http::Responder;
using http::Response;
using session::AccountError;

namespace {

struct DeleteBody
{
    QString password;
    static void read(http::JsonReader &in, DeleteBody &out) { in.string(u"password"_s, out.password); }
};

struct PasswordBody
{
    QString current;
    QString next;
    static void read(http::JsonReader &in, PasswordBody &out)
    {
        in.string(u"current_password"_s, out.current);
        in.string(u"new_password"_s, out.next);
    }
};

Response answerForConfirmation(AccountError error)
{
    switch (error) {
    case AccountError::NotFound:
        return playerNotFound();
    case AccountError::WrongPassword:
    case AccountError::NoPassword:
        return Response::text(401, u"Invalid password"_s);
    case AccountError::TooManyTries:
        return tooManyTries();
    case AccountError::Busy:
        return busy();
    case AccountError::EmailTaken:
    case AccountError::Storage:
        break;
    }
    return internalError();
}

} // namespace

SelfRoutes::SelfRoutes(ApiAccess &access, AccountService &accounts, PlayerChanges &changes, http::ProxyMode proxyMode)
    : m_access(access)
    , m_accounts(accounts)
    , m_changes(changes)
    , m_proxyMode(proxyMode)
{}

void SelfRoutes::confirm(const http::Request &request, const QString &password, Responder responder,
                         http::MoveOnlyFunction<void(Responder)> then)
{
    m_accounts.confirm(callerOf(request)->id, base::Secret(password.toUtf8()), budgetAddress(request, m_proxyMode),
                       [responder = std::move(responder), then = std::move(then)](auto account) mutable {
                           if (account)
                               then(std::move(responder));
                           else
                               responder.send(answerForConfirmation(account.error()));
                       });
}

void SelfRoutes::addTo(http::Router &router)
{
    router.add(http::Route<> {.path = "/api/players/self",
                              .access = m_access.anyPlayer(),
                              .handler = [](const auto &call, Responder responder) {
                                  responder.send(Response::json(playerJson(*callerOf(call.request))));
                              }});
    router.add(http::Route<NoQuery, DeleteBody> {.method = Method::Delete,
                                                 .path = "/api/players/self",
                                                 .access = m_access.anyPlayer(),
                                                 .handler = [this](const auto &call, Responder responder) {
                                                     confirm(call.request, call.body.password, std::move(responder),
                                                             [this, id = callerOf(call.request)->id](Responder then) {
                                                                 m_changes.remove(id, std::move(then));
                                                             });
                                                 }});
    router.add(http::Route<NoQuery, PasswordBody> {.method = Method::Put,
                                                   .path = "/api/players/self/password",
                                                   .access = m_access.anyPlayer(),
                                                   .handler = [this](const auto &call, Responder responder) {
                                                       confirm(call.request, call.body.current, std::move(responder),
                                                               [this, id = callerOf(call.request)->id,
                                                                next = call.body.next](Responder then) {
                                                                   m_changes.setPassword(id, next, std::move(then));
                                                               });
                                                   }});
    router.add(http::Route<NoQuery, DetailsBody> {.method = Method::Put,
                                                  .path = "/api/players/self/details",
                                                  .access = m_access.anyPlayer(),
                                                  .handler = [this](const auto &call, Responder responder) {
                                                      m_changes.setDetails(*callerOf(call.request), call.body,
                                                                           std::move(responder));
                                                  }});
}

} // namespace server
