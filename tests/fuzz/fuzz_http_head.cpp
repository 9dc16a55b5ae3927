// HTTP requests and responses out of arbitrary bytes. The first bytes of the input choose where it is split, the body
// limit and which parser reads. Promises: the events do not depend on the splits; nothing above the limits is held or
// handed out; the lengths of a body agree with its head; a request written again from its events reads the same.

#include "require.h"

#include <core/base/limits.h>
#include <core/http/requestparser.h>
#include <core/http/responseparser.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string>

using fuzz::require;

namespace {

// A small generator of split points, so that an input always means the same.
class Splits
{
public:
    explicit Splits(std::uint32_t seed)
        : m_state(seed | 1U)
    {}
    std::size_t next(std::size_t most)
    {
        m_state = m_state * 1664525U + 1013904223U;
        const std::uint32_t kind = m_state >> 30U;
        const std::size_t wish = kind == 0 ? 1 : (m_state >> 8U) % (kind == 3 ? 4096U : 32U) + 1;
        return std::min(most, wish);
    }

private:
    std::uint32_t m_state;
};

struct Outcome
{
    std::string trace;
    bool failed = false;
    bool operator==(const Outcome &) const = default;
};

void note(std::string &trace, const http::Headers &headers)
{
    require(headers.count() <= base::kHttpHeaderCountMax);
    for (int i = 0; i < headers.count(); ++i) {
        const http::Headers::Line line = headers.at(i);
        for (const char c : line.name)
            require(c != '\r' && c != '\n' && c != ':' && !(c >= 'A' && c <= 'Z'));
        require(!line.value.contains('\r') && !line.value.contains('\n'));
        trace.append(line.name.data(), static_cast<std::size_t>(line.name.size())).append(": ");
        trace.append(line.value.data(), static_cast<std::size_t>(line.value.size())).append("\r\n");
    }
}

class Sink
{
public:
    explicit Sink(qsizetype bodyMax)
        : m_bodyMax(bodyMax)
    {}
    Outcome outcome;
    std::string rewritten; // the same requests in our spelling

    void take(const http::RequestHead &head)
    {
        require(head.path.startsWith('/') || head.target == head.path || !head.target.startsWith('/'));
        m_length = head.contentLength;
        require(!(head.chunked && head.contentLength));
        m_chunked = head.chunked;
        m_method.assign(methodName(head.method).data(), static_cast<std::size_t>(methodName(head.method).size()));
        m_head = m_method + ' ' + head.target.toStdString() + " HTTP/1." + std::to_string(head.versionMinor) + "\r\n";
        note(m_head, head.headers);
        start();
    }
    void take(const http::ResponseHead &head)
    {
        m_head = std::to_string(head.status) + ' ' + head.reason.toStdString() + "\r\n";
        note(m_head, head.headers);
        m_length.reset();
        start();
    }
    void take(const http::BodyChunk &chunk)
    {
        require(!chunk.bytes.empty());
        m_body.append(reinterpret_cast<const char *>(chunk.bytes.data()), chunk.bytes.size());
        require(m_body.size() <= static_cast<std::size_t>(m_bodyMax));
        outcome.trace.append(reinterpret_cast<const char *>(chunk.bytes.data()), chunk.bytes.size());
    }
    void take(const http::MessageEnd & /*end*/)
    {
        if (m_length)
            require(m_body.size() == *m_length);
        outcome.trace += "}\n";
        rewritten += m_head + "\r\n";
        if (m_chunked && !m_body.empty()) {
            char size[32];
            std::snprintf(size, sizeof size, "%zx\r\n", m_body.size());
            rewritten += size + m_body + "\r\n";
        }
        rewritten += m_chunked ? "0\r\n\r\n" : m_body;
        ++messages;
    }
    int messages = 0;

private:
    void start()
    {
        m_body.clear();
        outcome.trace += m_head + "{";
    }
    qsizetype m_bodyMax;
    std::optional<quint64> m_length;
    bool m_chunked = false;
    std::string m_method;
    std::string m_head;
    std::string m_body;
};

// Reads what is there; false after an error.
template <class Parser>
bool drain(Parser &parser, Sink &sink, qsizetype bodyMax)
{
    for (;;) {
        auto event = parser.next();
        if (!event) {
            sink.outcome.failed = true;
            return false;
        }
        if (!*event)
            return true;
        std::visit([&](const auto &what) { sink.take(what); }, **event);
        if constexpr (std::is_same_v<Parser, http::RequestParser>) {
            if (std::holds_alternative<http::RequestHead>(**event))
                parser.setBodyLimit(bodyMax);
        }
    }
}

Sink readRequests(base::ByteView bytes, Splits splits, bool whole, qsizetype bodyMax)
{
    Sink sink(bodyMax);
    http::RequestParser parser;
    while (!bytes.empty()) {
        const std::size_t size = whole ? bytes.size() : splits.next(bytes.size());
        parser.feed(bytes.first(size));
        bytes = bytes.subspan(size);
        if (!drain(parser, sink, bodyMax))
            break;
        require(parser.bytesBuffered() <= base::kHttpHeadMax); // what is complete has been taken
    }
    return sink;
}

Sink readResponse(base::ByteView bytes, Splits splits, bool whole, qsizetype bodyMax)
{
    Sink sink(bodyMax);
    http::ResponseParser parser(bodyMax);
    while (!bytes.empty()) {
        const std::size_t size = whole ? bytes.size() : splits.next(bytes.size());
        parser.feed(bytes.first(size));
        bytes = bytes.subspan(size);
        if (!drain(parser, sink, bodyMax))
            return sink;
    }
    parser.feedEnd();
    if (drain(parser, sink, bodyMax)) {
        const QByteArray rest = parser.takeRemaining();
        sink.outcome.trace.append(rest.constData(), static_cast<std::size_t>(rest.size()));
    }
    return sink;
}

// A fault in a head that is not yet complete is seen at once when it comes in one piece, and with its end when it
// comes in several: then the one has failed and the other still waits. Everything else is the same.
void requireSame(const Sink &whole, const Sink &split)
{
    require(whole.outcome.failed || !split.outcome.failed);
    require(whole.messages == split.messages);
    if (!whole.outcome.failed)
        require(whole.outcome.trace == split.outcome.trace);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 4)
        return 0;
    const Splits splits(static_cast<std::uint32_t>(data[0]) << 8U | data[1]);
    const qsizetype bodyMax = qsizetype {1} << (data[2] % 16U);
    const base::ByteView bytes = base::asBytes(data + 4, size - 4);
    if (data[3] % 4 == 0) {
        const Sink whole = readResponse(bytes, splits, true, bodyMax);
        const Sink split = readResponse(bytes, splits, false, bodyMax);
        requireSame(whole, split);
        return 0;
    }
    const Sink whole = readRequests(bytes, splits, true, bodyMax);
    const Sink split = readRequests(bytes, splits, false, bodyMax);
    requireSame(whole, split);
    // "OTHER" stands for every unknown method, which is one itself.
    const std::string &again = whole.rewritten;
    if (again.size() > static_cast<std::size_t>(base::kHttpHeadMax))
        return 0; // our spelling may be a little longer and pass a limit
    const Sink second = readRequests(base::asBytes(std::string_view(again)), splits, true, base::kHttpBodyMax);
    require(!second.outcome.failed);
    require(second.rewritten == again);
    return 0;
}
