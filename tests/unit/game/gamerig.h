#pragma once
// A game with players whose connections go nowhere, for tests of what knows no server.

#include <core/blaze/router.h>
#include <core/game/game.h>
#include <core/session/presence.h>
#include <tests/support/manualtime.h>

#include <memory>
#include <vector>

namespace test {

class GameRig
{
public:
    test::ManualTime time;
    game::Game game {base::GameId {1}, time};

    // A player of this number, logged in.
    session::Session &session(quint32 id, std::optional<session::AssociationId> association = std::nullopt)
    {
        auto connection =
            std::make_shared<blaze::Connection>(base::ConnectionId {id}, base::Ipv4 {0x01020304}, m_router, m_nowhere);
        auto made = std::make_unique<session::Session>(
            *connection, m_nowhere, session::Arrival {.source = {0x01020304}, .association = association});
        session::Session &session = *made;
        connection->setState(std::move(made));
        m_connections.push_back(std::move(connection));
        m_presence.signIn(session, {.id = base::PlayerId {id}, .displayName = QString::number(id)});
        return session;
    }
    game::GamePlayer &add(quint32 id, game::PlayerState state = game::PlayerState::Connected)
    {
        return game.add(
            {.id = base::PlayerId {id}, .name = QString::number(id), .session = &session(id), .state = state});
    }

private:
    class Nowhere final : public session::Transport
    {
    public:
        void write(base::ByteView /*bytes*/) override {}
        [[nodiscard]] qsizetype bytesQueued() const override { return 0; }
        void setReading(bool /*reading*/) override {}
        void finish() override {}
        void close(blaze::CloseCause /*cause*/) override {}
        void end(session::EndReason /*reason*/) override {}
    };
    Nowhere m_nowhere;
    session::NoGames m_noGames;
    session::Presence m_presence {m_noGames, time};
    blaze::Router m_router {time};
    std::vector<std::shared_ptr<blaze::Connection>> m_connections;
};

} // namespace test
