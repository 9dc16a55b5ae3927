#pragma once
// One connection of a simulation. Believes what it is told and nothing else: in which game it is, with whom, on which
// slots, who hosts, in which state. After every step that must be what the server holds, so nobody has been forgotten.

#include <core/blaze/client.h>
#include <core/blaze/framereader.h>
#include <core/game/notifications.h>
#include <core/game/searchstatus.h>
#include <core/session/sessions.h>

#include <map>
#include <memory>
#include <optional>
#include <set>

namespace scenario {

// How often each kind of thing has happened, to see that a run has not been idle.
struct SimTally
{
    quint64 games = 0;
    quint64 entered = 0; // others' games
    quint64 placed = 0;  // of these by a search
    quint64 migrations = 0;
    quint64 fullGames = 0;
    quint64 refused = 0; // requests
    quint64 reports = 0;
};

class SimClient final : public session::Transport
{
public:
    explicit SimClient(SimTally &tally)
        : m_tally(tally)
    {}

    struct Member
    {
        int slot = 0;
        game::PlayerState state {};
    };
    struct Belief
    {
        base::GameId game {};
        game::GameState state {};
        quint16 settings = 0;
        game::Attributes attributes;
        base::PlayerId host {};
        std::map<base::PlayerId, Member> members;
    };

    std::shared_ptr<blaze::Connection> connection;
    session::AssociationId association;
    bool responsive = true; // pings; otherwise it is given up after a while
    bool closing = false;   // the server has ended it
    bool gone = false;
    qsizetype queued = 0; // more than an outbox holds: it takes nothing any more
    const char *broken = nullptr;

    // A new login knows nothing.
    void forget();
    [[nodiscard]] session::Session &session() const { return session::Session::of(*connection); }
    // nullptr: not logged in.
    [[nodiscard]] const session::SignedInPlayer *player() const { return session().player(); }
    [[nodiscard]] const std::optional<Belief> &belief() const { return m_belief; }

    template <class Request, class Response>
    void send(const blaze::Command<Request, Response> &command, const Request &request = {})
    {
        base::ByteBuffer out;
        blaze::appendRequest(out, command, nextSequence(), request);
        sendBytes(out.view());
    }
    void sendRaw(std::uint16_t component, std::uint16_t command, const QByteArray &body);

    // session::Transport
    void write(blaze::ByteView bytes) override;
    [[nodiscard]] qsizetype bytesQueued() const override { return queued; }
    void setReading(bool /*reading*/) override {}
    void finish() override { closing = true; }
    void close(blaze::CloseCause /*cause*/) override { closing = true; }
    void end(session::EndReason /*reason*/) override { closing = true; }

private:
    [[nodiscard]] std::uint32_t nextSequence() { return m_sequence = (m_sequence + 1) & blaze::kSequenceMax; }
    void sendBytes(base::ByteView bytes);
    void take(const blaze::Frame &frame);
    void heard(const blaze::Frame &frame);
    void heardUsers(const blaze::Frame &frame);
    void joined(const game::GameSetup &setup);
    void removed(const game::PlayerRemoved &removal);
    // What a message must be about; otherwise something is broken.
    [[nodiscard]] Belief *about(base::GameId game);
    [[nodiscard]] Member *member(base::GameId game, base::PlayerId player);
    void fail(const char *what);

    SimTally &m_tally;
    blaze::FrameReader m_reader {base::kFrameBodyCeiling};
    std::optional<Belief> m_belief;
    std::map<base::PlayerId, int> m_known; // of whom it has heard: UserAdded without UserRemoved
    bool m_statusHeard = false;
    std::uint32_t m_sequence = 0;
    std::optional<std::uint32_t> m_awaited;
};

} // namespace scenario
