#include <core/blaze/router.h>

#include <core/blaze/commandname.h>

#include <QLoggingCategory>

#include <algorithm>

namespace blaze {

Q_LOGGING_CATEGORY(logBlaze, "app.blaze", QtInfoMsg)

namespace {
// An unusually long frame should not keep its memory for the life of the thread.
constexpr std::size_t kScratchKept = 256 * 1024;
} // namespace

Router::Router(const base::Clock &clock)
    : m_clock(clock)
{}

Router::~Router() = default;

void Router::insert(std::unique_ptr<Route> route)
{
    const std::uint32_t key = route->info.key();
    const auto at = std::lower_bound(m_routes.begin(), m_routes.end(), key,
                                     [](const Entry &entry, std::uint32_t wanted) { return entry.key < wanted; });
    Q_ASSERT_X(at == m_routes.end() || at->key != key, "Router::add", route->info.name);
    m_routes.insert(at, Entry {key, std::move(route)});
}

void Router::insertNotification(const CommandInfo &info)
{
    const auto at = std::lower_bound(m_notifications.begin(), m_notifications.end(), info.key(),
                                     [](const CommandInfo &entry, std::uint32_t key) { return entry.key() < key; });
    if (at == m_notifications.end() || at->key() != info.key())
        m_notifications.insert(at, info);
}

Router::Route *Router::route(std::uint32_t key) const noexcept
{
    const auto at = std::lower_bound(m_routes.begin(), m_routes.end(), key,
                                     [](const Entry &entry, std::uint32_t wanted) { return entry.key < wanted; });
    return at != m_routes.end() && at->key == key ? at->route.get() : nullptr;
}

const CommandInfo *Router::find(std::uint16_t component, std::uint16_t command) const noexcept
{
    const Route *found = route((std::uint32_t {component} << 16U) | command);
    return found != nullptr ? &found->info : nullptr;
}

const CommandInfo *Router::findNotification(std::uint16_t component, std::uint16_t command) const noexcept
{
    const std::uint32_t key = (std::uint32_t {component} << 16U) | command;
    const auto at =
        std::lower_bound(m_notifications.begin(), m_notifications.end(), key,
                         [](const CommandInfo &entry, std::uint32_t wanted) { return entry.key() < wanted; });
    return at != m_notifications.end() && at->key() == key ? &*at : nullptr;
}

std::vector<CommandInfo> Router::commands() const
{
    std::vector<CommandInfo> all;
    all.reserve(m_routes.size());
    for (const Entry &entry : m_routes)
        all.push_back(entry.route->info);
    return all;
}

void Router::dispatch(Connection &connection, Context &context, quint64 serial, ByteView body)
{
    const FrameHeader &header = context.header();
    ++m_counters.requests;
    Route *const found = route(header.key());
    if (found == nullptr) {
        ++m_counters.unknown;
        qCDebug(logBlaze).noquote() << "empty answer to" << commandName(header.component, header.command, false);
        connection.answerEmpty(FrameType::Response, Error::None);
        return;
    }
    const CommandInfo &info = found->info;
    if (connection.access() < info.access) {
        ++m_counters.refused;
        connection.answerEmpty(FrameType::Error, Error::AuthenticationRequired);
        return;
    }
    if (info.rate.burst > 0 && !connection.admit(info, m_clock.now())) {
        ++m_counters.limited;
        qCDebug(logBlaze) << "too many requests:" << info.name;
        connection.answerEmpty(FrameType::Error, Error::Timeout);
        return;
    }
    tdf::DecodeError error;
    if (!found->run(connection, context, serial, body, error)) {
        ++m_counters.undecodable;
        qCDebug(logBlaze).noquote() << "undecodable" << info.name << "-" << error.toText();
        connection.answerEmpty(FrameType::Error, Error::System);
    }
}

void Router::ignored(const FrameHeader &header)
{
    ++m_counters.ignored;
    qCDebug(logBlaze).noquote() << "ignored a frame of type" << static_cast<int>(header.type) << "for"
                                << commandName(header.component, header.command, header.type == FrameType::Notify);
}

void Router::unanswered(const char *name)
{
    ++m_counters.unanswered;
    qCWarning(logBlaze) << "no answer was given to" << name;
}

void Router::observe(const Connection &connection, Direction direction, const Frame &frame)
{
    if (m_observer == nullptr)
        return;
    const FrameHeader &header = frame.header;
    const CommandInfo *info = header.type == FrameType::Notify ? findNotification(header.component, header.command)
                                                               : find(header.component, header.command);
    m_observer->onFrame(connection, direction, frame, info);
}

void Router::giveScratch(ByteBuffer &&buffer) noexcept
{
    buffer.shrink(buffer.size()); // keeps the block, unlike clear()
    m_scratch = buffer.capacity() <= kScratchKept ? std::move(buffer) : ByteBuffer();
}

} // namespace blaze
