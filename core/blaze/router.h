#pragma once
// Brings requests to their handlers by table. Checks in this order: known command, access, rate, decode; a handler only
// ever sees a valid request. Belongs to the network thread, outlives its connections.
//
// An unknown component or command gets an empty success without a look at its body: the game depends on that.

#include <core/base/clock.h>
#include <core/blaze/connection.h>

#include <functional>
#include <memory>
#include <type_traits>
#include <vector>

namespace blaze {

enum class Direction {
    In,  // from the game
    Out, // to the game
};

// Sees every frame, for the inspector and counters. Must not call back into the connection.
class FrameObserver
{
public:
    FrameObserver() = default;
    FrameObserver(const FrameObserver &) = delete;
    FrameObserver &operator=(const FrameObserver &) = delete;
    virtual ~FrameObserver() = default;
    // `info` is nullptr for what nobody declared. Names: info->name, or commandName().
    virtual void onFrame(const Connection &connection, Direction direction, const Frame &frame,
                         const CommandInfo *info) = 0;
};

struct RouterCounters
{
    quint64 requests = 0;
    quint64 unknown = 0;     // no such command: empty success
    quint64 refused = 0;     // access
    quint64 limited = 0;     // rate
    quint64 undecodable = 0; // body
    quint64 unanswered = 0;  // a handler dropped its reply
    quint64 ignored = 0;     // frames of a client that are not requests
};

class Router
{
public:
    explicit Router(const base::Clock &clock);
    Router(const Router &) = delete;
    Router &operator=(const Router &) = delete;
    ~Router();

    // `handler` is called as handler(const Request &, Context &, Reply<Response>); the request is valid during the
    // call, the context until the reply. Adding a command twice is a fault of ours.
    template <class Request, class Response, class Handler>
    void add(const Command<Request, Response> &command, Handler handler);
    // Makes a notification known to the observer.
    template <class Body>
    void declare(const Notification<Body> &notification);

    // nullptr: none. Costs nothing while unset.
    void setObserver(FrameObserver *observer) noexcept { m_observer = observer; }

    [[nodiscard]] const CommandInfo *find(std::uint16_t component, std::uint16_t command) const noexcept;
    [[nodiscard]] const CommandInfo *findNotification(std::uint16_t component, std::uint16_t command) const noexcept;
    // All commands, ascending by component and id.
    [[nodiscard]] std::vector<CommandInfo> commands() const;
    [[nodiscard]] const RouterCounters &counters() const noexcept { return m_counters; }

private:
    friend class Connection;
    friend class ReplyHandle;

    class Route
    {
    public:
        explicit Route(const CommandInfo &command)
            : info(command)
        {}
        Route(const Route &) = delete;
        Route &operator=(const Route &) = delete;
        virtual ~Route() = default;
        // False when the body is not what the command says.
        [[nodiscard]] virtual bool run(Connection &connection, Context &context, quint64 serial, ByteView body,
                                       tdf::DecodeError &error) = 0;
        CommandInfo info;
    };
    template <class Request, class Response, class Handler>
    class TypedRoute;
    struct Entry
    {
        std::uint32_t key;
        std::unique_ptr<Route> route;
    };

    void insert(std::unique_ptr<Route> route);
    void insertNotification(const CommandInfo &info);
    [[nodiscard]] Route *route(std::uint32_t key) const noexcept;

    // For Connection.
    void dispatch(Connection &connection, Context &context, quint64 serial, ByteView body);
    void ignored(const FrameHeader &header);
    void unanswered(const char *name);
    void observe(const Connection &connection, Direction direction, const Frame &frame);
    [[nodiscard]] ByteBuffer takeScratch() noexcept { return std::move(m_scratch); }
    void giveScratch(ByteBuffer &&buffer) noexcept;

    const base::Clock &m_clock;
    FrameObserver *m_observer = nullptr;
    std::vector<Entry> m_routes; // ascending by key
    std::vector<CommandInfo> m_notifications;
    RouterCounters m_counters;
    ByteBuffer m_scratch; // encodes one frame at a time for every connection of the thread
};

template <class Request, class Response, class Handler>
class Router::TypedRoute final : public Router::Route
{
public:
    TypedRoute(const CommandInfo &command, Handler &&handler)
        : Route(command)
        , m_handler(std::move(handler))
    {}
    bool run(Connection &connection, Context &context, quint64 serial, ByteView body, tdf::DecodeError &error) override
    {
        Request request {};
        if constexpr (!std::is_same_v<Request, Empty>) {
            if (!tdf::decodeInto(body, request, error))
                return false;
        }
        std::invoke(m_handler, std::as_const(request), context, Reply<Response>(connection, serial, info.name));
        return true;
    }

private:
    Handler m_handler;
};

template <class Request, class Response, class Handler>
void Router::add(const Command<Request, Response> &command, Handler handler)
{
    const CommandInfo info {.component = command.component,
                            .id = command.id,
                            .name = command.name,
                            .access = command.access,
                            .rate = command.rate,
                            .errors = command.errors,
                            .request = &tdf::kSchemaOf<Request>,
                            .response = &tdf::kSchemaOf<Response>,
                            .requestIgnored = std::is_same_v<Request, Empty>};
    insert(std::make_unique<TypedRoute<Request, Response, Handler>>(info, std::move(handler)));
}

template <class Body>
void Router::declare(const Notification<Body> &notification)
{
    insertNotification({.component = notification.component,
                        .id = notification.id,
                        .name = notification.name,
                        .response = &tdf::kSchemaOf<Body>});
}

} // namespace blaze
