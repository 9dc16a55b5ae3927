#pragma once
// Requests out of a byte stream, one after the other. Pure: no sockets, no clock; work is linear in the bytes fed,
// also when they come one by one. One parser belongs to one connection.
// HTTP/1.0 and 1.1; Content-Length or chunked bodies, extensions and trailers are skipped.

#include <core/base/bytebuffer.h>
#include <core/base/limits.h>
#include <core/base/result.h>
#include <core/http/message.h>

#include <memory>
#include <variant>

namespace http {

using base::ByteView;
using base::Result;

enum class RequestError {
    Malformed,     // 400: request line, header name or value, lengths that contradict each other
    TargetTooLong, // 414: the request line alone is over kHttpHeadMax
    HeadTooLarge,  // 431: over kHttpHeadMax bytes or kHttpHeaderCountMax lines
    BodyTooLarge,  // 413
};

[[nodiscard]] int statusOf(RequestError error);

// A piece of the body; the view dies with the next call to the parser.
struct BodyChunk
{
    ByteView bytes;
};
struct MessageEnd
{};
using RequestEvent = std::variant<RequestHead, BodyChunk, MessageEnd>;

class RequestParser
{
public:
    RequestParser();
    RequestParser(const RequestParser &) = delete;
    RequestParser &operator=(const RequestParser &) = delete;
    ~RequestParser();

    // Copies the bytes. What has not been asked for by next() stays here: the caller stops feeding when
    // bytesBuffered() is more than it wants to hold.
    void feed(ByteView bytes);

    // The next event; nullopt when more bytes are needed. Each request gives a head, any number of chunks, an end;
    // then the next one begins. After an error the parser stays failed: the connection answers it and closes.
    [[nodiscard]] Result<std::optional<RequestEvent>, RequestError> next();

    // Applies to the request whose head came last; kHttpBodyMax until set. Call it before the next next().
    void setBodyLimit(qsizetype bytes);

    // Everything behind the last event, which leaves the parser empty: for an upgrade, called after MessageEnd.
    [[nodiscard]] QByteArray takeRemaining();

    [[nodiscard]] qsizetype bytesBuffered() const noexcept;
    // Nothing of a request has arrived since the last end.
    [[nodiscard]] bool isBetweenRequests() const noexcept;

private:
    class Core;
    void settle();
    [[nodiscard]] bool startRequest();
    [[nodiscard]] std::optional<RequestHead> takeHead();
    Result<std::optional<RequestEvent>, RequestError> fail(RequestError error);

    std::unique_ptr<Core> m_core; // only while a request is being read: idle connections hold none
    base::ByteBuffer m_buffer;
    std::size_t m_used = 0; // bytes at the front that are done with
    std::optional<RequestError> m_failed;
};

} // namespace http
