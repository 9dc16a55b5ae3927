#pragma once
// One SSL 3.0 connection without sockets, clock or threads: bytes in, events and bytes out. Common to both roles;
// see ServerEngine and ClientEngine. One owner, one thread; never destroyed from inside its own calls (it makes no
// callbacks).
//
//     engine.feed(bytesFromPeer);
//     while (auto event = engine.next()) …;     // until it wants more
//     send(engine.output().view()); engine.output().clear();
//
// SSL 3.0 with RC4 protects nothing: it is there because the game's first contact speaks nothing else.

#include <core/base/random.h>
#include <core/ssl3/handshakereader.h>
#include <core/ssl3/recordreader.h>
#include <core/ssl3/recordwriter.h>
#include <core/ssl3/transcript.h>

#include <QString>

#include <deque>

namespace ssl3 {

enum class FailureKind {
    PeerAlert,          // `alert` is what the peer sent
    Protocol,           // we refused; `alert` is what we sent, if anything
    CutOff,             // the stream ended inside a record or inside the handshake
    CertificateRefused, // it ended right after our certificate: how the game says that it does not like it
};

struct Failure
{
    FailureKind kind = FailureKind::Protocol;
    std::optional<Alert> alert;
};

// One line for logs, English.
[[nodiscard]] QString describe(const Failure &failure);

struct Event
{
    enum class Kind {
        HandshakeDone, // from now on data flows; always the first event of a connection that gets anywhere
        Data,          // `data`, never empty; dies with the next call of the engine
        PeerClosed,    // orderly end of what the peer sends; its close_notify has been answered. Nothing follows.
        Failed,        // `failure`; the last words, if any, are in output(). Nothing follows.
    };
    Kind kind = Kind::Failed;
    base::ByteView data;
    Failure failure;
};

class Engine
{
public:
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;
    virtual ~Engine() = default;

    // Copies `bytes`; ignored once the connection ended or failed. Call next() until nullopt before feeding again,
    // so that no more than one record is held.
    void feed(base::ByteView bytes);
    // The peer's side of the transport ended.
    void feedEnd();
    // nullopt: more bytes are needed, or all is over.
    [[nodiscard]] std::optional<Event> next();

    // Application data, cut into records as needed. Only when isOpen(); ignored otherwise, also after close().
    void write(base::ByteView bytes);
    // close_notify, once. What arrives is still delivered.
    void close();

    // What is to be sent; the caller takes it from the front. Grows with what is written, without a bound of its own.
    [[nodiscard]] base::ByteBuffer &output() noexcept { return m_output; }

    [[nodiscard]] bool isOpen() const noexcept { return m_phase == Phase::Open; }
    // PeerClosed or Failed has been decided.
    [[nodiscard]] bool isOver() const noexcept { return m_phase == Phase::Ended || m_phase == Phase::Failed; }
    // Meaningful once open.
    [[nodiscard]] CipherSuite suite() const noexcept { return m_suite; }
    // Bytes received and held back.
    [[nodiscard]] std::size_t bytesBuffered() const noexcept
    {
        return m_reader.bytesBuffered() + m_handshake.bytesBuffered();
    }

protected:
    Engine(const Crypto &crypto, base::Random &random, Role role, qsizetype handshakeMessageMax);

    // What the role adds. Each may call refuse().
    [[nodiscard]] virtual bool expects(HandshakeType type) const = 0;
    virtual void onHandshake(const HandshakeMessage &message) = 0;
    [[nodiscard]] virtual bool expectsChangeCipherSpec() const = 0;
    virtual void onChangeCipherSpec() = 0;
    // The last thing sent was the certificate, and the answer to it is awaited.
    [[nodiscard]] virtual bool awaitsVerdictOnCertificate() const { return false; }

    // Fatal: sends the alert, if any, and ends everything.
    void refuse(std::optional<Alert> alert);
    // One record for one message: neither the game nor older servers join split or coalesced ones.
    void sendHandshake(HandshakeType type, base::ByteView body);
    void sendChangeCipherSpec();
    void deriveSession(const Premaster &premaster);
    void sendFinished();
    // Checks the peer's Finished against the transcript before it, then adds it. False: refused.
    [[nodiscard]] bool acceptFinished(const HandshakeMessage &message);
    void protectReading();
    void opened();

    const Crypto &m_crypto;
    base::Random &m_random;
    RandomBytes m_clientRandom {};
    RandomBytes m_serverRandom {};
    CipherSuite m_suite = CipherSuite::Rc4Sha;
    Transcript m_transcript;

private:
    enum class Phase {
        Handshake,
        Open,
        Ended,
        Failed,
    };
    void handle(const Record &record);
    void handleHandshakeBytes(base::ByteView bytes);
    void handleApplicationData(base::ByteView bytes);
    void handleAlert(base::ByteView bytes);
    void handleRecordError(RecordError error);
    void fail(Failure failure);
    void sendAlert(AlertLevel level, Alert alert);
    [[nodiscard]] Role peer() const { return m_role == Role::Client ? Role::Server : Role::Client; }
    void forgetSecrets();

    Role m_role;
    Phase m_phase = Phase::Handshake;
    bool m_closeSent = false;
    int m_idleRecords = 0; // in a row that carried nothing
    RecordReader m_reader;
    RecordWriter m_writer;
    HandshakeReader m_handshake;
    base::ByteBuffer m_output;
    std::deque<Event> m_events;
    Master m_master;
    SessionKeys m_keys;
};

} // namespace ssl3
