#include <core/base/limits.h>
#include <core/base/secret.h>
#include <core/ssl3/engine.h>

namespace ssl3 {

using namespace Qt::StringLiterals;

QString describe(const Failure &failure)
{
    const QString alert = failure.alert ? u" (alert %1)"_s.arg(static_cast<int>(*failure.alert)) : QString();
    switch (failure.kind) {
    case FailureKind::PeerAlert:
        if (failure.alert >= Alert::NoCertificate && failure.alert <= Alert::CertificateUnknown)
            return u"the peer refused the certificate%1"_s.arg(alert);
        return u"the peer reported an error%1"_s.arg(alert);
    case FailureKind::Protocol:
        return u"the peer broke the protocol%1"_s.arg(alert);
    case FailureKind::CutOff:
        return u"the connection was cut off"_s;
    case FailureKind::CertificateRefused:
        return u"the client refused the certificate by closing the connection"_s;
    }
    Q_UNREACHABLE();
}

Engine::Engine(const Crypto &crypto, base::Random &random, Role role, qsizetype handshakeMessageMax)
    : m_crypto(crypto)
    , m_random(random)
    , m_transcript(crypto)
    , m_role(role)
    , m_handshake(handshakeMessageMax)
{}

void Engine::feed(base::ByteView bytes)
{
    if (!isOver())
        m_reader.feed(bytes);
}

void Engine::feedEnd()
{
    if (isOver())
        return;
    if (isOpen() && m_reader.atBoundary()) {
        // Without a close_notify: what games do.
        m_phase = Phase::Ended;
        m_events.push_back(Event {Event::Kind::PeerClosed, {}, {}});
    } else if (awaitsVerdictOnCertificate() && m_reader.atBoundary()) {
        fail(Failure {FailureKind::CertificateRefused, {}});
    } else {
        fail(Failure {FailureKind::CutOff, {}});
    }
}

std::optional<Event> Engine::next()
{
    while (m_events.empty()) {
        if (isOver())
            return std::nullopt;
        const auto record = m_reader.next();
        if (!record)
            handleRecordError(record.error());
        else if (*record)
            handle(**record);
        else
            return std::nullopt;
    }
    const Event event = m_events.front();
    m_events.pop_front();
    return event;
}

void Engine::handle(const Record &record)
{
    if (record.type == RecordType::ApplicationData)
        return handleApplicationData(record.payload);
    m_idleRecords = 0;
    switch (record.type) {
    case RecordType::Alert:
        return handleAlert(record.payload);
    case RecordType::Handshake:
        return handleHandshakeBytes(record.payload);
    case RecordType::ChangeCipherSpec:
        // Never in the middle of a handshake message: the rest of it would arrive under other keys.
        if (!expectsChangeCipherSpec() || m_handshake.bytesBuffered() > 0)
            return refuse(Alert::UnexpectedMessage);
        if (record.payload.size() != 1 || record.payload[0] != std::byte {1})
            return refuse(Alert::IllegalParameter);
        return onChangeCipherSpec();
    case RecordType::ApplicationData:
        break;
    }
}

void Engine::handleHandshakeBytes(base::ByteView bytes)
{
    m_handshake.feed(bytes);
    while (!isOver()) {
        const auto type = m_handshake.pendingType();
        if (!type)
            return;
        if (!expects(*type)) {
            // A hello on a running connection asks for a renegotiation, which there is none of.
            const bool renegotiation = isOpen() && *type == HandshakeType::ClientHello;
            return refuse(renegotiation ? Alert::HandshakeFailure : Alert::UnexpectedMessage);
        }
        if (m_handshake.pendingTooLong())
            return refuse(Alert::IllegalParameter);
        const auto message = m_handshake.next();
        if (!message)
            return;
        onHandshake(*message);
    }
}

void Engine::handleApplicationData(base::ByteView bytes)
{
    if (!isOpen() || m_handshake.bytesBuffered() > 0)
        return refuse(Alert::UnexpectedMessage);
    if (!bytes.empty()) {
        m_idleRecords = 0;
        m_events.push_back(Event {Event::Kind::Data, bytes, {}});
    } else if (++m_idleRecords > base::kSslIdleRecordsMax) {
        refuse(Alert::UnexpectedMessage);
    }
}

void Engine::handleAlert(base::ByteView bytes)
{
    if (bytes.size() != 2 || bytes[0] < std::byte {1} || bytes[0] > std::byte {2})
        return refuse(Alert::IllegalParameter);
    const auto alert = static_cast<Alert>(bytes[1]);
    if (alert != Alert::CloseNotify)
        return fail(Failure {FailureKind::PeerAlert, alert});
    close();
    m_phase = Phase::Ended;
    forgetSecrets();
    m_events.push_back(Event {Event::Kind::PeerClosed, {}, {}});
}

void Engine::handleRecordError(RecordError error)
{
    switch (error) {
    case RecordError::NotSsl: // would not understand an alert
    case RecordError::TooLong:
    case RecordError::Empty:
        return refuse(std::nullopt);
    case RecordError::WrongVersion:
        return refuse(Alert::HandshakeFailure);
    case RecordError::UnknownType:
        return refuse(Alert::UnexpectedMessage);
    case RecordError::BadMac:
        return refuse(Alert::BadRecordMac);
    }
}

void Engine::refuse(std::optional<Alert> alert)
{
    if (isOver())
        return;
    if (alert)
        sendAlert(AlertLevel::Fatal, *alert);
    fail(Failure {FailureKind::Protocol, alert});
}

void Engine::fail(Failure failure)
{
    m_phase = Phase::Failed;
    forgetSecrets();
    m_events.clear(); // nothing else is said about a connection that is broken
    m_events.push_back(Event {Event::Kind::Failed, {}, failure});
}

void Engine::write(base::ByteView bytes)
{
    if (isOpen() && !m_closeSent && !m_writer.write(RecordType::ApplicationData, bytes, m_output))
        fail(Failure {FailureKind::Protocol, {}}); // sequence numbers used up
}

void Engine::close()
{
    if (m_closeSent || isOver())
        return;
    sendAlert(AlertLevel::Warning, Alert::CloseNotify);
    m_closeSent = true;
}

void Engine::sendAlert(AlertLevel level, Alert alert)
{
    if (m_closeSent)
        return;
    const std::array<std::byte, 2> payload {static_cast<std::byte>(level), static_cast<std::byte>(alert)};
    std::ignore = m_writer.write(RecordType::Alert, payload, m_output); // last words; nothing to do if they fail
}

void Engine::sendHandshake(HandshakeType type, base::ByteView body)
{
    base::ByteBuffer message;
    std::byte *const header = message.extend(kHandshakeHeaderSize);
    header[0] = static_cast<std::byte>(type);
    header[1] = static_cast<std::byte>(body.size() >> 16U);
    base::writeU16(header + 2, static_cast<std::uint16_t>(body.size() & 0xFFFFU));
    message.append(body);
    Q_ASSERT(message.size() <= static_cast<std::size_t>(base::kSslPlaintextMax));
    m_transcript.add(message.view());
    // The first records of a direction: their sequence numbers cannot be used up.
    std::ignore = m_writer.write(RecordType::Handshake, message.view(), m_output);
}

void Engine::sendChangeCipherSpec()
{
    const std::array<std::byte, 1> payload {std::byte {1}};
    std::ignore = m_writer.write(RecordType::ChangeCipherSpec, payload, m_output); // not protected yet
    m_writer.protect(RecordProtection(m_crypto, m_suite, m_role == Role::Client ? m_keys.client : m_keys.server));
}

void Engine::deriveSession(const Premaster &premaster)
{
    m_master = deriveMaster(m_crypto, premaster, m_clientRandom, m_serverRandom);
    m_keys = deriveKeys(m_crypto, m_suite, m_master, m_clientRandom, m_serverRandom);
}

void Engine::sendFinished()
{
    const FinishedHashes hashes = m_transcript.finished(m_role, m_master);
    sendHandshake(HandshakeType::Finished, hashes);
}

bool Engine::acceptFinished(const HandshakeMessage &message)
{
    const FinishedHashes expected = m_transcript.finished(peer(), m_master);
    if (!base::equalInConstantTime(expected, message.body)) {
        refuse(Alert::HandshakeFailure);
        return false;
    }
    m_transcript.add(message.whole);
    return true;
}

void Engine::protectReading()
{
    m_reader.protect(RecordProtection(m_crypto, m_suite, m_role == Role::Client ? m_keys.server : m_keys.client));
}

void Engine::opened()
{
    m_phase = Phase::Open;
    forgetSecrets();
    m_events.push_back(Event {Event::Kind::HandshakeDone, {}, {}});
}

// The record protections keep what they need.
void Engine::forgetSecrets()
{
    m_master.clear();
    m_keys = SessionKeys();
}

} // namespace ssl3
