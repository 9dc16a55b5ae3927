#include <core/http/responseparser.h>

#include <core/http/messagecore.h>

namespace http {

class ResponseParser::Core
{
public:
    explicit Core(qsizetype bodyMax)
        : beast(bodyMax)
    {}
    MessageCore<false> beast;
};

ResponseParser::ResponseParser(qsizetype bodyMax, Method answered)
    : m_bodyMax(bodyMax)
    , m_answered(answered)
{}
ResponseParser::~ResponseParser() = default;

void ResponseParser::feed(ByteView bytes)
{
    settle();
    if (!m_failed)
        m_buffer.append(bytes);
}

void ResponseParser::feedEnd()
{
    m_ended = true;
}

Result<std::optional<ResponseEvent>, ResponseError> ResponseParser::next()
{
    settle();
    if (m_failed)
        return base::failure(*m_failed);
    while (!m_done) {
        if (!m_core) {
            m_core = std::make_unique<Core>(m_bodyMax);
            m_core->beast.skip(m_answered == Method::Head);
        }
        switch (m_core->beast.step(m_buffer.view(), m_used)) {
        case Step::NeedMore:
            return needMore();
        case Step::Head: {
            ResponseHead head = takeHead();
            if (head.status == 101) {
                m_done = true;
                m_core.reset();
            } else if (head.status / 100 == 1) {
                settle();
                m_core.reset(); // "100 Continue" and the like announce the real answer
                continue;
            }
            return std::optional<ResponseEvent>(std::move(head));
        }
        case Step::Chunk:
            return std::optional<ResponseEvent>(BodyChunk {m_core->beast.chunk});
        case Step::End:
            return end();
        case Step::Failed:
            return fail(m_core->beast.problem);
        }
    }
    return std::optional<ResponseEvent>();
}

QByteArray ResponseParser::takeRemaining()
{
    settle();
    QByteArray rest = base::toByteArray(m_buffer.view());
    m_buffer.clear();
    return rest;
}

void ResponseParser::settle()
{
    if (m_used > 0)
        m_buffer.consume(std::exchange(m_used, 0));
}

ResponseHead ResponseParser::takeHead()
{
    MessageCore<false> &beast = m_core->beast;
    ResponseHead head;
    head.status = beast.status;
    head.versionMinor = beast.versionMinor;
    head.reason = std::move(beast.reason);
    head.headers = std::move(beast.headers);
    head.keepAlive = beast.keep_alive();
    return head;
}

Result<std::optional<ResponseEvent>, ResponseError> ResponseParser::needMore()
{
    if (!m_ended)
        return std::optional<ResponseEvent>();
    MessageCore<false> &beast = m_core->beast;
    if (beast.got_some() && beast.is_header_done() && beast.need_eof())
        return end(); // a body without a length goes on until the end of the connection
    return failWith(ResponseError::EndedEarly);
}

Result<std::optional<ResponseEvent>, ResponseError> ResponseParser::end()
{
    m_done = true;
    m_core.reset();
    return std::optional<ResponseEvent>(MessageEnd {});
}

Result<std::optional<ResponseEvent>, ResponseError> ResponseParser::fail(Problem problem)
{
    switch (problem) {
    case Problem::FirstLineTooLong:
    case Problem::HeadTooLarge:
        return failWith(ResponseError::HeadTooLarge);
    case Problem::BodyTooLarge:
        return failWith(ResponseError::BodyTooLarge);
    case Problem::None:
    case Problem::Malformed:
        break;
    }
    return failWith(ResponseError::Malformed);
}

Result<std::optional<ResponseEvent>, ResponseError> ResponseParser::failWith(ResponseError error)
{
    m_failed = error;
    m_core.reset();
    m_used = 0;
    m_buffer.clear();
    return base::failure(error);
}

} // namespace http
