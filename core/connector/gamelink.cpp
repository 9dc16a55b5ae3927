#include <core/connector/gamelink.h>

#include <core/base/log.h>
#include <core/connector/log.h>

namespace connector {

GameLink::GameLink(quint64 id, net::StreamPtr game, GameLinkObserver &observer)
    : m_id(id)
    , m_observer(observer)
    , m_game(std::move(game))
{
    m_game->setHandler(this);
    // Not one byte of the game is read before the server's stream stands: its bytes wait in the system's buffer.
    m_game->setReading(false);
}

GameLink::~GameLink() = default;

void GameLink::open(Upstream &upstream, const ServerInfo &server)
{
    Q_ASSERT(isWaiting());
    m_opening = true;
    m_association = server.association;
    // An upstream may answer from inside the call, and the answer may destroy this link.
    const auto answered = std::make_shared<bool>(false);
    auto operation = upstream.openBlaze(server, m_game->peer(), [this, answered](auto result) {
        *answered = true;
        opened(std::move(result));
    });
    if (!*answered)
        m_operation = std::move(operation);
}

void GameLink::opened(base::Result<OpenedStream, UpgradeError> result)
{
    if (!result) {
        m_game.reset();
        m_observer.onLinkFailed(*this, result.error()); // this object may be gone behind here
        return;
    }
    m_pipe.emplace(std::move(m_game), std::move(result->stream), base::asBytes(result->leftover),
                   [this](PipeEnd end) { pipeEnded(end); });
    m_observer.onLinkOpened(*this);
}

void GameLink::pipeEnded(PipeEnd end)
{
    const char *first = end.first == PipeSide::Game ? "game" : "server";
    if (end.broken) {
        qCInfo(logConnector).nospace() << "link " << m_id << " broken on the side of the " << first << "; "
                                       << bytesToServer() << " bytes to the server, " << bytesToGame()
                                       << " to the game";
    }
    const GameLinkEnd why = m_stopping                    ? GameLinkEnd::Stopped
                            : end.first == PipeSide::Game ? GameLinkEnd::GameLeft
                                                          : GameLinkEnd::ServerLeft;
    m_observer.onLinkEnded(*this, why); // this object may be gone behind here
}

void GameLink::shutDown()
{
    m_stopping = true;
    m_operation.reset();
    if (m_pipe)
        m_pipe->shutDown();
    else if (m_game)
        m_game->abort();
}

void GameLink::onBytes(base::ByteView /*bytes*/) {}

void GameLink::onEnd() {}

void GameLink::onClosed(net::CloseReason /*reason*/)
{
    m_operation.reset();
    m_game.reset();
    m_observer.onLinkEnded(*this, m_stopping ? GameLinkEnd::Stopped : GameLinkEnd::GameLeft);
}

} // namespace connector
