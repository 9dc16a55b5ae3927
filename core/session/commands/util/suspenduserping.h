#pragma once
// The game announces a long load during which it cannot ping. The answer is always an error frame, one of which means
// yes: the game asks for 20 seconds first, is told that this is too little, and then asks for 90.

#include <core/session/sessions.h>

namespace session::util {

struct SuspendUserPingRequest
{
    quint32 microseconds = 0;

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"TVAL">(&SuspendUserPingRequest::microseconds)); }
};

inline constexpr blaze::Command<SuspendUserPingRequest, blaze::Empty> suspendUserPing {
    .component = blaze::Component::Util,
    .id = 0x1B,
    .name = "util.suspendUserPing",
    .errors = {blaze::Error::SuspendTimeTooLarge, blaze::Error::SuspendTimeTooSmall, blaze::Error::PingSuspended},
};

class SuspendUserPingHandler
{
public:
    explicit SuspendUserPingHandler(Sessions &sessions);
    void operator()(const SuspendUserPingRequest &request, blaze::Context &context, blaze::Reply<blaze::Empty> reply);

private:
    Sessions &m_sessions;
};

} // namespace session::util
