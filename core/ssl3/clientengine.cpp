#include <core/base/limits.h>
#include <core/ssl3/certificate.h>
#include <core/ssl3/clientengine.h>

#include <algorithm>
#include <utility>

namespace ssl3 {

ClientEngine::ClientEngine(const Crypto &crypto, base::Random &random, ClientOptions options)
    : Engine(crypto, random, Role::Client, base::kSslHandshakeMessageClientMax)
    , m_options(std::move(options))
{
    sendHello();
}

void ClientEngine::sendHello()
{
    m_random.fill(m_clientRandom);
    base::ByteBuffer hello; // version, random, no session id, suites, no compression
    base::writeU16(hello.extend(2), m_options.version);
    hello.append(m_clientRandom);
    hello.append(std::byte {0});
    base::writeU16(hello.extend(2), static_cast<std::uint16_t>(2 * m_options.suites.size()));
    for (const CipherSuite suite : m_options.suites)
        base::writeU16(hello.extend(2), static_cast<std::uint16_t>(suite));
    hello.append(std::byte {1});
    hello.append(std::byte {0});
    sendHandshake(HandshakeType::ClientHello, hello.view());
}

bool ClientEngine::expects(HandshakeType type) const
{
    switch (m_state) {
    case State::WaitServerHello:
        return type == HandshakeType::ServerHello;
    case State::WaitCertificate:
        return type == HandshakeType::Certificate;
    case State::WaitHelloDone:
        return type == HandshakeType::ServerHelloDone;
    case State::WaitFinished:
        return type == HandshakeType::Finished;
    case State::WaitChangeCipherSpec:
    case State::Done:
        return false;
    }
    return false;
}

void ClientEngine::onHandshake(const HandshakeMessage &message)
{
    switch (m_state) {
    case State::WaitServerHello:
        m_transcript.add(message.whole);
        return onServerHello(message.body);
    case State::WaitCertificate:
        m_transcript.add(message.whole);
        return onCertificate(message.body);
    case State::WaitHelloDone:
        m_transcript.add(message.whole);
        return onHelloDone(message.body);
    case State::WaitFinished:
        if (!acceptFinished(message))
            return;
        m_state = State::Done;
        return opened();
    case State::WaitChangeCipherSpec:
    case State::Done:
        break;
    }
}

void ClientEngine::onServerHello(base::ByteView body)
{
    // version2 random32 session-id-length1 session-id suite2 compression1
    constexpr std::size_t beforeId = 2 + kRandomSize + 1;
    if (body.size() < beforeId)
        return refuse(Alert::IllegalParameter);
    const auto idSize = std::to_integer<std::size_t>(body[beforeId - 1]);
    if (idSize > kSessionIdMax || body.size() != beforeId + idSize + 3)
        return refuse(Alert::IllegalParameter);
    const auto suite = toCipherSuite(base::readU16(body.data() + beforeId + idSize));
    const bool offered = suite && std::ranges::find(m_options.suites, *suite) != m_options.suites.end();
    if (base::readU16(body.data()) != kVersion || !offered || body.back() != std::byte {0})
        return refuse(Alert::HandshakeFailure);
    m_suite = *suite;
    std::ranges::copy(body.subspan(2, kRandomSize), m_serverRandom.begin());
    m_state = State::WaitCertificate;
}

void ClientEngine::onCertificate(base::ByteView body)
{
    const auto takeSize = [&body]() -> std::optional<std::size_t> {
        if (body.size() < 3)
            return std::nullopt;
        const std::size_t size = (std::to_integer<std::size_t>(body[0]) << 16U) | base::readU16(body.data() + 1);
        body = body.subspan(3);
        return size;
    };
    const auto listSize = takeSize();
    if (!listSize || *listSize != body.size())
        return refuse(Alert::IllegalParameter);
    const auto size = takeSize();
    if (!size || *size > body.size())
        return refuse(Alert::IllegalParameter);
    // Only the first one counts; those behind it would belong to authorities, which nobody asks.
    const auto numbers = publicKeyNumbers(body.first(*size));
    if (!numbers)
        return refuse(Alert::BadCertificate);
    auto key = PublicKey::fromNumbers(m_crypto, numbers->modulus, numbers->exponent);
    if (!key)
        return refuse(Alert::UnsupportedCertificate);
    m_serverKey = *std::move(key);
    m_state = State::WaitHelloDone;
}

void ClientEngine::onHelloDone(base::ByteView body)
{
    if (!body.empty())
        return refuse(Alert::IllegalParameter);
    Premaster premaster;
    base::writeU16(premaster.span().data(), m_options.version);
    m_random.fill(premaster.span().subspan(2));
    const auto ciphertext = m_serverKey->encrypt(premaster.view(), m_random);
    if (!ciphertext) // a modulus whose value cannot take the block: not one a server works with
        return refuse(Alert::UnsupportedCertificate);
    sendHandshake(HandshakeType::ClientKeyExchange, base::asBytes(*ciphertext));
    deriveSession(premaster);
    sendChangeCipherSpec();
    sendFinished();
    m_state = State::WaitChangeCipherSpec;
}

void ClientEngine::onChangeCipherSpec()
{
    protectReading();
    m_state = State::WaitFinished;
}

} // namespace ssl3
