// The redirector's side of SSL 3.0. Input: one byte for the way (bit 0 set: first a whole recorded handshake, then the
// rest as records to be encrypted), one for the size of the pieces (0: all at once), then bytes of the client.

#include "ssl3watch.h"

#include <core/ssl3/clientengine.h>
#include <core/ssl3/serverengine.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const base::ByteView input = base::asBytes(data + 2, size - 2);
    fuzz::ScriptRandom random(fuzz::serverScript());
    ssl3::ServerEngine server(fuzz::crypto(), fuzz::identity(), random);
    fuzz::Ssl3Watch watch(server, base::kSslHandshakeMessageMax);
    if ((data[0] & 1U) == 0) {
        watch.feed(input, data[1]);
    } else {
        fuzz::ScriptRandom clientRandom(fuzz::clientScript());
        ssl3::ClientEngine client(fuzz::crypto(), clientRandom);
        watch.feed(client.output().view(), 0);
        client.output().clear();
        const QByteArray flight = watch.takeOutput();
        client.feed(base::asBytes(flight));
        fuzz::require(!client.next(), "the client answers without an event");
        watch.feed(client.output().view(), 0);
        fuzz::require(server.isOpen(), "the recorded handshake is good");
        watch.feedSealed(input, fuzz::protectionAfterFinished(ssl3::Role::Client));
    }
    watch.end();
    return 0;
}
