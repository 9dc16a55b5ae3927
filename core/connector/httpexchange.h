#pragma once
// One HTTP request of ours on a connection of its own, and its answer. Writes bytes made elsewhere (requestheads.h),
// because order and case of header lines matter here. After 101 the stream goes over to the caller, with what came
// behind the head. Has no deadline beyond that of connecting: the owner's covers redirects too. Network thread.

#include <core/base/moveonlyfunction.h>
#include <core/http/responseparser.h>
#include <core/net/network.h>

#include <QUrl>

#include <memory>

namespace connector {

struct ExchangeRequest
{
    QUrl url; // host, port and scheme; path and query are in `head`
    QByteArray head;
    std::chrono::seconds keepAlive {0}; // of TCP, for streams that live on; 0: none
};

struct ExchangeAnswer
{
    int status = 0;
    QByteArray location;
    QByteArray body;       // up to kLookupBodyMax
    net::StreamPtr stream; // only with 101
    QByteArray leftover;   // only with 101
};

struct ExchangeError
{
    enum class Kind {
        Connect,     // see `net`
        EndedSilent, // connected, and closed without a byte
        EndedEarly,  // closed inside the answer
        TlsAlert,    // refused after the handshake: as a rule for want of a client certificate
        Malformed,
        TooLarge,
    };
    Kind kind = Kind::Connect;
    net::NetError net;
};

class HttpExchange final : private net::StreamHandler
{
public:
    using Done = base::MoveOnlyFunction<void(base::Result<ExchangeAnswer, ExchangeError>)>;

    // `done` runs once, later; the exchange may be destroyed inside it.
    HttpExchange(net::Network &network, ExchangeRequest request, Done done);
    ~HttpExchange() override;

    // What a deadline of the owner means: false, nobody answered; true, somebody listens and is silent.
    [[nodiscard]] bool isConnected() const noexcept { return m_connected; }

private:
    void connected(base::Result<net::StreamPtr, net::NetError> stream);
    void onBytes(base::ByteView bytes) override;
    void onEnd() override;
    void onClosed(net::CloseReason reason) override;
    void advance();
    void finish();
    void fail(ExchangeError::Kind kind);

    ExchangeRequest m_request;
    Done m_done;
    bool m_connected = false;
    bool m_anyBytes = false;
    ExchangeAnswer m_answer;
    http::ResponseParser m_parser;
    net::StreamPtr m_stream;
    std::unique_ptr<net::ConnectAttempt> m_attempt;
};

} // namespace connector
