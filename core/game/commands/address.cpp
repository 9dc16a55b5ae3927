#include <core/game/commands/address.h>

namespace game {

void takeAddress(session::Session &sender, const session::AddressPair *pair, const session::Settings &settings)
{
    session::AddressUnion &known = sender.player()->network.address;
    if (pair == nullptr || known.isSet())
        return;
    known = session::AddressUnion::of<2>(session::AddressPair(*pair));
    session::completeAddress(known, settings, sender.source());
}

} // namespace game
