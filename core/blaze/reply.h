#pragma once
// The answer a handler owes. Move-only, answered exactly once; one that is destroyed unanswered sends the generic
// system error and logs the command, so no request is left hanging. When the connection is gone it does nothing.

#include <core/blaze/connection.h>

#include <memory>
#include <utility>

namespace blaze {

class ReplyHandle
{
public:
    ReplyHandle(Connection &connection, quint64 serial, const char *name)
        : m_connection(connection.weak_from_this())
        , m_serial(serial)
        , m_name(name)
    {}
    ReplyHandle(ReplyHandle &&other) noexcept
        : m_connection(std::move(other.m_connection))
        , m_serial(std::exchange(other.m_serial, 0))
        , m_name(other.m_name)
    {}
    ReplyHandle &operator=(ReplyHandle &&other) = delete;
    ReplyHandle(const ReplyHandle &) = delete;
    ReplyHandle &operator=(const ReplyHandle &) = delete;
    ~ReplyHandle()
    {
        if (m_serial != 0)
            dropped();
    }

    void fail(Error error)
    {
        if (const auto connection = take())
            connection->answerEmpty(FrameType::Error, error);
    }
    template <tdf::Struct Body>
    void fail(Error error, const Body &body)
    {
        if (const auto connection = take())
            connection->answer(FrameType::Error, error, body);
    }
    [[nodiscard]] bool isAnswered() const noexcept { return m_serial == 0; }

protected:
    // The connection if it still waits for this answer; marks it as given.
    [[nodiscard]] std::shared_ptr<Connection> take()
    {
        Q_ASSERT_X(m_serial != 0, "Reply", "answered twice");
        auto connection = m_connection.lock();
        m_connection.reset();
        if (connection && !connection->isAwaited(m_serial))
            connection.reset();
        m_serial = 0;
        return connection;
    }
    template <class Body>
    static void respond(Connection &connection, const Body &body)
    {
        connection.answer(FrameType::Response, Error::None, body);
    }

private:
    void dropped() noexcept;

    std::weak_ptr<Connection> m_connection;
    quint64 m_serial; // 0: answered
    const char *m_name;
};

template <class Response>
class Reply : public ReplyHandle
{
public:
    using ReplyHandle::ReplyHandle;

    void ok(const Response &response = {})
    {
        if (const auto connection = take())
            respond(*connection, response);
    }
};

} // namespace blaze
