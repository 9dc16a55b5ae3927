#include <core/server/gamelink.h>

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(logGameLink, "app.server.link", QtInfoMsg)

namespace server {

GameLink::GameLink(net::StreamPtr stream, std::function<void(GameLink &)> ended,
                   std::function<void(const GameLink &, blaze::CloseCause)> misbehaves)
    : m_stream(std::move(stream))
    , m_ended(std::move(ended))
    , m_misbehaves(std::move(misbehaves))
{
    m_stream->setHandler(this);
}

GameLink::~GameLink()
{
    if (m_connection)
        m_connection->transportClosed();
}

void GameLink::begin(std::shared_ptr<blaze::Connection> connection, QByteArrayView leftover)
{
    m_connection = std::move(connection);
    if (!leftover.isEmpty())
        m_connection->feed(base::asBytes(leftover));
}

void GameLink::onBytes(net::ByteView bytes)
{
    if (m_connection)
        m_connection->feed(bytes);
}

void GameLink::onEnd()
{
    if (m_connection)
        m_connection->endOfInput();
    else
        m_stream->close();
}

void GameLink::onClosed(net::CloseReason /*reason*/)
{
    m_ended(*this); // may destroy this
}

void GameLink::write(base::ByteView bytes)
{
    m_stream->write(bytes);
}

qsizetype GameLink::bytesQueued() const
{
    return m_stream->bytesQueued();
}

void GameLink::setReading(bool reading)
{
    m_stream->setReading(reading);
}

void GameLink::finish()
{
    m_stream->close();
}

void GameLink::close(blaze::CloseCause cause)
{
    m_misbehaves(*this, cause);
    m_stream->abort();
}

void GameLink::end(session::EndReason reason)
{
    qCDebug(logGameLink) << "ending game connection" << base::number(m_connection->id()) << "reason"
                         << static_cast<int>(reason);
    m_stream->close();
}

} // namespace server
