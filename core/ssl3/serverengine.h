#pragma once
// Server side: WaitHello → WaitKey → WaitChangeCipherSpec → WaitFinished → Open. Answers RC4-SHA when it is offered,
// else RC4-MD5. The ServerHello, Certificate and ServerHelloDone are three records.

#include <core/ssl3/engine.h>
#include <core/ssl3/serveridentity.h>

namespace ssl3 {

class ServerEngine final : public Engine
{
public:
    // All three outlive the engine. `random` gives the server random (32 bytes) and the substitute premaster (48).
    ServerEngine(const Crypto &crypto, const ServerIdentity &identity, base::Random &random);

private:
    enum class State {
        WaitHello,
        WaitKey,
        WaitChangeCipherSpec,
        WaitFinished,
        Done,
    };
    [[nodiscard]] bool expects(HandshakeType type) const override;
    void onHandshake(const HandshakeMessage &message) override;
    [[nodiscard]] bool expectsChangeCipherSpec() const override { return m_state == State::WaitChangeCipherSpec; }
    void onChangeCipherSpec() override;
    [[nodiscard]] bool awaitsVerdictOnCertificate() const override { return m_state == State::WaitKey; }

    void onClientHello(const HandshakeMessage &message);
    void onClientKeyExchange(const HandshakeMessage &message);
    void onFinished(const HandshakeMessage &message);
    void sendFlight();

    const ServerIdentity &m_identity;
    State m_state = State::WaitHello;
    std::uint16_t m_offeredVersion = kVersion;
};

} // namespace ssl3
