#pragma once
// One connection of a server: feeds the parser, runs one request after the other, writes the answers. Lives in its
// ConnectionSet until the stream ends or is handed over by an upgrade.

#include <core/http/connectionset.h>
#include <core/http/exchange.h>
#include <core/http/requestparser.h>

#include <memory>

namespace http {

class ServerConnection final : public net::StreamHandler, public std::enable_shared_from_this<ServerConnection>
{
public:
    ServerConnection(ConnectionSet &set, net::StreamPtr stream);
    ~ServerConnection() override;

    // --- for the set
    void start(ConnectionSet::Place place);
    void onDeadline();
    void leave();  // close when nothing is under way
    void detach(); // the set has let go of us
    [[nodiscard]] bool isBusy() const;

private:
    class Pending; // the exchange under way
    enum class State {
        Reading,  // a head
        Deciding, // the handler has the head
        Body,     // wanted by the handler
        Working,  // the handler has everything
        Sending,  // a body that is read piece by piece
        Skipping, // the rest of a body nobody wants
        Draining, // the client is to read before it may ask again
        Leaving,  // answered for the last time
    };

    void onBytes(net::ByteView bytes) override;
    void onEnd() override;
    void onDrained() override;
    void onClosed(net::CloseReason reason) override;

    void process();
    // These return whether there is more to do right now.
    [[nodiscard]] bool step();
    [[nodiscard]] bool onEvent(RequestEvent &event);
    [[nodiscard]] bool onHead(RequestHead head);
    [[nodiscard]] bool onMessageEnd();
    void onParseError(RequestError error);
    void settle(); // after all steps: phase, reading

    void wantBody(qsizetype bytesMax, BodyCallback callback);
    void answer(const Response &response);
    void sendMore();
    void afterAnswer();
    void answerUpgrade(const Response &response, UpgradeCallback callback);
    [[nodiscard]] Persist persistAfter(bool bodyUnread) const;
    void writeAnswer(const Response &response, const AnswerTo &to);
    void giveBody();
    void closeStream();
    void setPhase(Phase phase);
    void removeFromSet();

    ConnectionSet *m_set;
    ConnectionSet::Place m_place;
    net::StreamPtr m_stream;
    RequestParser m_parser;
    std::shared_ptr<Pending> m_exchange;
    QByteArray m_body;
    BodyCallback m_bodyCallback;
    std::shared_ptr<BodySource> m_source; // what is being sent
    qint64 m_sourceLeft = 0;
    bool m_closeAfterAnswer = false;
    State m_state = State::Reading;
    Phase m_phase = Phase::Head;
    bool m_inSet = false;
    bool m_processing = false;
    bool m_messageEnded = false; // of the current request: its body, if any, is behind us
    bool m_reading = true;
    bool m_peerEnded = false;
    bool m_served = false; // at least one request
};

} // namespace http
