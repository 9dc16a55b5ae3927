#include <tests/support/httpvectorclient.h>

#include <QNetworkProxy>
#include <QTest>

#include <functional>

namespace test {

namespace {
constexpr int kPatienceMs = 10'000;
constexpr int kStaysOpenMs = 300; // as the vectors' format says
} // namespace

std::optional<QByteArray> HttpAnswer::header(const QByteArray &name) const
{
    for (const auto &[lineName, value] : headers) {
        if (lineName == name)
            return value;
    }
    return std::nullopt;
}

HttpVectorClient::HttpVectorClient(quint16 port)
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
}

void HttpVectorClient::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
}

bool HttpVectorClient::readUntil(const std::function<bool()> &done)
{
    return QTest::qWaitFor(
               [&] {
                   m_received += m_socket.readAll();
                   return done() ||
                          (m_socket.state() == QAbstractSocket::UnconnectedState && m_socket.bytesAvailable() == 0);
               },
               kPatienceMs) &&
           done();
}

std::optional<HttpAnswer> HttpVectorClient::answer(bool withBody)
{
    if (!readUntil([&] { return m_received.contains("\r\n\r\n"); }))
        return std::nullopt;
    const qsizetype headEnd = m_received.indexOf("\r\n\r\n");
    const QList<QByteArray> lines = m_received.first(headEnd).replace("\r\n", "\n").split('\n');
    m_received = m_received.sliced(headEnd + 4);
    HttpAnswer answer;
    answer.status = lines.first().split(' ').value(1).toInt();
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.append({line.left(colon).toLower(), line.mid(colon + 1).trimmed()});
    }
    const qsizetype length = answer.header("content-length").value_or("0").toLongLong();
    if (!withBody || answer.status / 100 == 1 || length == 0)
        return answer;
    if (!readUntil([&] { return m_received.size() >= length; }))
        return std::nullopt;
    answer.body = m_received.first(length);
    m_received = m_received.sliced(length);
    return answer;
}

QByteArray HttpVectorClient::bytes(qsizetype count)
{
    std::ignore = readUntil([&] { return m_received.size() >= count; }); // fewer is an answer too
    const QByteArray taken = m_received.left(count);
    m_received = m_received.mid(count);
    return taken;
}

bool HttpVectorClient::staysOpen()
{
    return !QTest::qWaitFor([&] { return m_socket.state() == QAbstractSocket::UnconnectedState; }, kStaysOpenMs);
}

bool HttpVectorClient::isClosed()
{
    return QTest::qWaitFor([&] { return m_socket.state() == QAbstractSocket::UnconnectedState; }, kPatienceMs);
}

} // namespace test
