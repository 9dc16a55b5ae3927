#include <core/connector/redirectorsession.h>

#include <core/base/limits.h>
#include <core/blaze/framewriter.h>
#include <core/connector/log.h>
#include <core/connector/redirectormessages.h>
#include <core/ssl3/serverengine.h>
#include <core/tdf/codec.h>

#include <algorithm>

namespace connector {

using std::chrono::milliseconds;

namespace {

enum class Opening {
    Ssl,
    Plain,
    Unknown, // more bytes are needed
};

// An SSL record of a handshake starts 16 03, an SSL 2 style hello with the high bit set; a frame with its length,
// which has two bytes and stays far below the high bit.
Opening openingOf(base::ByteView bytes)
{
    if (bytes.empty())
        return Opening::Unknown;
    if ((bytes[0] & std::byte {0x80}) != std::byte {0})
        return Opening::Ssl;
    if (bytes[0] != static_cast<std::byte>(ssl3::RecordType::Handshake))
        return Opening::Plain;
    if (bytes.size() < 2)
        return Opening::Unknown;
    return bytes[1] == std::byte {3} ? Opening::Ssl : Opening::Plain;
}

RedirectorProblem toProblem(Ssl3Problem problem, const ssl3::Failure &failure)
{
    if (problem != Ssl3Problem::Failed)
        return RedirectorProblem::HandshakeSlow;
    const bool aboutCertificate = failure.kind == ssl3::FailureKind::PeerAlert &&
                                  failure.alert >= ssl3::Alert::NoCertificate &&
                                  failure.alert <= ssl3::Alert::CertificateUnknown;
    if (aboutCertificate || failure.kind == ssl3::FailureKind::CertificateRefused)
        return RedirectorProblem::CertificateRefused;
    if (failure.kind == ssl3::FailureKind::CutOff)
        return RedirectorProblem::CutOff;
    return RedirectorProblem::HandshakeFailed;
}

} // namespace

RedirectorSession::RedirectorSession(Redirector &owner, net::StreamPtr stream, base::MonotonicTime accepted)
    : m_owner(owner)
    , m_peer(stream->peer())
    , m_accepted(accepted)
    , m_reader(base::kRedirectorFrameMax)
    , m_deadline(owner.m_network)
    , m_silence(owner.m_network)
    , m_lifetime(owner.m_network)
    , m_stream(std::move(stream))
{
    m_stream->setHandler(this);
    m_stream->setReading(false);
    m_deadline.start(base::kSslHandshakeDeadline, [this] { giveUp(RedirectorProblem::HandshakeSlow); });
    m_lifetime.start(base::kRedirectorLifetimeMax, [this] { giveUp(RedirectorProblem::FrameSlow); });
}

void RedirectorSession::begin()
{
    m_stage = Stage::Sniffing;
    m_silence.start(base::kSslSilenceDeadline, [this] { giveUp(RedirectorProblem::HandshakeSlow); });
    m_stream->setReading(true);
}

void RedirectorSession::onBytes(base::ByteView bytes)
{
    m_silence.stop();
    if (m_stage == Stage::Sniffing)
        sniff(bytes);
    else if (m_stage == Stage::Frames)
        readFrames(bytes);
}

void RedirectorSession::sniff(base::ByteView bytes)
{
    m_sniffed.append(bytes);
    const Opening opening = openingOf(m_sniffed.view());
    if (opening == Opening::Unknown)
        return;
    const base::ByteBuffer first = std::move(m_sniffed);
    m_sniffed = {};
    if (opening == Opening::Plain) {
        startFrames();
        readFrames(first.view());
    } else {
        startSsl();
        // May end with this session destroyed: nothing behind it.
        static_cast<Ssl3Stream &>(*m_stream).feed(first.view());
    }
}

void RedirectorSession::startSsl()
{
    const auto spent = std::chrono::ceil<milliseconds>(m_owner.m_clock.now() - m_accepted);
    const Ssl3StreamOptions options {
        .handshakeDeadline = std::max(milliseconds(base::kSslHandshakeDeadline) - spent, milliseconds(1)),
        // The end of the connection follows the answer directly, as games have always seen it here.
        .sendCloseNotify = false,
    };
    m_deadline.stop();
    auto engine = std::make_unique<ssl3::ServerEngine>(m_owner.m_crypto, m_owner.m_identity, m_owner.m_random);
    Ssl3Observer *const observer = this; // converted here, where the private base is visible
    m_stream =
        std::make_unique<Ssl3Stream>(std::move(m_stream), std::move(engine), m_owner.m_network, options, observer);
    m_stream->setHandler(this);
    m_stage = Stage::Handshake;
}

void RedirectorSession::onSsl3Open(ssl3::CipherSuite suite)
{
    qCDebug(logConnector) << "redirector: handshake done, suite" << static_cast<int>(suite);
    startFrames();
}

void RedirectorSession::onSsl3Problem(Ssl3Problem problem, const ssl3::Failure &failure)
{
    m_owner.note(toProblem(problem, failure), problem == Ssl3Problem::Failed ? ssl3::describe(failure) : QString());
    leaveStage(Stage::Ending); // onClosed follows
}

void RedirectorSession::startFrames()
{
    leaveStage(Stage::Frames);
    restartFrameTimer();
}

void RedirectorSession::restartFrameTimer()
{
    m_deadline.start(base::kRedirectorSessionMax, [this] { giveUp(RedirectorProblem::FrameSlow); });
}

void RedirectorSession::readFrames(base::ByteView bytes)
{
    while (m_stage == Stage::Frames) {
        const auto frame = m_reader.next(bytes);
        if (!frame)
            return giveUp(RedirectorProblem::FrameTooLong);
        if (!*frame)
            return;
        handle(**frame);
    }
}

void RedirectorSession::handle(const blaze::Frame &frame)
{
    if (frame.header.key() == getServerInstance.key())
        return answer(frame);
    // Whatever else is asked is answered, with nothing.
    ++m_owner.m_counters.otherRequests;
    base::ByteBuffer out;
    blaze::appendFrame(out, frame.header.reply(blaze::FrameType::Response, 0), {});
    m_stream->write(out.view());
    if (m_stream->bytesQueued() > base::kRedirectorOutboxMax)
        return giveUp(RedirectorProblem::NotReading);
    restartFrameTimer();
}

void RedirectorSession::answer(const blaze::Frame &frame)
{
    if (logConnector().isDebugEnabled()) {
        if (const auto request = tdf::decode<ServerInstanceRequest>(frame.body))
            qCDebug(logConnector) << "redirector: asked for" << request->name << "by" << request->clientName
                                  << request->clientVersion << "on" << request->platform;
    }
    const RedirectTarget &target = m_owner.m_target;
    ServerInstanceAddress address {.host = {}, .ip = {}, .port = target.port};
    // Only a written-out IPv4 address is one: a name made of digits is none.
    const QHostAddress literal(target.host);
    if (literal.protocol() == QAbstractSocket::IPv4Protocol)
        address.ip = base::Ipv4 {literal.toIPv4Address()};
    else
        address.host = target.host;
    ServerInstanceResponse response;
    response.address.emplace<0>(std::move(address));
    response.secure = target.secure;

    base::ByteBuffer out;
    {
        const blaze::FrameWriter writer(out, frame.header.reply(blaze::FrameType::Response, 0));
        tdf::encode(response, out);
    }
    m_stream->write(out.view());
    leaveStage(Stage::Ending);
    m_stream->close(); // flushes first
    m_owner.answered(m_peer);
}

void RedirectorSession::onEnd()
{
    if (isWaiting() || (m_stage == Stage::Sniffing && m_sniffed.empty())) {
        // Came and went without a word: a port scan, or somebody's test whether we are there.
        leaveStage(Stage::Ending);
    } else if (m_stage != Stage::Ending) {
        m_owner.note(RedirectorProblem::CutOff);
        leaveStage(Stage::Ending);
    }
    m_stream->close();
}

void RedirectorSession::onClosed(net::CloseReason /*reason*/)
{
    const bool midway = m_stage == Stage::Frames || (m_stage == Stage::Sniffing && !m_sniffed.empty());
    if (midway)
        m_owner.note(RedirectorProblem::CutOff);
    m_owner.closed(*this); // destroys us
}

void RedirectorSession::giveUp(RedirectorProblem problem)
{
    if (m_stage == Stage::Ending)
        return;
    m_owner.note(problem);
    leaveStage(Stage::Ending);
    m_stream->abort(); // onClosed follows
}

// Its place among the handshakes, or in the line, is free from here on.
void RedirectorSession::leaveStage(Stage next)
{
    m_deadline.stop();
    m_silence.stop();
    const bool heldPlace = inHandshake();
    const bool waited = isWaiting();
    m_stage = next;
    if (heldPlace)
        m_owner.handshakeOver(m_peer);
    else if (waited)
        m_owner.leftLine(*this);
}

} // namespace connector
