#pragma once
// A recorded session both SSL 3.0 fuzz targets start from: with these random numbers and this key the corpus files are
// whole, valid conversations, so that mutations begin behind every check and not in front of the first.
// The key is public test material.

#include "require.h"

#include <core/base/random.h>
#include <core/ssl3/certificate.h>
#include <core/ssl3/recordprotection.h>
#include <core/ssl3/serveridentity.h>

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace fuzz {

inline constexpr char kKeyPem[] = R"(-----BEGIN PRIVATE KEY-----
MIICdwIBADANBgkqhkiG9w0BAQEFAASCAmEwggJdAgEAAoGBAKA5myrJIqnf7j6F
rL/cCShnJ2axYye67U2gCIxEzjGKNaIl7psRNi3rglcfULr8K6c0rhoaMuVm67mr
1hbVMpIuHHXClTQWB24HIkhP8yATpKZt0h0lbVUdAhQl5bMur0tJCA5cm2cX9dm8
/4fT0VCEfW635KHSnz1lxS/iQ7tHAgMBAAECgYAiLkfg58nCTahIpEHHKEy31tG8
AamyhxkqzzIjomYOgXqRnd/6KsDRKQXESkTxruwtHnrpzJ8A+2TcVkE028SOvmgV
UmvEHQFkgvi0C1lm79HJtUmmn+tULvVIfDbgioRCicawWfIlpSOUpLzeHAp7SnJN
EPJdw8WwKuIQxD+8gQJBAMrBbsBQWGfDaaq3jUQBz4JPPWifhUUNLjZI8WGantYi
0qfTk1pV024w/AXlBJQac5nM0WGkK9FUA6VeZ1c9K8ECQQDKTPz3JyFbSpAQXoRo
Lt6d9GQl94sV0zICsXSfyy9GBaZG/BTlxXvMnCEJkKMOVpR2kl/dI0d5siHPJ9Hb
fckHAkEAwWc177g0O/ZI6xFfbQmVGSXg29WeWDm0ZQ+7QHEvJe/dpTzKiBbqMWgE
XtMQRP3eW0zmRQ9GxMwxFiMwzCSLgQJBAKXpBf3charNN+F04rpe1gxNBmVs4xB/
KKC00KTMinSu5XOKAcl/cMyZry6dBF0Z/KBR43UFHfVcdgXi7mVIf7kCQBWRahD3
gSkqP1Dy0T2vJ6+96QN/uZ3xpe5pFdJdX99HCxCj88KRhMBd3hLWE1RcZtDFeU27
c7JJcf/a+OEMc+8=
-----END PRIVATE KEY-----
)";
inline constexpr char kSerialHex[] = "1122334455667788";
inline constexpr char kClientRandomHex[] = "655b53d6845f798b0501e5e83d482d5946d9bb4b2480bc17654a133fb8bf3948";
inline constexpr char kServerRandomHex[] = "75f82c0076486a519b70bef9fa0ac66748a1543a1dbeaf059597ae8f4164184d";
inline constexpr char kPremasterHex[] =
    "03006648e47a8ec97d4789d1ba329f341d609d21a84f1a0ce437134bc46a2c87418a31206c3ca39f8871843aecee3867";
inline constexpr char kPaddingHex[] = "c5efa87fa6c68bc9c0c10add338fc76e6508d86b77e49475f758d882275fd2b3bfe4b4b394890d15"
                                      "d11c23a5dd63e9edc64304efba0e4ab411dfe1c1e48a9c1abaa7e5a8489c7be44e83b60708";

// The script, then ones: never random, so that every finding can be repeated.
class ScriptRandom final : public base::Random
{
public:
    explicit ScriptRandom(QByteArray script)
        : m_script(std::move(script))
    {}
    void fill(std::span<std::byte> out) override
    {
        for (std::byte &byte : out)
            byte = m_used < m_script.size() ? static_cast<std::byte>(m_script[m_used++]) : std::byte {1};
    }

private:
    QByteArray m_script;
    qsizetype m_used = 0;
};

inline const ssl3::Crypto &crypto()
{
    static const auto loaded = [] {
        auto result = ssl3::Crypto::load();
        require(result.hasValue(), "the cryptography could not be loaded");
        return *std::move(result);
    }();
    return *loaded;
}

inline const ssl3::ServerIdentity &identity()
{
    static const ssl3::ServerIdentity made = [] {
        auto key = ssl3::PrivateKey::fromPem(crypto(), QByteArrayView(kKeyPem));
        require(key.hasValue(), "the key could not be read");
        const QByteArray serial = QByteArray::fromHex(kSerialHex);
        auto certificate = ssl3::makeCertificate(*key, base::asBytes(serial));
        require(certificate.hasValue(), "the certificate could not be made");
        return ssl3::ServerIdentity(*std::move(key), *std::move(certificate));
    }();
    return made;
}

inline QByteArray serverScript()
{
    return QByteArray::fromHex(kServerRandomHex);
}
inline QByteArray clientScript()
{
    return QByteArray::fromHex(kClientRandomHex) + QByteArray::fromHex(kPremasterHex).mid(2) +
           QByteArray::fromHex(kPaddingHex);
}

// Seals records as one side of the recorded session would from its Finished on.
inline ssl3::RecordProtection protectionAfterFinished(ssl3::Role role)
{
    const QByteArray premasterBytes = QByteArray::fromHex(kPremasterHex);
    const QByteArray clientBytes = QByteArray::fromHex(kClientRandomHex);
    const QByteArray serverBytes = QByteArray::fromHex(kServerRandomHex);
    ssl3::Premaster premaster;
    ssl3::RandomBytes client {};
    ssl3::RandomBytes server {};
    std::ranges::copy(base::asBytes(premasterBytes), premaster.span().begin());
    std::ranges::copy(base::asBytes(clientBytes), client.begin());
    std::ranges::copy(base::asBytes(serverBytes), server.begin());
    const auto suite = ssl3::CipherSuite::Rc4Sha;
    const ssl3::Master master = ssl3::deriveMaster(crypto(), premaster, client, server);
    const ssl3::SessionKeys keys = ssl3::deriveKeys(crypto(), suite, master, client, server);
    ssl3::RecordProtection protection(crypto(), suite, role == ssl3::Role::Client ? keys.client : keys.server);
    std::array<std::byte, ssl3::kHandshakeHeaderSize + ssl3::kFinishedSize + 20> finished {};
    require(protection.seal(ssl3::RecordType::Handshake, finished), "sealing failed"); // moves key stream and number on
    return protection;
}

} // namespace fuzz
