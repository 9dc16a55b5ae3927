#include <core/game/commands/creategame.h>

#include <core/game/commands/address.h>

#include <QLoggingCategory>

namespace game {

namespace {
Q_LOGGING_CATEGORY(logGameCommands, "app.game", QtInfoMsg)
} // namespace

void CreateGameHandler::operator()(const CreateGameRequest &request, blaze::Context &context,
                                   blaze::Reply<CreateGameResponse> reply)
{
    session::Session &sender = session::Session::of(context);
    if (request.version != kGameVersion) {
        // Builds of the game do not play together, but whose build is the odd one shows only later.
        qCInfo(logGameCommands) << "player" << base::number(sender.player()->account.id) << "has another game version";
    }
    if (!request.address.isEmpty())
        takeAddress(sender, request.address.first().get<2>(), m_settings);
    const auto game = m_games.create(sender, request.settings, request.attributes);
    if (!game)
        return reply.fail(game.error());
    reply.ok({.game = *game});
}

} // namespace game
