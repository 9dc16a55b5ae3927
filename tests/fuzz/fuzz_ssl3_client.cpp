// Our client, fed by a server that may be anything. Input as in fuzz_ssl3_server, with bytes of the server.

#include "ssl3watch.h"

#include <core/ssl3/clientengine.h>
#include <core/ssl3/serverengine.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const base::ByteView input = base::asBytes(data + 2, size - 2);
    fuzz::ScriptRandom random(fuzz::clientScript());
    ssl3::ClientEngine client(fuzz::crypto(), random);
    fuzz::Ssl3Watch watch(client, base::kSslHandshakeMessageClientMax);
    if ((data[0] & 1U) == 0) {
        watch.feed(input, data[1]);
    } else {
        fuzz::ScriptRandom serverRandom(fuzz::serverScript());
        ssl3::ServerEngine server(fuzz::crypto(), fuzz::identity(), serverRandom);
        for (int flight = 0; flight < 2; ++flight) {
            const QByteArray said = watch.takeOutput();
            server.feed(base::asBytes(said));
            while (server.next())
                continue;
            watch.feed(server.output().view(), 0);
            server.output().clear();
        }
        fuzz::require(client.isOpen(), "the recorded handshake is good");
        watch.feedSealed(input, fuzz::protectionAfterFinished(ssl3::Role::Server));
    }
    watch.end();
    return 0;
}
