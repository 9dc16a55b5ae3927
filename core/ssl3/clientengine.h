#pragma once
// Client side, for tests and for reading from servers of the old kind. Verifies nothing about the server: there is
// nothing it could trust. Its hello is in output() right after construction.

#include <core/ssl3/engine.h>
#include <core/ssl3/rsakey.h>

#include <vector>

namespace ssl3 {

struct ClientOptions
{
    std::uint16_t version = kVersion;                                           // in the hello and in the premaster
    std::vector<CipherSuite> suites {CipherSuite::Rc4Sha, CipherSuite::Rc4Md5}; // in the game's order
};

class ClientEngine final : public Engine
{
public:
    // Both outlive the engine. `random` gives, in this order: client random (32 bytes), premaster (46), RSA filler
    // (modulus size − 51, then one byte for each zero in it until none is left).
    ClientEngine(const Crypto &crypto, base::Random &random, ClientOptions options = {});

private:
    enum class State {
        WaitServerHello,
        WaitCertificate,
        WaitHelloDone,
        WaitChangeCipherSpec,
        WaitFinished,
        Done,
    };
    [[nodiscard]] bool expects(HandshakeType type) const override;
    void onHandshake(const HandshakeMessage &message) override;
    [[nodiscard]] bool expectsChangeCipherSpec() const override { return m_state == State::WaitChangeCipherSpec; }
    void onChangeCipherSpec() override;

    void sendHello();
    void onServerHello(base::ByteView body);
    void onCertificate(base::ByteView body);
    void onHelloDone(base::ByteView body);

    ClientOptions m_options;
    State m_state = State::WaitServerHello;
    std::optional<PublicKey> m_serverKey;
};

} // namespace ssl3
