#include <core/http/requestparser.h>

#include <core/http/messagecore.h>

#include <algorithm>

namespace http {

namespace {

Method methodOf(boost::beast::http::verb verb)
{
    using Verb = boost::beast::http::verb;
    switch (verb) {
    case Verb::get:
        return Method::Get;
    case Verb::head:
        return Method::Head;
    case Verb::post:
        return Method::Post;
    case Verb::put:
        return Method::Put;
    case Verb::delete_:
        return Method::Delete;
    case Verb::patch:
        return Method::Patch;
    case Verb::options:
        return Method::Options;
    default:
        return Method::Other;
    }
}

bool isTargetByte(char c)
{
    return static_cast<unsigned char>(c) > 0x20 && c != 0x7F && c != '<' && c != '>';
}

// Splits the target; of a full URL scheme and host are left away.
void splitTarget(RequestHead &head)
{
    QByteArrayView rest = head.target;
    if (!rest.startsWith('/')) {
        if (const qsizetype scheme = rest.indexOf("://"); scheme > 0) {
            rest = rest.sliced(scheme + 3);
            const auto end =
                std::find_if(rest.begin(), rest.end(), [](char c) { return c == '/' || c == '?' || c == '#'; });
            rest = rest.sliced(end - rest.begin());
        }
    }
    if (const qsizetype fragment = rest.indexOf('#'); fragment >= 0)
        rest = rest.first(fragment);
    const qsizetype question = rest.indexOf('?');
    head.path = (question < 0 ? rest : rest.first(question)).toByteArray();
    if (question >= 0)
        head.query = rest.sliced(question + 1).toByteArray();
    if (head.path.isEmpty())
        head.path = "/";
}

} // namespace

int statusOf(RequestError error)
{
    switch (error) {
    case RequestError::Malformed:
        break;
    case RequestError::TargetTooLong:
        return 414;
    case RequestError::HeadTooLarge:
        return 431;
    case RequestError::BodyTooLarge:
        return 413;
    }
    return 400;
}

class RequestParser::Core
{
public:
    MessageCore<true> beast {base::kHttpBodyMax};
};

RequestParser::RequestParser() = default;
RequestParser::~RequestParser() = default;

void RequestParser::feed(ByteView bytes)
{
    settle();
    if (!m_failed)
        m_buffer.append(bytes);
}

Result<std::optional<RequestEvent>, RequestError> RequestParser::next()
{
    settle();
    if (m_failed)
        return base::failure(*m_failed);
    if (!m_core && !startRequest())
        return std::optional<RequestEvent>();
    MessageCore<true> &beast = m_core->beast;
    switch (beast.step(m_buffer.view(), m_used)) {
    case Step::NeedMore:
        return std::optional<RequestEvent>();
    case Step::Head:
        if (auto head = takeHead())
            return std::optional<RequestEvent>(std::move(*head));
        return fail(RequestError::Malformed);
    case Step::Chunk:
        return std::optional<RequestEvent>(BodyChunk {beast.chunk});
    case Step::End:
        m_core.reset();
        return std::optional<RequestEvent>(MessageEnd {});
    case Step::Failed:
        break;
    }
    switch (beast.problem) {
    case Problem::FirstLineTooLong:
        return fail(RequestError::TargetTooLong);
    case Problem::HeadTooLarge:
        return fail(RequestError::HeadTooLarge);
    case Problem::BodyTooLarge:
        return fail(RequestError::BodyTooLarge);
    case Problem::None:
    case Problem::Malformed:
        break;
    }
    return fail(RequestError::Malformed);
}

void RequestParser::setBodyLimit(qsizetype bytes)
{
    if (m_core)
        m_core->beast.setBodyMax(bytes);
}

QByteArray RequestParser::takeRemaining()
{
    settle();
    QByteArray rest = base::toByteArray(m_buffer.view());
    m_buffer.clear();
    return rest;
}

qsizetype RequestParser::bytesBuffered() const noexcept
{
    return static_cast<qsizetype>(m_buffer.size() - m_used);
}

bool RequestParser::isBetweenRequests() const noexcept
{
    return !m_core && bytesBuffered() == 0;
}

// A chunk handed out points into the buffer, so its bytes are let go only with the next call.
void RequestParser::settle()
{
    if (m_used > 0)
        m_buffer.consume(std::exchange(m_used, 0));
}

// false: nothing of a request is there yet. Empty lines in front of one are skipped, as old clients send them.
bool RequestParser::startRequest()
{
    const QByteArrayView bytes = base::asChars(m_buffer.view());
    const auto begin = std::find_if(bytes.begin(), bytes.end(), [](char c) { return c != '\r' && c != '\n'; });
    m_buffer.consume(static_cast<std::size_t>(begin - bytes.begin()));
    if (m_buffer.empty())
        return false;
    m_core = std::make_unique<Core>();
    return true;
}

std::optional<RequestHead> RequestParser::takeHead()
{
    MessageCore<true> &beast = m_core->beast;
    if (!std::all_of(beast.target.begin(), beast.target.end(), isTargetByte))
        return std::nullopt;
    RequestHead head;
    head.method = methodOf(beast.verb);
    head.target = std::move(beast.target);
    head.versionMinor = beast.versionMinor;
    head.headers = std::move(beast.headers);
    head.keepAlive = beast.keep_alive();
    head.chunked = beast.chunkedSeen;
    head.contentLength = beast.contentLength;
    const auto expect = head.headers.first("expect");
    head.expectContinue = head.versionMinor >= 1 && expect && expect->compare("100-continue", Qt::CaseInsensitive) == 0;
    splitTarget(head);
    return head;
}

Result<std::optional<RequestEvent>, RequestError> RequestParser::fail(RequestError error)
{
    m_failed = error;
    m_core.reset();
    m_used = 0;
    m_buffer.clear();
    return base::failure(error);
}

} // namespace http
