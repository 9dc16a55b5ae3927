#pragma once
// Responses out of a byte stream, for the client side. Pure. After the head of a 101 the parser stops: what follows
// belongs to the upgraded stream and is handed over by takeRemaining(). Other 1xx answers are skipped.

#include <core/base/bytebuffer.h>
#include <core/base/limits.h>
#include <core/base/result.h>
#include <core/http/message.h>
#include <core/http/requestparser.h>

#include <memory>
#include <variant>

namespace http {

enum class Problem; // of the parser inside

enum class ResponseError {
    Malformed,
    HeadTooLarge,
    BodyTooLarge,
    EndedEarly, // the peer ended inside a message
};

using ResponseEvent = std::variant<ResponseHead, BodyChunk, MessageEnd>;

class ResponseParser
{
public:
    // `bodyMax` in bytes. For the answer to HEAD say so: its Content-Length announces nothing.
    explicit ResponseParser(qsizetype bodyMax, Method answered = Method::Get);
    ResponseParser(const ResponseParser &) = delete;
    ResponseParser &operator=(const ResponseParser &) = delete;
    ~ResponseParser();

    void feed(ByteView bytes);
    // The peer sends nothing more: ends a body that has no length.
    void feedEnd();
    // The next event; nullopt when more bytes are needed. Stays failed after an error. One response; the next one on
    // the same connection takes a new parser fed with takeRemaining().
    [[nodiscard]] Result<std::optional<ResponseEvent>, ResponseError> next();
    [[nodiscard]] QByteArray takeRemaining();

private:
    class Core;
    void settle();
    [[nodiscard]] ResponseHead takeHead();
    Result<std::optional<ResponseEvent>, ResponseError> needMore();
    Result<std::optional<ResponseEvent>, ResponseError> end();
    Result<std::optional<ResponseEvent>, ResponseError> fail(Problem problem);
    Result<std::optional<ResponseEvent>, ResponseError> failWith(ResponseError error);

    qsizetype m_bodyMax;
    Method m_answered;
    std::unique_ptr<Core> m_core;
    base::ByteBuffer m_buffer;
    std::size_t m_used = 0; // bytes at the front that are done with
    std::optional<ResponseError> m_failed;
    bool m_ended = false;
    bool m_done = false;
};

} // namespace http
