#include <core/base/limits.h>
#include <core/ssl3/serverengine.h>

#include <algorithm>

namespace ssl3 {

namespace {

struct ClientHello
{
    std::uint16_t version = 0;
    base::ByteView random;
    base::ByteView suites;
    base::ByteView compressions;
};

// version2 random32 session-id-length1 session-id suites-length2 suites compressions-length1 compressions; what
// follows is left alone. nullopt: malformed.
std::optional<ClientHello> parseHello(base::ByteView body)
{
    ClientHello hello;
    const auto take = [&body](std::size_t size) {
        const bool there = size <= body.size();
        const base::ByteView taken = there ? body.first(size) : base::ByteView();
        body = there ? body.subspan(size) : base::ByteView();
        return taken;
    };
    if (body.size() < 2 + kRandomSize + 1)
        return std::nullopt;
    hello.version = base::readU16(take(2).data());
    hello.random = take(kRandomSize);
    const auto sessionIdSize = std::to_integer<std::size_t>(take(1)[0]);
    if (sessionIdSize > kSessionIdMax || body.size() < sessionIdSize + 2)
        return std::nullopt;
    take(sessionIdSize);
    const std::size_t suitesSize = base::readU16(take(2).data());
    if (suitesSize < 2 || suitesSize % 2 != 0 || body.size() < suitesSize + 1)
        return std::nullopt;
    hello.suites = take(suitesSize);
    const auto compressionsSize = std::to_integer<std::size_t>(take(1)[0]);
    if (compressionsSize < 1 || body.size() < compressionsSize)
        return std::nullopt;
    hello.compressions = take(compressionsSize);
    return hello;
}

bool offers(base::ByteView suites, CipherSuite wanted)
{
    for (std::size_t at = 0; at + 2 <= suites.size(); at += 2) {
        if (base::readU16(suites.data() + at) == static_cast<std::uint16_t>(wanted))
            return true;
    }
    return false;
}

// Ours, not the client's, preference.
std::optional<CipherSuite> choose(base::ByteView suites)
{
    for (const CipherSuite suite : {CipherSuite::Rc4Sha, CipherSuite::Rc4Md5}) {
        if (offers(suites, suite))
            return suite;
    }
    return std::nullopt;
}

} // namespace

ServerEngine::ServerEngine(const Crypto &crypto, const ServerIdentity &identity, base::Random &random)
    : Engine(crypto, random, Role::Server, base::kSslHandshakeMessageMax)
    , m_identity(identity)
{}

bool ServerEngine::expects(HandshakeType type) const
{
    switch (m_state) {
    case State::WaitHello:
        return type == HandshakeType::ClientHello;
    case State::WaitKey:
        return type == HandshakeType::ClientKeyExchange;
    case State::WaitFinished:
        return type == HandshakeType::Finished;
    case State::WaitChangeCipherSpec:
    case State::Done:
        return false;
    }
    return false;
}

void ServerEngine::onHandshake(const HandshakeMessage &message)
{
    switch (m_state) {
    case State::WaitHello:
        return onClientHello(message);
    case State::WaitKey:
        return onClientKeyExchange(message);
    case State::WaitFinished:
        return onFinished(message);
    case State::WaitChangeCipherSpec:
    case State::Done:
        break;
    }
}

void ServerEngine::onClientHello(const HandshakeMessage &message)
{
    const auto hello = parseHello(message.body);
    if (!hello)
        return refuse(Alert::IllegalParameter);
    const auto suite = choose(hello->suites);
    const bool plain = std::ranges::find(hello->compressions, std::byte {0}) != hello->compressions.end();
    if ((hello->version >> 8U) != 3 || !suite || !plain)
        return refuse(Alert::HandshakeFailure);
    m_transcript.add(message.whole);
    m_offeredVersion = hello->version;
    m_suite = *suite;
    std::ranges::copy(hello->random, m_clientRandom.begin());
    m_random.fill(m_serverRandom);
    sendFlight();
    m_state = State::WaitKey;
}

void ServerEngine::sendFlight()
{
    base::ByteBuffer hello; // version, random, no session id, suite, no compression
    base::writeU16(hello.extend(2), kVersion);
    hello.append(m_serverRandom);
    hello.append(std::byte {0});
    base::writeU16(hello.extend(2), static_cast<std::uint16_t>(m_suite));
    hello.append(std::byte {0});
    sendHandshake(HandshakeType::ServerHello, hello.view());

    const base::ByteView der = base::asBytes(m_identity.certificateDer());
    base::ByteBuffer certificate; // length of the list, then length and bytes of its only entry
    for (const std::size_t size : {der.size() + 3, der.size()}) {
        certificate.append(static_cast<std::byte>(size >> 16U));
        base::writeU16(certificate.extend(2), static_cast<std::uint16_t>(size & 0xFFFFU));
    }
    certificate.append(der);
    sendHandshake(HandshakeType::Certificate, certificate.view());
    sendHandshake(HandshakeType::ServerHelloDone, {});
}

void ServerEngine::onClientKeyExchange(const HandshakeMessage &message)
{
    m_transcript.add(message.whole);
    // Drawn before looking, and used when anything is wrong: the client learns of it only by its Finished failing,
    // the same way for every cause.
    Premaster substitute;
    m_random.fill(substitute.span());
    deriveSession(m_identity.key().decryptPremaster(message.body, m_offeredVersion, std::move(substitute)));
    m_state = State::WaitChangeCipherSpec;
}

void ServerEngine::onChangeCipherSpec()
{
    protectReading();
    m_state = State::WaitFinished;
}

void ServerEngine::onFinished(const HandshakeMessage &message)
{
    if (!acceptFinished(message))
        return;
    sendChangeCipherSpec();
    sendFinished();
    m_state = State::Done;
    opened();
}

} // namespace ssl3
