#pragma once
// A server over the network in memory with routes of every kind, its clients, and time that passes by hand.

#include <core/http/router.h>
#include <core/http/server.h>
#include <core/net/memorynetwork.h>
#include <tests/support/manualtime.h>

#include <memory>
#include <optional>
#include <vector>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using http::Method;
using http::Responder;
using http::Response;

struct Client : net::StreamHandler
{
    void onBytes(net::ByteView bytes) override { received.append(base::asChars(bytes)); }
    void onEnd() override { ended = true; }
    void onClosed(net::CloseReason /*reason*/) override { closed = true; }
    void send(const QByteArray &bytes) { stream->write(base::asBytes(QByteArrayView(bytes))); }

    net::StreamPtr stream;
    QByteArray received;
    bool ended = false;
    bool closed = false;
};

// A server with routes of every kind, and clients.
class World
{
public:
    explicit World(std::optional<quint64> splitSeed = {})
        : network(time, time, {1ms, splitSeed, 64 * 1024, 0})
        , server(network, time, router)
    {
        addRoutes();
        net::ListenOptions options;
        options.port = 80;
        if (!server.start(options))
            qFatal("the server does not start");
    }

    std::unique_ptr<Client> connect()
    {
        auto client = std::make_unique<Client>();
        client->stream = network.connectFrom(QHostAddress(u"203.0.113.9"_s), 80);
        client->stream->setHandler(client.get());
        return client;
    }
    // What one connection gets back for `bytes`, in the time the server usually needs.
    QByteArray talk(const QByteArray &bytes)
    {
        const auto client = connect();
        client->send(bytes);
        time.advance(500ms);
        return client->received;
    }

    test::ManualTime time;
    net::MemoryNetwork network;
    http::Router router;
    http::Server server;
    std::vector<Responder> waiting;
    std::vector<QByteArray> seen;
    net::StreamPtr upgraded;
    Client rawSide;

private:
    void addRoutes()
    {
        router.add(
            http::Route<> {.method = Method::Get, .path = "/now", .handler = [this](auto call, Responder responder) {
                               seen.push_back(call.request.head.target);
                               responder.send(Response::text(200, u"now"_s));
                           }});
        router.add(
            http::Route<> {.method = Method::Get, .path = "/later", .handler = [this](auto, Responder responder) {
                               waiting.push_back(std::move(responder));
                           }});
        router.add(http::Route<http::NoQuery, http::RawBody> {
            .method = Method::Post, .path = "/body", .bodyMax = 1000, .handler = [](auto call, Responder responder) {
                responder.send(Response::bare(200, call.body.bytes));
            }});
        router.add(http::Route<http::NoQuery, http::RawBody> {
            .method = Method::Post,
            .path = "/refused",
            .access = [](const http::Request &, auto done) { done(base::failure(Response::bare(401, "no"))); },
            .handler = [](auto, Responder) {}});
        router.add(http::Route<> {.method = Method::Get, .path = "/big", .handler = [](auto, Responder responder) {
                                      responder.send(Response::bare(200, QByteArray(1'000'000, 'b')));
                                  }});
        router.add(http::Route<> {.method = Method::Get, .path = "/up", .handler = [this](auto, Responder responder) {
                                      responder.upgrade("blaze",
                                                        [this](net::StreamPtr stream, const QByteArray &leftover) {
                                                            upgraded = std::move(stream);
                                                            upgraded->setHandler(&rawSide);
                                                            rawSide.received.append(leftover);
                                                        });
                                  }});
    }
};

inline QByteArray get(const QByteArray &path, const QByteArray &more = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + more + "\r\n";
}

inline const QByteArray kNow =
    "HTTP/1.1 200 OK\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: 3\r\n\r\nnow";
inline const QByteArray kUp = "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: blaze\r\n\r\n";
