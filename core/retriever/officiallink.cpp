#include <core/retriever/officiallink.h>

#include <core/base/limits.h>
#include <core/ssl3/clientengine.h>

namespace retriever {

OfficialLink::OfficialLink(net::Network &network, base::Random &random, const ssl3::Crypto &crypto,
                           const LinkTarget &target, RetrieveError unreachable)
    : m_network(network)
    , m_random(random)
    , m_crypto(crypto)
    , m_unreachable(unreachable)
    , m_reader(base::kRetrieverFrameMax)
    , m_timer(network)
{
    const net::ConnectOptions options {
        .host = target.host, .port = target.port, .deadline = base::kRetrieverConnectDeadline};
    m_attempt = network.connectTo(options, [this](auto stream) { connected(std::move(stream)); });
}

void OfficialLink::connected(base::Result<net::StreamPtr, net::NetError> stream)
{
    if (!stream)
        return fail(m_unreachable);
    connector::Ssl3StreamOptions options;
    options.handshakeDeadline = base::kRetrieverConnectDeadline;
    connector::Ssl3Observer *observer = this;
    m_stream = std::make_unique<connector::Ssl3Stream>(
        std::move(*stream), std::make_unique<ssl3::ClientEngine>(m_crypto, m_random), m_network, options, observer);
    m_stream->setHandler(this);
    if (!m_waiting.empty())
        m_stream->write(m_waiting.view()); // leaves when the handshake is done
    m_waiting = {};
}

void OfficialLink::askBytes(base::ByteView request, std::uint32_t key, base::MoveOnlyFunction<void(FrameResult)> done)
{
    m_done = std::move(done);
    m_awaitedKey = key;
    if (m_failed) { // from the event loop, as every answer
        m_timer.start(std::chrono::milliseconds(0), [this] { fail(*m_failed); });
        return;
    }
    if (m_stream)
        m_stream->write(request);
    else
        m_waiting.append(request);
    if (m_open)
        awaitAnswer();
}

void OfficialLink::awaitAnswer()
{
    m_timer.start(base::kRetrieverAnswerDeadline, [this] { fail(RetrieveError::TooSlow); });
}

void OfficialLink::fail(RetrieveError error)
{
    m_failed = error;
    m_timer.stop();
    m_attempt.reset();
    if (!m_done)
        return;
    auto done = std::move(m_done);
    m_done = {};
    done(base::failure(error)); // this object may be gone behind here
}

void OfficialLink::onBytes(base::ByteView bytes)
{
    const net::Lifeline::Watch watch(m_lifeline);
    while (!m_failed) {
        const auto frame = m_reader.next(bytes);
        if (!frame)
            return fail(RetrieveError::BadAnswer);
        if (!*frame)
            return;
        const blaze::FrameHeader &header = (*frame)->header;
        const bool isAnswer = header.type == blaze::FrameType::Response || header.type == blaze::FrameType::Error;
        if (!m_done || !isAnswer || header.key() != m_awaitedKey || header.sequence != m_sequence)
            continue;
        m_timer.stop();
        ++m_sequence;
        m_unreachable = RetrieveError::BadAnswer; // a server that ends after this was there
        auto done = std::move(m_done);
        m_done = {};
        done(&**frame);
        if (watch.isCut())
            return;
    }
}

void OfficialLink::onEnd()
{
    fail(m_unreachable);
}

void OfficialLink::onClosed(net::CloseReason /*reason*/)
{
    if (!m_failed)
        fail(m_unreachable);
}

void OfficialLink::onSsl3Open(ssl3::CipherSuite /*suite*/)
{
    m_open = true;
    if (m_done)
        awaitAnswer();
}

void OfficialLink::onSsl3Problem(connector::Ssl3Problem /*problem*/, const ssl3::Failure & /*failure*/)
{
    if (!m_failed)
        fail(m_unreachable);
}

} // namespace retriever
