#pragma once
// What a handler is told about the request besides its body. Lives in the connection: valid until the request is
// answered, and in guarded callbacks.

#include <core/blaze/command.h>
#include <core/blaze/frame.h>

namespace blaze {

class Connection;

class Context
{
public:
    explicit Context(Connection &connection)
        : m_connection(&connection)
    {}
    Context(const Context &) = delete;
    Context &operator=(const Context &) = delete;

    [[nodiscard]] Connection &connection() const noexcept { return *m_connection; }
    [[nodiscard]] const FrameHeader &header() const noexcept { return m_header; }

    // Wraps a callback of slow work: it runs only while the connection is there, and as one step, so that the
    // notifications it raises leave before the answer to the next request. Its result is dropped.
    template <class Function>
    [[nodiscard]] auto guard(Function function);

private:
    friend class Connection;
    Connection *m_connection;
    FrameHeader m_header;
};

} // namespace blaze

#include <core/blaze/connection.h> // IWYU pragma: export
