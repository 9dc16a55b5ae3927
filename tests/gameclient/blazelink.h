#pragma once
// The game's end of a Blaze connection, and a strict one: answers come in the order of the requests and match them in
// sequence, component and command; a notification never comes before the answer to the request that caused it, and
// carries sequence 0; fields stand in the order the game needs. The first offence is a problem and ends the link.
// Network thread.

#include <core/base/moveonlyfunction.h>
#include <core/blaze/framereader.h>
#include <core/net/transport.h>
#include <core/tdf/value.h>

#include <QString>

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace gameclient {

// A command or a notification, by its number on the wire.
struct CommandId
{
    std::uint16_t component = 0;
    std::uint16_t command = 0;
    const char *name = "";
    bool operator==(const CommandId &other) const { return component == other.component && command == other.command; }
};

struct Answer
{
    std::uint16_t error = 0; // not 0: an error frame
    tdf::Fields body;
};

class BlazeLink final : private net::StreamHandler
{
public:
    using Answered = base::MoveOnlyFunction<void(const Answer &)>;
    using Notified = base::MoveOnlyFunction<void(const tdf::Fields &)>;
    using OneNotified = base::MoveOnlyFunction<void(std::size_t which, const tdf::Fields &)>;
    using Ended = base::MoveOnlyFunction<void(const QString &problem)>; // empty: both sides closed in order

    // `ended` runs once, when the link is over for whatever reason; the link may be destroyed inside it.
    BlazeLink(net::StreamPtr stream, Ended ended);
    ~BlazeLink() override;

    // `causes`: notifications that this request brings about on this connection.
    void ask(const CommandId &command, const tdf::Fields &body, Answered then, std::vector<CommandId> causes = {});
    // The next notification, which must be this one; it may have come already.
    void await(const CommandId &notification, Notified then);
    // The same where it may be any of these; `which` is the place in the list.
    void awaitOne(std::vector<CommandId> notifications, OneNotified then);
    // The next notification if it has come already and is this one.
    [[nodiscard]] std::optional<tdf::Fields> takeIfNext(const CommandId &notification);
    // Ends our side; `ended` follows when the server has ended its own.
    void close();

    [[nodiscard]] std::size_t notificationsUnclaimed() const noexcept { return m_notifications.size(); }
    // Of the one that came first; a command of zeros when there is none.
    [[nodiscard]] CommandId nextUnclaimed() const
    {
        return m_notifications.empty() ? CommandId {} : m_notifications.front().id;
    }
    [[nodiscard]] std::size_t answersOwed() const noexcept { return m_pending.size(); }
    [[nodiscard]] std::uint32_t requestsSent() const noexcept { return m_sequenceNext; }

private:
    struct Pending
    {
        CommandId command;
        std::uint32_t sequence = 0;
        Answered then;
        std::vector<CommandId> causes;
    };
    struct Notification
    {
        CommandId id;
        tdf::Fields body;
    };
    void onBytes(base::ByteView bytes) override;
    void onEnd() override;
    void onClosed(net::CloseReason reason) override;
    void handle(const blaze::Frame &frame);
    void handleAnswer(const blaze::FrameHeader &header, tdf::Fields body);
    void handleNotification(const blaze::FrameHeader &header, tdf::Fields body);
    void give(const CommandId &id, const tdf::Fields &body);
    void fail(const QString &problem);

    net::StreamPtr m_stream;
    Ended m_ended;
    blaze::FrameReader m_reader;
    std::uint32_t m_sequenceNext = 0;
    bool m_closing = false;
    std::deque<Pending> m_pending;
    std::deque<Notification> m_notifications;
    std::vector<CommandId> m_awaited;
    OneNotified m_notified;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace gameclient
