#pragma once
// The real Network of one thread: sockets of the system under Qt's event loop. Made, used and destroyed on that
// thread, which must run an event loop. Streams, listeners and sockets must be gone before their network.
//
// Plain TCP runs on non-blocking system sockets behind a readiness set: on Linux one epoll set with a single notifier
// for the whole thread (Qt's dispatcher polls every descriptor it watches at each wake-up), elsewhere one notifier a
// socket. TLS, and connections through a proxy of the system, run on QSslSocket and QTcpSocket.
// Writes of one turn of the event loop leave together at its end. Without due timers and traffic nothing wakes up.

#include <core/base/limits.h>
#include <core/net/network.h>

#include <memory>

namespace net {

struct StreamDeadlines
{
    std::chrono::milliseconds writeStall = base::kWriteStallDeadline; // without any progress
    std::chrono::milliseconds linger = base::kCloseLinger;            // of close(), from our end to the peer's
};

class QtNetwork final : public Network
{
public:
    enum class Backend {
        Best,     // epoll where there is one, else Notifier
        Notifier, // one QSocketNotifier a socket: works everywhere
        Qt,       // QTcpSocket for plain streams too; it cannot keep writing after the peer's end
    };

    explicit QtNetwork(Backend backend = Backend::Best, StreamDeadlines deadlines = {});
    ~QtNetwork() override;

    base::TimerId after(std::chrono::milliseconds delay, MoveOnlyFunction<void()> callback) override;
    void cancel(base::TimerId id) override;

    [[nodiscard]] Result<std::unique_ptr<Listener>, NetError> listen(const ListenOptions &options,
                                                                     AcceptCallback accepted) override;
    [[nodiscard]] std::unique_ptr<ConnectAttempt> connectTo(const ConnectOptions &options,
                                                            ConnectCallback done) override;
    [[nodiscard]] Result<std::unique_ptr<DatagramSocket>, NetError>
    bindDatagram(const QHostAddress &address, quint16 port, DatagramHandler &handler) override;
    [[nodiscard]] Result<std::unique_ptr<DatagramTransport>, NetError>
    bindDatagrams(const QHostAddress &address, quint16 port, DatagramBatchHandler &handler) override;
    [[nodiscard]] std::pair<StreamPtr, StreamPtr> makePipe(const Endpoint &first, const Endpoint &second) override;

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace net
