#pragma once
// The right to answer one request, once, now or later. Move-only. Dropped unanswered it sends 500 and logs the route,
// so that no client is left waiting. After the connection has gone an answer is silently dropped.

#include <core/http/exchange.h>

#include <memory>

namespace http {

class Responder
{
public:
    explicit Responder(std::weak_ptr<Exchange> exchange)
        : m_exchange(std::move(exchange))
    {}
    Responder(Responder &&other) noexcept = default; // a moved-from weak_ptr is empty
    Responder &operator=(Responder &&other) noexcept;
    Responder(const Responder &) = delete;
    Responder &operator=(const Responder &) = delete;
    ~Responder();

    void send(Response response);
    // Answers 101 for `protocol` and hands over the stream.
    void upgrade(QByteArrayView protocol, UpgradeCallback callback);
    // false when the client has gone: long work may be skipped.
    [[nodiscard]] bool isWanted() const { return !m_exchange.expired(); }

private:
    void dropped();
    std::weak_ptr<Exchange> m_exchange;
};

} // namespace http
