#include <core/server/routes/playerchanges.h>

#include <core/base/displayname.h>
#include <core/base/email.h>
#include <core/server/routes/answers.h>

#include <QLoggingCategory>

namespace server {

using namespace Qt::StringLiterals;
using http::Responder;
using http::Response;

namespace {

Q_LOGGING_CATEGORY(logPlayers, "app.server.accounts", QtInfoMsg)

Response answerFor(session::AccountError error)
{
    switch (error) {
    case session::AccountError::NotFound:
        return playerNotFound();
    case session::AccountError::Busy:
        return busy();
    default:
        return internalError();
    }
}

} // namespace

PlayerChanges::PlayerChanges(AccountService &accounts, storage::Players &players, session::Presence &presence)
    : m_accounts(accounts)
    , m_players(players)
    , m_presence(presence)
{}

void PlayerChanges::remove(base::PlayerId player, Responder responder)
{
    m_players.remove(player, [this, player, responder = std::move(responder)](auto removed) mutable {
        if (!removed)
            return responder.send(server::answerFor(removed.error()));
        qCInfo(logPlayers) << "account" << base::number(player) << "was deleted";
        m_presence.removePlayer(player);
        responder.send(Response::empty(200));
    });
}

void PlayerChanges::setPassword(base::PlayerId player, const QString &password, Responder responder)
{
    if (const auto problem = passwordProblem(password))
        return responder.send(*problem);
    m_accounts.setPassword(player, base::Secret(password.toUtf8()),
                           [responder = std::move(responder)](auto written) mutable {
                               responder.send(written ? Response::empty(200) : answerFor(written.error()));
                           });
}

void PlayerChanges::setDetails(const storage::PlayerRecord &player, const DetailsBody &details, Responder responder)
{
    QString name = player.displayName;
    if (details.username != name) {
        const auto clean = base::cleanDisplayName(details.username);
        if (!clean)
            return responder.send(Response::text(400, u"Provided username is invalid"_s));
        name = *clean;
    }
    if (details.email != player.email && !base::isEmailAddress(details.email))
        return responder.send(Response::text(400, u"Invalid email address"_s));
    if (name == player.displayName && details.email == player.email)
        return responder.send(Response::empty(200));
    m_players.setDetails(player.id, name, details.email, [responder = std::move(responder)](auto written) mutable {
        if (written)
            responder.send(Response::empty(200));
        else if (written.error() == storage::StoreError::Taken)
            responder.send(Response::text(400, u"Email address already in use"_s));
        else
            responder.send(server::answerFor(written.error()));
    });
}

} // namespace server
