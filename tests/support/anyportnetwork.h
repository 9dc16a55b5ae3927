#pragma once
// The real network, except that a datagram socket asked for under a certain number gets any free one and says the
// number: a case can name a port, and still any number of tests run side by side.

#include <core/net/qtnetwork.h>

namespace test {

class AnyPortNetwork final : public net::Network
{
public:
    base::TimerId after(std::chrono::milliseconds delay, base::MoveOnlyFunction<void()> callback) override
    {
        return m_network.after(delay, std::move(callback));
    }
    void cancel(base::TimerId id) override { m_network.cancel(id); }

    [[nodiscard]] net::Result<std::unique_ptr<net::Listener>, net::NetError> listen(const net::ListenOptions &options,
                                                                                    AcceptCallback accepted) override
    {
        m_listened = options;
        m_listened.tls = nullptr; // is not ours to keep
        return m_network.listen(options, std::move(accepted));
    }
    // What was asked for last.
    [[nodiscard]] const net::ListenOptions &listened() const { return m_listened; }
    [[nodiscard]] std::unique_ptr<net::ConnectAttempt> connectTo(const net::ConnectOptions &options,
                                                                 ConnectCallback done) override
    {
        return m_network.connectTo(options, std::move(done));
    }
    [[nodiscard]] net::Result<std::unique_ptr<net::DatagramSocket>, net::NetError>
    bindDatagram(const QHostAddress &address, quint16 port, net::DatagramHandler &handler) override
    {
        auto bound = m_network.bindDatagram(address, 0, handler);
        if (!bound || port == 0)
            return bound;
        return std::unique_ptr<net::DatagramSocket>(std::make_unique<Renamed>(*std::move(bound), port));
    }
    [[nodiscard]] std::unique_ptr<net::ConnectAttempt> resolve(const QString &host, ResolveCallback done) override
    {
        return m_network.resolve(host, std::move(done));
    }
    [[nodiscard]] std::pair<net::StreamPtr, net::StreamPtr> makePipe(const net::Endpoint &first,
                                                                     const net::Endpoint &second) override
    {
        return m_network.makePipe(first, second);
    }

private:
    class Renamed final : public net::DatagramSocket
    {
    public:
        Renamed(std::unique_ptr<net::DatagramSocket> socket, quint16 port)
            : m_socket(std::move(socket))
            , m_port(port)
        {}
        void send(net::ByteView payload, const net::Endpoint &to) override { m_socket->send(payload, to); }
        [[nodiscard]] quint16 port() const override { return m_port; }

    private:
        std::unique_ptr<net::DatagramSocket> m_socket;
        quint16 m_port;
    };

    net::QtNetwork m_network;
    net::ListenOptions m_listened;
};

} // namespace test
