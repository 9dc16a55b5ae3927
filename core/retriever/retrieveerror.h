#pragma once
// Why the publisher's servers told us nothing. The game is told the same in all cases; this is for the operator.

#include <QString>

namespace retriever {

enum class RetrieveError {
    Busy,         // too many logins are under way
    NoCrypto,     // this computer lacks what the old encryption needs
    NoRedirector, // the redirector's name or the redirector itself cannot be reached
    NoServer,     // the redirector answered, the server it named cannot be reached
    Refused,      // the server does not accept the token
    BadAnswer,    // not what such a server says, or more of it than we take
    TooSlow,
};

// One line for logs, English.
[[nodiscard]] QString describe(RetrieveError error);

} // namespace retriever
