#include <core/ssl3/digest.h>
#include <core/ssl3/keys.h>

#include <algorithm>

namespace ssl3 {

void expand(const Crypto &crypto, base::ByteView secret, base::ByteView r1, base::ByteView r2, std::span<std::byte> out)
{
    Digest sha1(crypto, HashKind::Sha1);
    Digest md5(crypto, HashKind::Md5);
    SecretArray<20> inner;
    SecretArray<16> block;
    for (std::size_t number = 1; !out.empty(); ++number) {
        Q_ASSERT(number <= 26);
        sha1.fill(static_cast<std::byte>('A' + number - 1), number);
        sha1.update(secret).update(r1).update(r2).finish(inner.span());
        md5.update(secret).update(inner.view()).finish(block.span());
        const std::size_t count = std::min(out.size(), block.view().size());
        std::ranges::copy(block.view().first(count), out.begin());
        out = out.subspan(count);
    }
}

Master deriveMaster(const Crypto &crypto, const Premaster &premaster, const RandomBytes &clientRandom,
                    const RandomBytes &serverRandom)
{
    Master master;
    expand(crypto, premaster.view(), clientRandom, serverRandom, master.span());
    return master;
}

SessionKeys deriveKeys(const Crypto &crypto, CipherSuite suite, const Master &master, const RandomBytes &clientRandom,
                       const RandomBytes &serverRandom)
{
    const std::size_t mac = macSize(suite);
    SecretArray<2 * (kMacSizeMax + kRc4KeySize)> block;
    const std::span<std::byte> all = block.span().first(2 * (mac + kRc4KeySize));
    expand(crypto, master.view(), serverRandom, clientRandom, all);

    SessionKeys keys;
    std::ranges::copy(all.subspan(0, mac), keys.client.mac.span().begin());
    std::ranges::copy(all.subspan(mac, mac), keys.server.mac.span().begin());
    std::ranges::copy(all.subspan(2 * mac, kRc4KeySize), keys.client.key.span().begin());
    std::ranges::copy(all.subspan(2 * mac + kRc4KeySize, kRc4KeySize), keys.server.key.span().begin());
    return keys;
}

} // namespace ssl3
