#pragma once
// The plain HTTP client of the vector runner: one connection, whole answers. It shares no code with what it tests.

#include <QByteArray>
#include <QList>
#include <QTcpSocket>

#include <functional>
#include <optional>
#include <utility>

namespace test {

struct HttpAnswer
{
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers; // names in lower case
    QByteArray body;

    [[nodiscard]] std::optional<QByteArray> header(const QByteArray &name) const;
};

class HttpVectorClient
{
public:
    explicit HttpVectorClient(quint16 port);

    void send(const QByteArray &bytes);
    // The next whole answer; nullopt when the connection ends or 10 s pass first. `withBody` false: the answer to a
    // HEAD, or a head without a body behind it.
    [[nodiscard]] std::optional<HttpAnswer> answer(bool withBody);
    // The next `count` raw bytes, fewer when the connection ends or 10 s pass first.
    [[nodiscard]] QByteArray bytes(qsizetype count);
    // Whether the server leaves the connection open for 0.3 s.
    [[nodiscard]] bool staysOpen();
    // Whether it ends within 10 s.
    [[nodiscard]] bool isClosed();

private:
    [[nodiscard]] bool readUntil(const std::function<bool()> &done);
    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace test
