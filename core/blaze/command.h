#pragma once
// A command and a notification as constants: everything the router, the inspector, tests and the game client of the
// tests know about one is in its declaration.
//
//     inline constexpr blaze::Command<LoginRequest, LoginResponse> login {
//         .component = blaze::Component::Authentication,
//         .id = 0x28,
//         .name = "authentication.login",
//         .access = blaze::Access::Anonymous,
//         .rate = {.burst = 5, .perMinute = 10},
//         .errors = {blaze::Error::InvalidUser, blaze::Error::InvalidPassword},
//     };

#include <core/blaze/component.h>
#include <core/blaze/error.h>
#include <core/blaze/frame.h>
#include <core/tdf/field.h>
#include <core/tdf/schema.h>

#include <initializer_list>

namespace blaze {

// Who may send a command; each includes those before it.
enum class Access : std::uint8_t {
    Anonymous,
    Player,   // logged in
    GameHost, // host of the game they are in
};

// A token bucket per connection: `burst` at once, refilled evenly. burst 0 means unlimited. A breach answers
// Error::Timeout, which the game treats as "try again later".
struct Rate
{
    std::uint16_t burst = 0;
    std::uint16_t perMinute = 0;
};

// The error codes a command answers with besides the global ones.
struct Errors
{
    static constexpr std::size_t kCountMax = 8;
    Error codes[kCountMax] {};
    std::size_t count = 0;

    constexpr Errors() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): written as {Error::A, Error::B}
    constexpr Errors(std::initializer_list<Error> list)
    {
        for (const Error error : list)
            codes[count++] = error; // too many: not a constant expression, so it does not compile
    }
    [[nodiscard]] constexpr bool contains(Error error) const noexcept
    {
        for (std::size_t i = 0; i < count; ++i) {
            if (codes[i] == error)
                return true;
        }
        return false;
    }
};

// As a request: the body is not looked at. As a response or notification: the body is empty.
struct Empty
{
    static constexpr auto tdfFields() { return tdf::fields(); }
    constexpr bool operator==(const Empty &) const = default;
};

template <class RequestT, class ResponseT>
struct Command
{
    using Request = RequestT;
    using Response = ResponseT;

    Component component;
    std::uint16_t id;
    const char *name; // "component.command"
    Access access = Access::Anonymous;
    Rate rate {};
    Errors errors {};

    [[nodiscard]] constexpr std::uint32_t key() const noexcept
    {
        return (static_cast<std::uint32_t>(component) << 16U) | id;
    }
};

template <class BodyT>
struct Notification
{
    using Body = BodyT;

    Component component;
    std::uint16_t id;
    const char *name;

    [[nodiscard]] constexpr std::uint32_t key() const noexcept
    {
        return (static_cast<std::uint32_t>(component) << 16U) | id;
    }
    [[nodiscard]] constexpr FrameHeader header() const noexcept
    {
        return {.component = static_cast<std::uint16_t>(component), .command = id, .type = FrameType::Notify};
    }
};

// The same without types, for tables and observers.
struct CommandInfo
{
    Component component {};
    std::uint16_t id = 0;
    const char *name = nullptr;
    Access access = Access::Anonymous;
    Rate rate {};
    Errors errors {};
    const tdf::Schema *request = nullptr;
    const tdf::Schema *response = nullptr; // of a notification: its body
    bool requestIgnored = false;           // Empty: any body is taken

    [[nodiscard]] constexpr std::uint32_t key() const noexcept
    {
        return (static_cast<std::uint32_t>(component) << 16U) | id;
    }
};

} // namespace blaze
