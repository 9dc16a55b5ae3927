#pragma once
// Key derivation. Block i of X(secret, r1, r2) = MD5(secret ‖ SHA1(label ‖ secret ‖ r1 ‖ r2)), label "A", "BB", "CCC"…
// master = 48 bytes of X(premaster, client random, server random);
// key block = X(master, server random, client random) - note the order - cut into client MAC secret, server MAC
// secret, client RC4 key, server RC4 key.

#include <core/ssl3/protocol.h>
#include <core/ssl3/secretarray.h>

namespace ssl3 {

using RandomBytes = std::array<std::byte, kRandomSize>;
using Premaster = SecretArray<kPremasterSize>;
using Master = SecretArray<kMasterSize>;

struct DirectionKeys
{
    SecretArray<kMacSizeMax> mac; // the first macSize(suite) bytes count
    SecretArray<kRc4KeySize> key;
};

struct SessionKeys
{
    DirectionKeys client; // what the client sends with
    DirectionKeys server;
};

// out.size() bytes of X; at most 26 blocks (416 bytes).
void expand(const Crypto &crypto, base::ByteView secret, base::ByteView r1, base::ByteView r2,
            std::span<std::byte> out);

[[nodiscard]] Master deriveMaster(const Crypto &crypto, const Premaster &premaster, const RandomBytes &clientRandom,
                                  const RandomBytes &serverRandom);
[[nodiscard]] SessionKeys deriveKeys(const Crypto &crypto, CipherSuite suite, const Master &master,
                                     const RandomBytes &clientRandom, const RandomBytes &serverRandom);

} // namespace ssl3
