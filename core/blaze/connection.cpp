#include <core/blaze/connection.h>

#include <core/blaze/router.h>

#include <algorithm>

namespace blaze {

Connection::Connection(base::ConnectionId id, base::Ipv4 peer, Router &router, ConnectionSink &sink)
    : m_id(id)
    , m_peer(peer)
    , m_router(router)
    , m_sink(&sink)
    , m_context(*this)
    , m_reader(base::kFrameBodyAnonymousMax)
{}

Connection::~Connection() = default;

// --- in

void Connection::feed(ByteView bytes)
{
    if (!isOpen() || m_inputEnded)
        return;
    m_bytesReceived += bytes.size();
    const auto self = shared_from_this(); // a handler or the sink may let go of us
    const Turn turn(*this);
    // Called from inside a handler, or although reading was stopped: keep the order of the bytes.
    if (m_turns > 1 || !m_backlog.empty()) {
        m_backlog.append(bytes);
        if (m_backlog.size() > static_cast<std::size_t>(base::kBacklogBytesMax))
            close(CloseCause::Flooded);
        return;
    }
    takeFrames(bytes);
    if (!bytes.empty() && isOpen())
        m_backlog.append(bytes);
}

void Connection::endOfInput()
{
    const auto self = shared_from_this();
    const Turn turn(*this);
    m_inputEnded = true;
}

void Connection::transportClosed() noexcept
{
    m_sink = nullptr;
}

void Connection::takeFrames(ByteView &input)
{
    while (isOpen() && !isFull()) {
        const auto frame = m_reader.next(input);
        if (!frame) {
            close(CloseCause::FrameTooLong);
            return;
        }
        if (!*frame)
            return;
        const auto &[header, body] = **frame;
        m_router.observe(*this, Direction::In, **frame);
        if (header.type != FrameType::Request) {
            m_router.ignored(header);
        } else if (m_inProgress) {
            m_pending.push_back({header, base::toByteArray(body)});
            m_pendingBytes += static_cast<qsizetype>(body.size());
        } else {
            begin(header, body);
        }
    }
}

void Connection::takeBacklog()
{
    // A handler may append to the backlog while we look at it.
    ByteBuffer backlog = std::move(m_backlog);
    ByteView input = backlog.view();
    takeFrames(input);
    backlog.consume(backlog.size() - input.size());
    if (!m_backlog.empty())
        backlog.append(m_backlog.view());
    m_backlog = std::move(backlog);
}

void Connection::begin(const FrameHeader &header, ByteView body)
{
    m_inProgress = true;
    m_context.m_header = header;
    ++m_serial;
    m_router.dispatch(*this, m_context, m_serial, body);
}

// Runs when the outermost step is over: begins what waits, and tells the sink where we stand.
void Connection::pump()
{
    while (isOpen()) {
        ++m_turns; // answers given by handlers must not come back here
        if (!m_inProgress && m_pendingFirst < m_pending.size()) {
            const Pending next = std::move(m_pending[m_pendingFirst++]);
            m_pendingBytes -= next.body.size();
            if (m_pendingFirst == m_pending.size()) {
                m_pending = {};
                m_pendingFirst = 0;
            }
            begin(next.header, base::asBytes(QByteArrayView(next.body)));
            --m_turns;
            continue;
        }
        const bool more = !m_backlog.empty() && !isFull();
        if (more)
            takeBacklog();
        --m_turns;
        if (!more || (m_inProgress && isFull()))
            break;
    }
    if (!isOpen())
        return;
    updateReading();
    if (m_inputEnded && !m_inProgress && m_pending.empty() && m_backlog.empty()) {
        m_finished = true;
        m_sink->finish();
    }
}

bool Connection::isFull() const noexcept
{
    return requestsPending() >= base::kRequestsPendingMax || m_pendingBytes >= base::kRequestsPendingBytesMax;
}

void Connection::updateReading()
{
    const bool reading = m_backlog.empty() && !isFull();
    if (reading == m_reading)
        return;
    m_reading = reading;
    m_sink->setReading(reading);
}

int Connection::requestsPending() const noexcept
{
    return static_cast<int>(m_pending.size() - m_pendingFirst) + (m_inProgress ? 1 : 0);
}

qsizetype Connection::bytesBuffered() const noexcept
{
    return m_reader.bytesBuffered() + m_pendingBytes + static_cast<qsizetype>(m_backlog.size() + m_deferred.size());
}

bool Connection::admit(const CommandInfo &command, base::MonotonicTime now)
{
    const double burst = command.rate.burst;
    auto bucket = std::find_if(m_buckets.begin(), m_buckets.end(),
                               [&](const Bucket &candidate) { return candidate.key == command.key(); });
    if (bucket == m_buckets.end())
        bucket = m_buckets.insert(bucket, {command.key(), burst, now});
    const std::chrono::duration<double, std::ratio<60>> minutes = now - bucket->at;
    bucket->tokens = std::min(burst, bucket->tokens + minutes.count() * command.rate.perMinute);
    bucket->at = now;
    if (bucket->tokens < 1)
        return false;
    bucket->tokens -= 1;
    return true;
}

// --- out

ByteBuffer Connection::takeScratch()
{
    return m_router.takeScratch();
}

void Connection::answerEmpty(FrameType type, Error error)
{
    answer(type, error, Empty {});
}

void Connection::sendAnswer(ByteBuffer &&frame)
{
    const Turn turn(*this); // what waits begins only when this answer and its notifications are out
    observeOutgoing(frame.view());
    m_sink->write(frame.view());
    m_router.giveScratch(std::move(frame));
    m_inProgress = false;
    if (isOpen() && !m_deferred.empty()) {
        observeOutgoing(m_deferred.view());
        m_sink->write(m_deferred.view());
    }
    m_deferred = {};
    checkOutbox();
}

void Connection::sendNotification(ByteBuffer &&frame)
{
    if (m_inProgress) {
        m_deferred = std::move(frame);
    } else {
        observeOutgoing(frame.view());
        m_sink->write(frame.view());
        m_router.giveScratch(std::move(frame));
    }
    checkOutbox();
}

void Connection::notifyEncoded(const EncodedNotification &notification)
{
    if (!isOpen() || notification.isEmpty())
        return;
    if (m_inProgress) {
        m_deferred.append(notification.bytes());
    } else {
        observeOutgoing(notification.bytes());
        m_sink->write(notification.bytes());
    }
    checkOutbox();
}

void Connection::checkOutbox()
{
    if (!isOpen())
        return;
    if (m_sink->bytesQueued() + static_cast<qsizetype>(m_deferred.size()) > base::kOutboxBytesMax)
        close(CloseCause::SlowReader);
}

void Connection::close(CloseCause cause)
{
    ConnectionSink *sink = std::exchange(m_sink, nullptr);
    m_pending = {};
    m_pendingFirst = 0;
    m_pendingBytes = 0;
    m_backlog = {};
    m_deferred = {};
    if (sink != nullptr)
        sink->close(cause);
}

void Connection::observeOutgoing(ByteView frames)
{
    if (m_router.m_observer == nullptr)
        return;
    FrameReader reader(base::kFrameBodyCeiling);
    while (const auto frame = reader.next(frames)) {
        if (!*frame)
            return;
        m_router.observe(*this, Direction::Out, **frame);
    }
}

} // namespace blaze
