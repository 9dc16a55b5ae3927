#pragma once
// Every 15 seconds, for the life of the connection. Answers the server's time.

#include <core/base/clock.h>
#include <core/session/sessions.h>

namespace session::util {

struct PingResponse
{
    qint64 unixSeconds = 0;

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"STIM">(&PingResponse::unixSeconds)); }
};

inline constexpr blaze::Command<blaze::Empty, PingResponse> ping {
    .component = blaze::Component::Util,
    .id = 0x2,
    .name = "util.ping",
};

class PingHandler
{
public:
    PingHandler(Sessions &sessions, const base::Clock &clock);
    void operator()(const blaze::Empty &request, blaze::Context &context, blaze::Reply<PingResponse> reply);

private:
    Sessions &m_sessions;
    const base::Clock &m_clock;
};

} // namespace session::util
