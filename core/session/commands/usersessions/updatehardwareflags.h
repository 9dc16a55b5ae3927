#pragma once
// The player's headset was plugged in or out. Subscribers are told, also when nothing changed. Without a login nothing
// happens.

#include <core/session/session.h>

namespace session::usersessions {

struct UpdateHardwareFlagsRequest
{
    quint8 flags = 0; // bit 0: voice headset

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"HWFG">(&UpdateHardwareFlagsRequest::flags)); }
};

inline constexpr blaze::Command<UpdateHardwareFlagsRequest, blaze::Empty> updateHardwareFlags {
    .component = blaze::Component::UserSessions,
    .id = 0x8,
    .name = "usersessions.updateHardwareFlags",
};

class UpdateHardwareFlagsHandler
{
public:
    void operator()(const UpdateHardwareFlagsRequest &request, blaze::Context &context,
                    blaze::Reply<blaze::Empty> reply);
};

} // namespace session::usersessions
