#pragma once
// A server that answers requests with bytes a test gives it, and keeps what it is sent.

#include <core/net/memorynetwork.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

namespace fake {

class Server;

class Connection final : public net::StreamHandler
{
public:
    Connection(Server &server, net::StreamPtr stream);

    void onBytes(base::ByteView bytes) override;
    void onEnd() override { ended = true; }
    void onClosed(net::CloseReason reason) override
    {
        closed = reason;
        stream.reset();
    }
    void send(const QByteArray &bytes) { stream->write(base::asBytes(bytes)); }

    Server &server;
    net::StreamPtr stream;
    QByteArray received; // behind the request once it has been answered
    bool answered = false;
    bool ended = false;
    std::optional<net::CloseReason> closed;
};

class Server
{
public:
    // What to answer to a request head; empty: nothing, stay silent.
    using Answer = std::function<QByteArray(const QByteArray &request)>;

    Server(net::Network &net, quint16 port, Answer answering);

    void stop(); // nobody listens any more, open connections break
    void start();
    void noteTunnel(const Connection &connection, const QByteArray &request);

    net::Network &network;
    quint16 port;
    Answer answer;
    bool closesAfterAnswer = false;
    std::vector<QByteArray> requests;
    std::vector<std::unique_ptr<Connection>> connections;
    // Upgrades to tunnels are kept apart: they come by themselves.
    std::vector<QByteArray> tunnelRequests;
    std::vector<std::unique_ptr<Connection>> tunnels;
    std::unique_ptr<net::Listener> listener;
};

inline Connection::Connection(Server &owner, net::StreamPtr from)
    : server(owner)
    , stream(std::move(from))
{
    stream->setHandler(this);
}

inline void Connection::onBytes(base::ByteView bytes)
{
    received += base::asChars(bytes);
    const auto end = received.indexOf("\r\n\r\n");
    if (answered || end < 0)
        return;
    answered = true;
    const QByteArray request = received.first(end + 4);
    received.remove(0, end + 4);
    if (request.contains("api/server/tunnel "))
        server.noteTunnel(*this, request);
    else
        server.requests.push_back(request);
    if (const QByteArray reply = server.answer(request); !reply.isEmpty())
        send(reply);
    if (server.closesAfterAnswer)
        stream->close();
}

inline Server::Server(net::Network &net, quint16 wanted, Answer answering)
    : network(net)
    , port(wanted)
    , answer(std::move(answering))
{
    start();
}

inline void Server::start()
{
    net::ListenOptions options;
    options.port = port;
    auto opened = network.listen(options, [this](net::StreamPtr stream) {
        connections.push_back(std::make_unique<Connection>(*this, std::move(stream)));
    });
    Q_ASSERT(opened);
    listener = std::move(*opened);
    port = listener->port();
}

inline void Server::stop()
{
    listener.reset();
    connections.clear();
    tunnels.clear();
}

inline void Server::noteTunnel(const Connection &connection, const QByteArray &request)
{
    tunnelRequests.push_back(request);
    const auto found =
        std::find_if(connections.begin(), connections.end(), [&](const auto &one) { return one.get() == &connection; });
    tunnels.push_back(std::move(*found));
    connections.erase(found);
}

inline QByteArray response(int status, const QByteArray &body, const QByteArray &lines = {})
{
    return "HTTP/1.1 " + QByteArray::number(status) + " X\r\ncontent-length: " + QByteArray::number(body.size()) +
           "\r\n" + lines + "\r\n" + body;
}

inline QByteArray details(const QByteArray &association = "token-1")
{
    return R"({"ident":"POCKET_RELAY_SERVER","version":"0.8.1","association":")" + association + "\"}";
}

inline const QByteArray kSwitching =
    "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: blaze\r\n\r\n";

inline const QByteArray kSwitchingTunnel =
    "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: tunnel\r\n\r\n";

// A game's or server's end of a stream: keeps what comes.
class Peer final : public net::StreamHandler
{
public:
    explicit Peer(net::StreamPtr from)
        : stream(std::move(from))
    {
        stream->setHandler(this);
    }
    void onBytes(base::ByteView bytes) override { received += base::asChars(bytes); }
    void onEnd() override { ended = true; }
    void onDrained() override { ++drained; }
    void onClosed(net::CloseReason reason) override
    {
        closed = reason;
        stream.reset();
    }
    void send(const QByteArray &bytes) { stream->write(base::asBytes(bytes)); }

    net::StreamPtr stream;
    QByteArray received;
    int drained = 0;
    bool ended = false;
    std::optional<net::CloseReason> closed;
};

} // namespace fake
