#pragma once
// One request on its way to its answer: what a RequestHandler works with. Made by the connection, owned by it; all
// calls on the network thread. Handlers normally see only the Request and a Responder.

#include <core/base/moveonlyfunction.h>
#include <core/http/message.h>
#include <core/http/response.h>
#include <core/net/transport.h>

#include <any>
#include <memory>

namespace http {

using base::MoveOnlyFunction;

struct Request
{
    RequestHead head;
    net::Endpoint peer;
    std::any identity; // what the route's access check found out, e.g. the player behind the token
};

// Gets the raw stream once the 101 is on its way, and the bytes that had already arrived behind the request. Must set
// the stream's handler before it returns, and handle the bytes as the first ones of the stream.
using UpgradeCallback = MoveOnlyFunction<void(net::StreamPtr stream, QByteArray leftover)>;
using BodyCallback = MoveOnlyFunction<void(QByteArray body)>;

class Exchange
{
public:
    explicit Exchange(Request request)
        : m_request(std::move(request))
    {}
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;
    virtual ~Exchange() = default;

    [[nodiscard]] Request &request() { return m_request; }

    // Names the route in logs; the path itself may hold a token.
    void setRoute(QByteArray route) { m_route = std::move(route); }
    [[nodiscard]] const QByteArray &route() const { return m_route; }

    // Header for whatever answer is given in the end, also one the connection makes itself (413).
    void addToAnswer(QByteArrayView name, QByteArrayView value) { m_answerHeaders.add(name, value); }

    // Exactly one of these two ends the exchange; what comes later is ignored.
    void answer(Response response);
    void upgrade(Response response, UpgradeCallback callback);

    // Asks for the body (sends "100 Continue" when the client waits for it). `callback` gets all of it, and is
    // dropped when the client fails to send it or sends more than `bytesMax` (413).
    virtual void wantBody(qsizetype bytesMax, BodyCallback callback) = 0;

protected:
    [[nodiscard]] bool isAnswered() const { return m_answered; }
    virtual void deliver(Response response) = 0;
    virtual void deliverUpgrade(Response response, UpgradeCallback callback) = 0;

private:
    void decorate(Response &response) const;

    Request m_request;
    QByteArray m_route;
    Headers m_answerHeaders;
    bool m_answered = false;
};

// Who answers requests. The router is one.
class RequestHandler
{
public:
    RequestHandler() = default;
    RequestHandler(const RequestHandler &) = delete;
    RequestHandler &operator=(const RequestHandler &) = delete;
    virtual ~RequestHandler() = default;
    virtual void onRequest(const std::shared_ptr<Exchange> &exchange) = 0;
};

} // namespace http
