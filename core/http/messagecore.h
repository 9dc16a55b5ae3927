#pragma once
// Boost.Beast's message parser, steered one event at a time. Included by the two parsers only, so that Beast stays
// out of everybody else's compilation. Beast reports errors by code; nothing here throws but for want of memory.

#include <core/base/bytes.h>
#include <core/base/limits.h>
#include <core/http/headers.h>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>

namespace http {

enum class Step {
    NeedMore,
    Head,
    Chunk,
    End,
    Failed,
};

enum class Problem {
    None,
    Malformed,
    FirstLineTooLong,
    HeadTooLarge,
    BodyTooLarge,
};

template <bool isRequest>
class MessageCore final : public boost::beast::http::basic_parser<isRequest>
{
    using Base = boost::beast::http::basic_parser<isRequest>;
    using Error = boost::beast::error_code;
    using Text = boost::beast::string_view;

public:
    explicit MessageCore(qsizetype bodyMax)
        : m_bodyMax(bodyMax)
    {
        // Beast counts anew with every piece it gets; the real limits are ours, over the whole.
        this->header_limit(static_cast<std::uint32_t>(base::kHttpHeadMax) + 16);
        this->body_limit(std::numeric_limits<std::uint64_t>::max()); // "none" refuses every body in Boost 1.74
        this->eager(false);
        headers.reserve(512, 12);
    }

    // Looks at `bytes` and says how many of them it is done with. A chunk points into them.
    Step step(base::ByteView bytes, std::size_t &consumed);

    // The request or status line and the headers.
    boost::beast::http::verb verb = boost::beast::http::verb::unknown;
    QByteArray target;
    QByteArray reason;
    int status = 0;
    int versionMinor = 1;
    Headers headers;
    bool chunkedSeen = false;
    std::optional<quint64> contentLength;

    base::ByteView chunk;
    Problem problem = Problem::None;

    void setBodyMax(qsizetype bytes) { m_bodyMax = bytes; }

private:
    Step failed(Problem what)
    {
        if (problem == Problem::None)
            problem = what;
        return Step::Failed;
    }
    [[nodiscard]] static bool lineTooLong(base::ByteView rest)
    {
        return rest.size() > static_cast<std::size_t>(base::kHttpHeadMax);
    }
    [[nodiscard]] bool waitsForLine(base::ByteView rest) const;
    Step stepHead(base::ByteView bytes, std::size_t &consumed);
    void refuse(Problem what, Error &error)
    {
        problem = what;
        error = boost::beast::http::error::bad_value;
    }
    void take(Text body) { chunk = base::asBytes(QByteArrayView(body.data(), static_cast<qsizetype>(body.size()))); }

    // --- what Beast calls
    void on_request_impl(boost::beast::http::verb method, Text /*name*/, Text where, int version,
                         Error & /*error*/) override
    {
        verb = method;
        target = QByteArray(where.data(), static_cast<qsizetype>(where.size()));
        versionMinor = version - 10;
        m_firstLineDone = true;
    }
    void on_response_impl(int code, Text text, int version, Error & /*error*/) override
    {
        status = code;
        reason = QByteArray(text.data(), static_cast<qsizetype>(text.size()));
        versionMinor = version - 10;
        m_firstLineDone = true;
    }
    void on_field_impl(boost::beast::http::field field, Text name, Text value, Error &error) override;
    void on_header_impl(Error & /*error*/) override { m_headDone = true; }
    void on_body_init_impl(const boost::optional<std::uint64_t> & /*length*/, Error & /*error*/) override {}
    std::size_t on_body_impl(Text body, Error & /*error*/) override
    {
        take(body);
        return body.size();
    }
    void on_chunk_header_impl(std::uint64_t size, Text /*extensions*/, Error & /*error*/) override
    {
        m_inChunkLine = size == 0;
    }
    std::size_t on_chunk_body_impl(std::uint64_t left, Text body, Error & /*error*/) override
    {
        take(body);
        m_inChunkLine = left == body.size();
        m_chunkEnds = true;
        return body.size();
    }
    void on_finish_impl(Error & /*error*/) override {}

