#pragma once
// One GET as the game sends it: plain HTTP/1.1, no body, the answer read to its end. Network thread; destroying it
// cancels it.

#include <core/base/moveonlyfunction.h>
#include <core/base/result.h>
#include <core/net/network.h>

#include <QByteArray>
#include <QString>

#include <memory>

namespace gameclient {

struct HttpAnswer
{
    int status = 0;
    QByteArray contentType;
    QByteArray body;
};

class HttpGet final : private net::StreamHandler
{
public:
    using Done = base::MoveOnlyFunction<void(base::Result<HttpAnswer, QString>)>;

    // `target` is path and query. `done` runs once, later; the object may be destroyed inside it.
    HttpGet(net::Network &network, const QString &host, quint16 port, const QByteArray &target, Done done);
    ~HttpGet() override;

private:
    void onBytes(base::ByteView bytes) override;
    void onEnd() override;
    void onClosed(net::CloseReason reason) override;
    // True when the answer was whole or wrong, and has been given.
    bool read(bool ended);
    void give(base::Result<HttpAnswer, QString> result);

    Done m_done;
    QByteArray m_received;
    std::unique_ptr<net::ConnectAttempt> m_attempt;
    net::StreamPtr m_stream;
};

} // namespace gameclient
