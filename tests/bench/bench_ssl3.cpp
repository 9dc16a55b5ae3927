// SSL 3.0: whole handshakes (both sides) and encrypted bytes.

#include <core/ssl3/clientengine.h>
#include <core/ssl3/serverengine.h>
#include <tests/bench/bench.h>

namespace {

template <class T, class E>
T orStop(base::Result<T, E> result, const char *what)
{
    if (!result)
        qFatal("%s", what);
    return *std::move(result);
}

struct World
{
    std::unique_ptr<const ssl3::Crypto> crypto = orStop(ssl3::Crypto::load(), "no legacy provider");
    base::SystemRandom random;
    ssl3::ServerIdentity identity = orStop(ssl3::ServerIdentity::generate(*crypto, random), "no key");
};

// From `from` to `to`; true when something moved.
bool carry(ssl3::Engine &from, ssl3::Engine &to)
{
    const bool moved = !from.output().empty();
    to.feed(from.output().view());
    from.output().clear();
    while (to.next())
        continue;
    return moved;
}

void shake(ssl3::Engine &client, ssl3::Engine &server)
{
    while (carry(client, server) || carry(server, client))
        continue;
    if (!client.isOpen() || !server.isOpen())
        qFatal("the handshake failed");
}

} // namespace

BENCHMARK(ssl3)
{
    World world;
    // Both sides; nearly all of it is the server's RSA.
    bench.rate("ssl3.handshakes", "1/s", 3000, 1, [&] {
        ssl3::ClientEngine client(*world.crypto, world.random);
        ssl3::ServerEngine server(*world.crypto, world.identity, world.random);
        shake(client, server);
    });

    ssl3::ClientEngine client(*world.crypto, world.random);
    ssl3::ServerEngine server(*world.crypto, world.identity, world.random);
    shake(client, server);
    const QByteArray bytes(16 * 1024, 'x');
    bench.rate("ssl3.throughput", "GB/s", 0.1, static_cast<double>(bytes.size()) * 1e-9, [&] {
        server.write(base::asBytes(bytes));
        carry(server, client);
    });
}