    qsizetype m_bodyMax;
    std::size_t m_headBytes = 0;
    quint64 m_bodyBytes = 0;
    const char *m_begin = nullptr; // what is being parsed
    const char *m_end = nullptr;
    bool m_firstLineDone = false;
    bool m_headDone = false;
    bool m_headGiven = false;
    bool m_inChunkLine = false;   // the size line of a chunk or the trailers come next
    bool m_chunkEnds = false;     // and begin with the line end of the chunk before
    std::size_t m_linesTried = 0; // so many bytes were not enough
};

// Whether a line between chunks is not all there. Beast is asked only about whole lines: with less it would look at
// the same bytes again and again, and version 1.74 trips over its own assertion on a last chunk that trickles in.
template <bool isRequest>
bool MessageCore<isRequest>::waitsForLine(base::ByteView rest) const
{
    if (!m_inChunkLine)
        return false;
    const std::size_t from = std::max<std::size_t>(m_linesTried, m_chunkEnds ? 2 : 0);
    return from >= rest.size() || !base::asChars(rest.subspan(from)).contains('\n');
}

template <bool isRequest>
void MessageCore<isRequest>::on_field_impl(boost::beast::http::field field, Text name, Text value, Error &error)
{
    namespace beast = boost::beast;
    if (headers.count() >= base::kHttpHeaderCountMax) {
        refuse(Problem::HeadTooLarge, error);
        return;
    }
    // A value that is not in the input was joined from several lines: an old trick to confuse proxies.
    const std::less<const char *> before;
    if (!value.empty() && (before(value.data(), m_begin) || !before(value.data(), m_end))) {
        refuse(Problem::Malformed, error);
        return;
    }
    if (m_headDone) { // a trailer: nobody reads it
        headers.add("", "");
        return;
    }
    if (field == beast::http::field::transfer_encoding) {
        chunkedSeen = true;
        if (!beast::iequals(value, "chunked")) // no other coding is spoken here
            refuse(Problem::Malformed, error);
    } else if (field == beast::http::field::content_length) {
        // Beast also takes a list of equal lengths, "1, 1"; one plain number is all that anybody sends.
        bool isNumber = std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (isNumber)
            contentLength = QByteArray(value.data(), static_cast<qsizetype>(value.size())).toULongLong(&isNumber);
        if (!isNumber)
            refuse(Problem::Malformed, error);
    }
    if (chunkedSeen && contentLength) // two lengths that contradict each other
        refuse(Problem::Malformed, error);
    headers.add(QByteArrayView(name.data(), static_cast<qsizetype>(name.size())),
                QByteArrayView(value.data(), static_cast<qsizetype>(value.size())));
}

template <bool isRequest>
Step MessageCore<isRequest>::stepHead(base::ByteView bytes, std::size_t &consumed)
{
    Error error;
    consumed = this->put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    m_headBytes += consumed;
    const std::size_t held = m_headDone ? 0 : bytes.size() - consumed;
    const Problem tooLong = m_firstLineDone ? Problem::HeadTooLarge : Problem::FirstLineTooLong;
    if (error == boost::beast::http::error::header_limit ||
        m_headBytes + held > static_cast<std::size_t>(base::kHttpHeadMax))
        return failed(tooLong);
    if (error && error != boost::beast::http::error::need_more)
        return failed(Problem::Malformed);
    if (!m_headDone)
        return Step::NeedMore;
    m_headGiven = true;
    m_inChunkLine = chunkedSeen;
    return Step::Head;
}

template <bool isRequest>
Step MessageCore<isRequest>::step(base::ByteView bytes, std::size_t &consumed)
{
    consumed = 0;
    m_begin = base::asChars(bytes).data();
    m_end = m_begin + bytes.size();
    if (!m_headGiven)
        return bytes.empty() ? Step::NeedMore : stepHead(bytes, consumed);
    const auto bodyMax = static_cast<quint64>(m_bodyMax);
    if (!this->is_done() && contentLength && *contentLength > bodyMax)
        return failed(Problem::BodyTooLarge);
    while (!this->is_done()) {
        const base::ByteView rest = bytes.subspan(consumed);
        if (rest.empty())
            return Step::NeedMore;
        if (waitsForLine(rest))
            return lineTooLong(rest) ? failed(Problem::Malformed) : Step::NeedMore;
        chunk = {};
        Error error;
        const std::size_t done = this->put(boost::asio::const_buffer(rest.data(), rest.size()), error);
        consumed += done;
        if (error && error != boost::beast::http::error::need_more)
            return failed(Problem::Malformed);
        if (!chunk.empty()) {
            m_bodyBytes += chunk.size();
            return m_bodyBytes > bodyMax ? failed(Problem::BodyTooLarge) : Step::Chunk;
        }
        m_linesTried = error ? rest.size() : 0;
        if (error) // the trailers are not all there
            return lineTooLong(rest) ? failed(Problem::Malformed) : Step::NeedMore;
    }
    return Step::End;
}

} // namespace http
