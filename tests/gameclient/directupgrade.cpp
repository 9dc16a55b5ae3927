#include <tests/gameclient/directupgrade.h>

namespace gameclient {

using namespace Qt::StringLiterals;

DirectUpgrade::DirectUpgrade(net::Network &network, const QUrl &base, Done done)
    : m_base(base)
    , m_done(std::move(done))
{
    net::ConnectOptions options;
    options.host = base.host();
    options.port = static_cast<quint16>(base.port(80));
    m_attempt = network.connectTo(options, [this](auto stream) {
        if (!stream)
            return give(base::failure(u"no connection to the server: "_s + stream.error().detail));
        m_stream = std::move(*stream);
        m_stream->setHandler(this);
        m_stream->write(base::asBytes("GET " + m_base.path().toLatin1() + "api/server/upgrade HTTP/1.1\r\nhost: " +
                                      m_base.host().toLatin1() + "\r\nconnection: Upgrade\r\nupgrade: blaze\r\n\r\n"));
    });
}

DirectUpgrade::~DirectUpgrade() = default;

void DirectUpgrade::onBytes(base::ByteView bytes)
{
    m_head += base::asChars(bytes);
    if (m_head.size() > 16 * 1024)
        return give(base::failure(u"the answer to the upgrade has no end"_s));
    const auto end = m_head.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    if (!m_head.startsWith("HTTP/1.1 101 "))
        return give(
            base::failure(u"the upgrade was answered with "_s + QString::fromLatin1(m_head.left(60)).simplified()));
    // The server speaks only when asked: nothing may follow the head.
    if (m_head.size() > end + 4)
        return give(base::failure(u"the server sent something before the first request"_s));
    give(std::move(m_stream));
}

void DirectUpgrade::onEnd()
{
    give(base::failure(u"the server closed during the upgrade"_s));
}

void DirectUpgrade::onClosed(net::CloseReason /*reason*/)
{
    give(base::failure(u"the server broke the connection during the upgrade"_s));
}

void DirectUpgrade::give(base::Result<net::StreamPtr, QString> result)
{
    if (auto done = std::move(m_done))
        done(std::move(result)); // this object may be gone behind here
}

} // namespace gameclient
