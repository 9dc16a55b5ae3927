#include <tests/scenario/random/simclient.h>

#include <core/session/userdata.h>

namespace scenario {

namespace {

template <class Body>
[[nodiscard]] std::optional<Body> bodyOf(const blaze::Frame &frame, const blaze::Notification<Body> &notification)
{
    if (!blaze::announces(frame.header, notification))
        return std::nullopt;
    auto body = blaze::decodeNotification(frame, notification);
    if (!body)
        qFatal("%s does not decode", notification.name);
    return std::move(*body);
}

} // namespace

void SimClient::fail(const char *what)
{
    if (broken == nullptr)
        broken = what;
}

void SimClient::forget()
{
    m_belief.reset();
    m_known.clear();
    m_statusHeard = false;
}

void SimClient::sendRaw(std::uint16_t component, std::uint16_t command, const QByteArray &body)
{
    base::ByteBuffer out;
    blaze::appendFrame(out, {.component = component, .command = command, .sequence = nextSequence()},
                       base::asBytes(QByteArrayView(body)));
    sendBytes(out.view());
}

void SimClient::sendBytes(base::ByteView bytes)
{
    m_awaited = m_sequence;
    connection->feed(bytes);
    if (m_awaited && !closing)
        fail("a request has no answer");
    m_awaited.reset();
}

void SimClient::write(blaze::ByteView bytes)
{
    blaze::ByteView input = bytes;
    while (true) {
        const auto frame = m_reader.next(input);
        if (!frame)
            qFatal("the server sent a frame over the limit");
        if (!*frame)
            return;
        take(**frame);
    }
}

void SimClient::take(const blaze::Frame &frame)
{
    if (frame.header.type == blaze::FrameType::Notify) {
        if (m_awaited)
            fail("a notification before the answer to the request it came with");
        return heard(frame);
    }
    if (m_awaited != frame.header.sequence)
        fail("an answer nobody waits for");
    m_tally.refused += frame.header.type == blaze::FrameType::Error ? 1 : 0;
    m_awaited.reset();
}

SimClient::Belief *SimClient::about(base::GameId game)
{
    if (m_belief && m_belief->game == game)
        return &*m_belief;
    fail("a message about a game one is not in");
    return nullptr;
}

SimClient::Member *SimClient::member(base::GameId game, base::PlayerId player)
{
    Belief *belief = about(game);
    if (belief == nullptr)
        return nullptr;
    const auto entry = belief->members.find(player);
    if (entry != belief->members.end())
        return &entry->second;
    fail("a message about somebody who is not in the game");
    return nullptr;
}

void SimClient::heard(const blaze::Frame &frame)
{
    if (frame.header.component != static_cast<std::uint16_t>(blaze::Component::GameManager))
        return heardUsers(frame);
    if (const auto setup = bodyOf(frame, game::gameSetup)) {
        joined(*setup);
    } else if (const auto joining = bodyOf(frame, game::playerJoining)) {
        if (Belief *belief = about(joining->game)) {
            if (!m_known.contains(joining->player.id))
                fail("somebody joins of whom one has not heard");
            belief->members[joining->player.id] = {joining->player.slot, joining->player.state};
        }
    } else if (const auto removal = bodyOf(frame, game::playerRemoved)) {
        removed(*removal);
    } else if (const auto state = bodyOf(frame, game::gameStateChange)) {
        if (Belief *belief = about(state->game))
            belief->state = state->state;
    } else if (const auto attributes = bodyOf(frame, game::gameAttribChange)) {
        if (Belief *belief = about(attributes->game))
            belief->attributes.insert(attributes->attributes);
    } else if (const auto settings = bodyOf(frame, game::gameSettingsChange)) {
        if (Belief *belief = about(settings->game))
            belief->settings = settings->settings;
    } else if (const auto change = bodyOf(frame, game::gamePlayerStateChange)) {
        if (Member *who = member(change->game, change->player))
            who->state = change->state;
    } else if (const auto migration = bodyOf(frame, game::hostMigrationStart)) {
        if (const Member *who = member(migration->game, migration->host)) {
            m_belief->host = migration->host;
            ++m_tally.migrations;
            if (who->slot != migration->slot)
                fail("the new host is said to have another slot");
        }
    } else if (const auto admin = bodyOf(frame, game::adminListChange)) {
        static_cast<void>(member(admin->game, admin->host));
    } else if (bodyOf(frame, game::matchmakingAsyncStatus)) {
        m_statusHeard = true;
    } else if (const auto destroyed = bodyOf(frame, game::gameRemoved)) {
        if (m_belief)
            fail("a game is no more while one is in it");
    }
}

void SimClient::heardUsers(const blaze::Frame &frame)
{
    if (const auto added = bodyOf(frame, session::userAdded))
        ++m_known[added->user.id];
    else if (const auto forgotten = bodyOf(frame, session::userRemoved))
        m_known.erase(forgotten->user);
}

void SimClient::joined(const game::GameSetup &setup)
{
    if (m_belief)
        fail("one comes into a game while in another");
    if (setup.reason.get<3>() != nullptr && !m_statusHeard)
        fail("placed by a search without a word about it before");
    m_statusHeard = false;
    m_tally.entered += setup.players.size() > 1 ? 1 : 0;
    m_tally.placed += setup.reason.get<3>() != nullptr ? 1 : 0;
    m_tally.fullGames += setup.players.size() == base::kGamePlayersMax ? 1 : 0;
    Belief belief {.game = setup.game.id,
                   .state = setup.game.state,
                   .settings = setup.game.settings,
                   .attributes = setup.game.attributes,
                   .host = setup.game.hostSession};
    const auto *me = player();
    for (const game::PlayerRecord &each : setup.players) {
        belief.members[each.id] = {each.slot, each.state};
        if (me != nullptr && each.id != me->account.id && !m_known.contains(each.id))
            fail("a game with somebody of whom one has not heard");
    }
    m_belief = std::move(belief);
}

void SimClient::removed(const game::PlayerRemoved &removal)
{
    if (member(removal.game, removal.player) == nullptr)
        return;
    m_belief->members.erase(removal.player);
    const auto *me = player();
    if (me != nullptr && removal.player == me->account.id)
        m_belief.reset();
}

} // namespace scenario
