#pragma once
// The publisher's own service, which alone can check an Origin token. A port; a server that may not or cannot ask it
// has none.

#include <core/session/ports.h>

namespace session {

class OriginService
{
public:
    OriginService() = default;
    OriginService(const OriginService &) = delete;
    OriginService &operator=(const OriginService &) = delete;
    virtual ~OriginService() = default;

    using Done = MoveOnlyFunction<void(std::optional<Account>)>;

    // Asks who the token belongs to and finds or makes that player here. May take seconds. nullopt: refused,
    // unreachable or failed; the game is told the same in all cases.
    virtual void logIn(Secret token, quint32 type, Done done) = 0;
};

} // namespace session
