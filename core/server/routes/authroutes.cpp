#include <core/server/routes/authroutes.h>

#include <core/base/displayname.h>
#include <core/base/email.h>
#include <core/content/terminalmessage.h>
#include <core/server/routes/answers.h>
#include <core/server/routes/budgetaddress.h>
#include <core/session/commands/messaging/fetchmessages.h>

#include <QJsonObject>

namespace server {

using namespace Qt::StringLiterals;
using base::Secret;
using http::Method;
using http::NoQuery;
using http::Responder;
using http::Response;
using session::AccountError;

namespace {

struct LoginBody
{
    QString email;
    QString password;
    static void read(http::JsonReader &in, LoginBody &out)
    {
        in.string(u"email"_s, out.email);
        in.string(u"password"_s, out.password);
    }
};

struct CreateBody
{
    QString username;
    QString email;
    QString password;
    static void read(http::JsonReader &in, CreateBody &out)
    {
        in.string(u"username"_s, out.username);
        in.string(u"email"_s, out.email);
        in.string(u"password"_s, out.password);
    }
};

struct RequestCodeBody
{
    QString email;
    static void read(http::JsonReader &in, RequestCodeBody &out) { in.string(u"email"_s, out.email); }
};

struct ExchangeCodeBody
{
    QString code;
    static void read(http::JsonReader &in, ExchangeCodeBody &out) { in.string(u"login_code"_s, out.code); }
};

Response wrongCode()
{
    return Response::text(400, u"The provided login code was incorrect"_s);
}

Response answerForLogin(AccountError error)
{
    switch (error) {
    case AccountError::NotFound:
    case AccountError::WrongPassword:
        return Response::text(401, u"Provided credentials are not valid"_s);
    case AccountError::NoPassword:
        return Response::text(401, u"Origin account password is not set"_s);
    case AccountError::EmailTaken:
        return Response::text(400, u"Provided email is in use"_s);
    case AccountError::TooManyTries:
        return tooManyTries();
    case AccountError::Busy:
        return busy();
    case AccountError::Storage:
        break;
    }
    return Response::text(500, u"Server error occurred"_s);
}

} // namespace

AuthRoutes::AuthRoutes(const Parts &parts)
    : m_parts(parts)
    , m_proxyMode(parts.config.proxyMode())
    , m_codes(parts.clock, parts.random)
    , m_creations(parts.config.limits.loginBudget())
    , m_codeRequests(parts.config.limits.codeBudget())
    , m_exchanges(parts.config.limits.codeBudget())
{}

void AuthRoutes::addTo(http::Router &router)
{
    router.add(http::Route<NoQuery, LoginBody> {
        .method = Method::Post, .path = "/api/auth/login", .handler = [this](const auto &call, Responder responder) {
            login(call.body.email, call.body.password, budgetAddress(call.request, m_proxyMode), std::move(responder));
        }});
    router.add(http::Route<NoQuery, CreateBody> {
        .method = Method::Post, .path = "/api/auth/create", .handler = [this](const auto &call, Responder responder) {
            create(call.body.username, call.body.email, call.body.password, budgetAddress(call.request, m_proxyMode),
                   std::move(responder));
        }});
    router.add(http::Route<NoQuery, RequestCodeBody> {
        .method = Method::Post,
        .path = "/api/auth/request-code",
        .handler = [this](const auto &call, Responder responder) {
            requestCode(call.body.email, budgetAddress(call.request, m_proxyMode), std::move(responder));
        }});
    router.add(http::Route<NoQuery, ExchangeCodeBody> {
        .method = Method::Post,
        .path = "/api/auth/exchange-code",
        .handler = [this](const auto &call, Responder responder) {
            exchangeCode(call.body.code, budgetAddress(call.request, m_proxyMode), std::move(responder));
        }});
}

void AuthRoutes::signIn(base::PlayerId player, Responder responder)
{
    m_parts.accounts.noteLogin(player);
    const QByteArray token = m_parts.tokens.issueSession(player);
    responder.send(Response::json(QJsonObject {{u"token"_s, QString::fromLatin1(token)}}));
}

void AuthRoutes::login(const QString &email, const QString &password, base::Ipv4 from, Responder responder)
{
    m_parts.accounts.verify(email, Secret(password.toUtf8()), from,
                            [this, responder = std::move(responder)](auto account) mutable {
                                if (account)
                                    signIn(account->id, std::move(responder));
                                else
                                    responder.send(answerForLogin(account.error()));
                            });
}

void AuthRoutes::create(const QString &name, const QString &email, const QString &password, base::Ipv4 from,
                        Responder responder)
{
    if (m_parts.config.dashboard.disableRegistration)
        return responder.send(Response::text(403, u"Registration through the dashboard is switched off"_s));
    const auto displayName = base::cleanDisplayName(name);
    if (!displayName)
        return responder.send(Response::text(400, u"Provided username is invalid"_s));
    if (!base::isEmailAddress(email))
        return responder.send(Response::text(400, u"Invalid email address"_s));
    if (const auto problem = passwordProblem(password))
        return responder.send(*problem);
    if (!m_creations.take({.account = {}, .from = from}, m_parts.clock.now()))
        return responder.send(tooManyTries());
    m_parts.accounts.createNamed(email, *displayName, Secret(password.toUtf8()),
                                 [this, responder = std::move(responder)](auto account) mutable {
                                     if (account)
                                         signIn(account->id, std::move(responder));
                                     else
                                         responder.send(answerForLogin(account.error()));
                                 });
}

void AuthRoutes::requestCode(const QString &email, base::Ipv4 from, Responder responder)
{
    if (!m_codeRequests.take({.account = email.left(base::kEmailMax), .from = from}, m_parts.clock.now()))
        return responder.send(tooManyTries());
    m_parts.players.byEmail(email, [this, responder = std::move(responder)](auto found) mutable {
        if (!found)
            responder.send(Response::text(500, u"Server error occurred"_s));
        else if (!*found)
            responder.send(Response::text(400, u"No matching account"_s));
        else
            deliverCode((*found)->id, std::move(responder));
    });
}

void AuthRoutes::deliverCode(base::PlayerId player, Responder responder)
{
    session::Session *session = m_parts.presence.find(player);
    if (session == nullptr || !session->connection().isOpen())
        return responder.send(Response::text(400, u"Connect to the server in the game and open the main menu first"_s));
    const auto code = m_codes.issue(player);
    if (!code)
        return responder.send(Response::text(500, u"Failed to generate login code"_s));
    session->connection().notify(session::messaging::sendMessage,
                                 session::messaging::SendMessage::to(player, content::loginCodeNotification(*code)));
    responder.send(Response::empty(200));
}

void AuthRoutes::exchangeCode(const QString &code, base::Ipv4 from, Responder responder)
{
    const LoginBudget::Ticket ticket {.account = {}, .from = from};
    if (!m_exchanges.take(ticket, m_parts.clock.now()))
        return responder.send(tooManyTries());
    const auto player = m_codes.redeem(code);
    if (!player)
        return responder.send(wrongCode());
    m_exchanges.giveBack(ticket, m_parts.clock.now());
    // Deleted meanwhile: the code is as wrong as any other.
    m_parts.players.byId(*player, [this, responder = std::move(responder)](auto found) mutable {
        if (!found)
            responder.send(Response::text(500, u"Server error occurred"_s));
        else if (!*found)
            responder.send(wrongCode());
        else
            signIn((*found)->id, std::move(responder));
    });
}

} // namespace server
