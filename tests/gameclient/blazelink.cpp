#include <tests/gameclient/blazelink.h>

#include <core/base/limits.h>
#include <core/blaze/framewriter.h>

#include <tests/gameclient/fieldcheck.h>

#include <algorithm>

namespace gameclient {

using namespace Qt::StringLiterals;

namespace {

QString text(const CommandId &id)
{
    return QString::fromLatin1(id.name);
}

QString numbers(const blaze::FrameHeader &header)
{
    return u"0x%1/0x%2"_s.arg(header.component, 0, 16).arg(header.command, 0, 16);
}

} // namespace

BlazeLink::BlazeLink(net::StreamPtr stream, Ended ended)
    : m_stream(std::move(stream))
    , m_ended(std::move(ended))
    , m_reader(base::kFrameBodyCeiling)
{
    m_stream->setHandler(this);
    m_stream->setReading(true);
}

BlazeLink::~BlazeLink()
{
    *m_alive = false;
}

void BlazeLink::ask(const CommandId &command, const tdf::Fields &body, Answered then, std::vector<CommandId> causes)
{
    const std::uint32_t sequence = m_sequenceNext++;
    base::ByteBuffer frame;
    blaze::appendFrame(frame, {.component = command.component, .command = command.command, .sequence = sequence},
                       base::asBytes(tdf::written(body)));
    m_pending.push_back({command, sequence, std::move(then), std::move(causes)});
    m_stream->write(frame.view());
}

void BlazeLink::await(const CommandId &notification, Notified then)
{
    awaitOne({notification}, [then = std::move(then)](std::size_t /*which*/, const tdf::Fields &body) mutable {
        auto notified = std::move(then); // the next wait may begin inside
        notified(body);
    });
}

void BlazeLink::awaitOne(std::vector<CommandId> notifications, OneNotified then)
{
    m_awaited = std::move(notifications);
    m_notified = std::move(then);
    if (m_notifications.empty())
        return;
    const Notification first = std::move(m_notifications.front());
    m_notifications.pop_front();
    give(first.id, first.body);
}

std::optional<tdf::Fields> BlazeLink::takeIfNext(const CommandId &notification)
{
    if (m_notifications.empty() || !(m_notifications.front().id == notification))
        return std::nullopt;
    Notification first = std::move(m_notifications.front());
    m_notifications.pop_front();
    return std::move(first.body);
}

// To who waits, who accepts nothing else.
void BlazeLink::give(const CommandId &id, const tdf::Fields &body)
{
    const auto found = std::find(m_awaited.begin(), m_awaited.end(), id);
    if (found == m_awaited.end()) {
        QStringList names;
        for (const CommandId &awaited : m_awaited)
            names.append(text(awaited));
        return fail(u"notification 0x%1/0x%2 came where %3 should"_s.arg(id.component, 0, 16)
                        .arg(id.command, 0, 16)
                        .arg(names.join(u" or "_s)));
    }
    const auto which = static_cast<std::size_t>(found - m_awaited.begin());
    auto notified = std::move(m_notified);
    notified(which, body); // this object may be gone behind here
}

void BlazeLink::close()
{
    m_closing = true;
    m_stream->close();
}

void BlazeLink::onBytes(base::ByteView bytes)
{
    const auto alive = m_alive;
    while (*alive) {
        auto frame = m_reader.next(bytes);
        if (!frame)
            return fail(u"a frame with an impossible length"_s);
        if (!*frame)
            return;
        handle(**frame);
    }
}

void BlazeLink::handle(const blaze::Frame &frame)
{
    auto body = tdf::parse(frame.body);
    if (!body)
        return fail(numbers(frame.header) + u" has an unreadable body: "_s + body.error().toText());
    if (const QString problem = orderProblem(*body); !problem.isEmpty())
        return fail(numbers(frame.header) + u": "_s + problem);
    switch (frame.header.type) {
    case blaze::FrameType::Response:
    case blaze::FrameType::Error:
        return handleAnswer(frame.header, std::move(*body));
    case blaze::FrameType::Notify:
        return handleNotification(frame.header, std::move(*body));
    default:
        return fail(u"a frame that only a game sends"_s);
    }
}

void BlazeLink::handleAnswer(const blaze::FrameHeader &header, tdf::Fields body)
{
    if (m_pending.empty())
        return fail(u"an answer nobody waits for: "_s + numbers(header));
    Pending pending = std::move(m_pending.front());
    m_pending.pop_front();
    if (header.component != pending.command.component || header.command != pending.command.command ||
        header.sequence != pending.sequence) {
        return fail(
            u"the answer to %1 (sequence %2) should be next, and it is %3 (sequence %4)"_s.arg(text(pending.command))
                .arg(pending.sequence)
                .arg(numbers(header))
                .arg(header.sequence));
    }
    if ((header.type == blaze::FrameType::Error) != (header.error != 0))
        return fail(u"the error field of the answer to %1 does not fit its type"_s.arg(text(pending.command)));
    if (pending.then)
        pending.then(Answer {header.error, std::move(body)}); // this object may be gone behind here
}

void BlazeLink::handleNotification(const blaze::FrameHeader &header, tdf::Fields body)
{
    const CommandId id {header.component, header.command, "notification"};
    if (header.sequence != 0 || header.error != 0)
        return fail(u"notification "_s + numbers(header) + u" carries a sequence or an error"_s);
    for (const Pending &pending : m_pending) {
        if (std::find(pending.causes.begin(), pending.causes.end(), id) != pending.causes.end())
            return fail(u"notification %1 came before the answer to %2"_s.arg(numbers(header), text(pending.command)));
    }
    if (!m_notified) {
        m_notifications.push_back({id, std::move(body)});
        return;
    }
    give(id, body);
}

void BlazeLink::onEnd()
{
    if (!m_closing)
        fail(u"the server closed the connection"_s);
}

void BlazeLink::onClosed(net::CloseReason reason)
{
    if (!m_closing)
        return fail(reason == net::CloseReason::Reset ? u"the connection was reset"_s : u"the connection ended"_s);
    if (auto ended = std::move(m_ended))
        ended({}); // this object may be gone behind here
}

void BlazeLink::fail(const QString &problem)
{
    m_closing = true;
    *m_alive = false; // nothing of what is left of this read is looked at
    m_stream->abort();
    if (auto ended = std::move(m_ended))
        ended(problem); // this object may be gone behind here
}

} // namespace gameclient
