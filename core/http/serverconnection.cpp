#include <core/http/serverconnection.h>

#include <algorithm>

namespace http {

using namespace Qt::StringLiterals;

namespace {

// Unread bytes we hold while an answer is being made; above it the client must wait.
constexpr qsizetype kHeldWhileBusyMax = base::kHttpHeadMax;
// A client that has so much of its answers still to read gets no further ones.
constexpr qsizetype kUnreadAnswersMax = base::kReadChunk;

} // namespace

class ServerConnection::Pending final : public Exchange
{
public:
    Pending(ServerConnection &connection, Request request)
        : Exchange(std::move(request))
        , m_connection(&connection)
    {}
    void wantBody(qsizetype bytesMax, BodyCallback callback) override
    {
        if (m_connection)
            m_connection->wantBody(bytesMax, std::move(callback));
    }
    void detach() { m_connection = nullptr; }

private:
    void deliver(Response response) override
    {
        if (m_connection)
            m_connection->answer(response);
    }
    void deliverUpgrade(Response response, UpgradeCallback callback) override
    {
        if (m_connection)
            m_connection->answerUpgrade(response, std::move(callback));
    }
    ServerConnection *m_connection; // nullptr: gone
};

ServerConnection::ServerConnection(ConnectionSet &set, net::StreamPtr stream)
    : m_set(&set)
    , m_stream(std::move(stream))
{}

ServerConnection::~ServerConnection()
{
    if (m_exchange)
        m_exchange->detach();
}

void ServerConnection::start(ConnectionSet::Place place)
{
    m_place = place;
    m_inSet = true;
    m_stream->setHandler(this);
}

void ServerConnection::detach()
{
    m_inSet = false;
    if (m_exchange)
        std::exchange(m_exchange, nullptr)->detach();
    m_stream.reset();
}

bool ServerConnection::isBusy() const
{
    return m_exchange || m_source || (m_stream && m_stream->bytesQueued() > 0);
}

void ServerConnection::leave()
{
    closeStream();
}

void ServerConnection::onDeadline()
{
    const auto self = shared_from_this();
    if (m_phase != Phase::Idle && m_stream)
        m_set->noteMisbehaviour(u"it took too long to send a request"_s, m_stream->peer());
    const bool asked = m_phase == Phase::Body || (m_phase == Phase::Head && !m_parser.isBetweenRequests());
    if (m_state == State::Body)
        m_exchange->answer(Response::empty(408));
    else if (asked && m_state == State::Reading)
        writeAnswer(Response::empty(408), {1, false, Persist::Close});
    closeStream();
}

void ServerConnection::onBytes(net::ByteView bytes)
{
    m_parser.feed(bytes);
    process();
}

void ServerConnection::onEnd()
{
    m_peerEnded = true;
    // What was asked for is still answered; half a request never will be.
    if (m_state == State::Reading || m_state == State::Body || m_state == State::Skipping)
        closeStream();
}

void ServerConnection::onDrained()
{
    const auto self = shared_from_this();
    if (m_state == State::Sending) {
        sendMore();
    } else if (m_state == State::Draining) {
        m_state = State::Reading;
        process();
    }
}

void ServerConnection::onClosed(net::CloseReason /*reason*/)
{
    const auto self = shared_from_this();
    if (m_exchange)
        std::exchange(m_exchange, nullptr)->detach();
    m_bodyCallback = {};
    m_source.reset();
    removeFromSet();
}

void ServerConnection::process()
{
    if (m_processing)
        return; // the loop further up goes on with it
    const auto self = shared_from_this();
    m_processing = true;
    while (m_stream && step()) {
    }
    m_processing = false;
    if (m_stream)
        settle();
}

bool ServerConnection::step()
{
    switch (m_state) {
    case State::Reading:
    case State::Body:
    case State::Skipping:
        break;
    case State::Deciding:
    case State::Working:
    case State::Sending:
    case State::Draining:
    case State::Leaving:
        return false;
    }
    auto event = m_parser.next();
    if (!event) {
        onParseError(event.error());
        return false;
    }
    return *event && onEvent(**event);
}

bool ServerConnection::onEvent(RequestEvent &event)
{
    if (auto *head = std::get_if<RequestHead>(&event))
        return onHead(std::move(*head));
    if (const auto *chunk = std::get_if<BodyChunk>(&event)) {
        if (m_state == State::Body)
            m_body.append(base::asChars(chunk->bytes));
        return true;
    }
    return onMessageEnd();
}

bool ServerConnection::onHead(RequestHead head)
{
    m_served = true;
    m_messageEnded = false;
    setPhase(Phase::Working); // so that whatever comes next gets a deadline of its own
    if (!head.hasBody()) {
        // The end is known already, and what is behind it may belong to an upgraded stream.
        const auto end = m_parser.next();
        m_messageEnded = end && *end && std::holds_alternative<MessageEnd>(**end);
    }
    m_state = State::Deciding;
    m_exchange = std::make_shared<Pending>(*this, Request {std::move(head), m_stream->peer(), {}});
    const auto exchange = m_exchange; // an answer lets go of it
    m_set->handler().onRequest(exchange);
    return true;
}

bool ServerConnection::onMessageEnd()
{
    m_messageEnded = true;
    if (m_state == State::Body)
        giveBody();
    else
        m_state = State::Reading;
    return true;
}

void ServerConnection::giveBody()
{
    m_state = State::Working;
    auto callback = std::move(m_bodyCallback);
    callback(std::exchange(m_body, {}));
}

void ServerConnection::onParseError(RequestError error)
{
    m_set->noteMisbehaviour(error == RequestError::Malformed ? u"its request cannot be read"_s
                                                             : u"its request is too large"_s,
                            m_stream->peer());
    if (m_exchange) // inside a wanted body
        m_exchange->answer(error == RequestError::BodyTooLarge
                               ? Response::text(413, u"Failed to buffer the request body: length limit exceeded"_s)
                               : Response::empty(statusOf(error)));
    else if (m_state == State::Reading)
        writeAnswer(Response::empty(statusOf(error)), {1, false, Persist::Close});
    closeStream();
}

void ServerConnection::wantBody(qsizetype bytesMax, BodyCallback callback)
{
    if (m_state != State::Deciding)
        return;
    const auto self = shared_from_this();
    m_bodyCallback = std::move(callback);
    m_parser.setBodyLimit(bytesMax);
    if (m_messageEnded) {
        giveBody();
    } else {
        m_state = State::Body;
        const RequestHead &head = m_exchange->request().head;
        const bool fits = head.contentLength.value_or(0) <= static_cast<quint64>(bytesMax);
        if (head.expectContinue && fits)
            m_stream->write(base::asBytes(std::string_view("HTTP/1.1 100 Continue\r\n\r\n")));
    }
    process();
}

Persist ServerConnection::persistAfter(bool bodyUnread) const
{
    const RequestHead &head = m_exchange->request().head;
    if (!head.keepAlive || m_peerEnded || m_set->isStopping())
        return Persist::Close;
    // A client told not to send its body may send it all the same or not: nobody knows where the next request begins.
    if (bodyUnread && (head.expectContinue || m_state == State::Body))
        return Persist::Close;
    return head.contentLength.value_or(0) > static_cast<quint64>(base::kHttpBodyMax) ? Persist::Close
                                                                                     : Persist::KeepAlive;
}

void ServerConnection::answer(const Response &response)
{
    const auto self = shared_from_this();
    const bool bodyUnread = !m_messageEnded;
    const RequestHead &head = m_exchange->request().head;
    const AnswerTo to {head.versionMinor, head.method == Method::Head, persistAfter(bodyUnread)};
    writeAnswer(response, to);
    const auto done = std::exchange(m_exchange, nullptr);
    done->detach();
    m_bodyCallback = {};
    m_body.clear();
    m_closeAfterAnswer = to.persist == Persist::Close;
    if (response.source && sendsBody(response, to)) {
        m_source = response.source;
        m_sourceLeft = m_source->size();
        m_state = State::Sending;
        sendMore();
    } else {
        afterAnswer();
    }
}

void ServerConnection::afterAnswer()
{
    if (m_closeAfterAnswer) {
        closeStream();
        return;
    }
    if (!m_messageEnded) {
        m_parser.setBodyLimit(base::kHttpBodyMax);
        m_state = State::Skipping;
    } else {
        m_state = m_stream->bytesQueued() > kUnreadAnswersMax ? State::Draining : State::Reading;
    }
    process();
}

void ServerConnection::sendMore()
{
    // More than one chunk in each turn: only then the stream is sure to call when it has room again.
    while (m_sourceLeft > 0 && m_stream->bytesQueued() <= base::kReadChunk) {
        const QByteArray bytes = m_source->read(std::min<qint64>(m_sourceLeft, base::kReadChunk));
        if (bytes.isEmpty() || bytes.size() > m_sourceLeft) {
            m_source.reset();
            m_state = State::Leaving;
            m_stream->abort();
            return;
        }
        m_sourceLeft -= bytes.size();
        m_stream->write(base::asBytes(QByteArrayView(bytes)));
    }
    if (m_sourceLeft > 0)
        return;
    m_source.reset();
    afterAnswer();
}

void ServerConnection::writeAnswer(const Response &response, const AnswerTo &to)
{
    QByteArray head;
    head.reserve(256);
    appendHead(head, response, to);
    m_stream->write(base::asBytes(QByteArrayView(head)));
    if (!response.source && sendsBody(response, to))
        m_stream->write(base::asBytes(QByteArrayView(response.body)));
}

void ServerConnection::answerUpgrade(const Response &response, UpgradeCallback callback)
{
    const auto self = shared_from_this();
    if (!m_messageEnded) { // an upgrade with a body: where the stream begins would be a guess
        answer(Response::empty(400));
        return;
    }
    writeAnswer(response, {1, false, Persist::KeepAlive});
    std::exchange(m_exchange, nullptr)->detach();
    QByteArray leftover = m_parser.takeRemaining();
    if (!m_reading)
        m_stream->setReading(true);
    auto stream = std::move(m_stream);
    stream->setHandler(nullptr);
    removeFromSet();
    callback(std::move(stream), std::move(leftover));
}

void ServerConnection::closeStream()
{
    if (!m_stream || m_state == State::Leaving)
        return;
    m_state = State::Leaving;
    setPhase(Phase::Working);
    m_stream->close();
}

void ServerConnection::settle()
{
    switch (m_state) {
    case State::Reading:
        if (m_set->isStopping() || m_peerEnded)
            closeStream();
        else if (!m_parser.isBetweenRequests())
            setPhase(Phase::Head);
        else if (m_served)
            setPhase(Phase::Idle);
        break;
    case State::Body:
    case State::Skipping:
        setPhase(Phase::Body);
        break;
    case State::Deciding:
    case State::Working:
    case State::Sending:
    case State::Draining:
    case State::Leaving:
        setPhase(Phase::Working);
        break;
    }
    const bool consumes = m_state == State::Reading || m_state == State::Body || m_state == State::Skipping;
    const bool reading = consumes || m_parser.bytesBuffered() <= kHeldWhileBusyMax;
    if (reading != m_reading && m_state != State::Leaving) {
        m_reading = reading;
        m_stream->setReading(reading);
    }
}

// Entering a phase starts its deadline; staying in one does not prolong it.
void ServerConnection::setPhase(Phase phase)
{
    if (!m_inSet || phase == m_phase)
        return;
    m_set->enter(m_place, m_phase, phase);
    m_phase = phase;
}

void ServerConnection::removeFromSet()
{
    if (std::exchange(m_inSet, false))
        m_set->remove(m_place, m_phase);
}

} // namespace http
