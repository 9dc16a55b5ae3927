#include <app/networkbackend.h>

namespace app {

NetworkBackend::NetworkBackend(EngineOptions options)
    : m_home(std::make_unique<QObject>())
{
    m_thread.setObjectName(QStringLiteral("network"));
    m_home->moveToThread(&m_thread);
    // Everything of the engine is made on its own thread.
    QMetaObject::invokeMethod(
        m_home.get(),
        [this, options = std::move(options)]() mutable {
            m_engine = new Engine(std::move(options)); // deletes itself below, on this thread, when it has finished
            connect(m_engine, &Engine::hostStatusChanged, this, [this](const server::Status &status) {
                m_hostStatus = status;
                Q_EMIT hostStatusChanged(status);
            });
            connect(m_engine, &Engine::playersChanged, this, &Backend::playersChanged);
            connect(m_engine, &Engine::gamesChanged, this, &Backend::gamesChanged);
            connect(m_engine, &Engine::queueChanged, this, &Backend::queueChanged);
            connect(m_engine, &Engine::queueExplained, this, &Backend::queueExplained);
            connect(m_engine, &Engine::announced, this, &Backend::announced);
            connect(m_engine, &Engine::joinStatusChanged, this, [this](const connector::Status &status) {
                m_joinStatus = status;
                Q_EMIT joinStatusChanged(status);
            });
            connect(m_engine, &QObject::destroyed, &m_thread, &QThread::quit, Qt::DirectConnection);
            connect(m_engine, &Engine::finished, m_engine, [this] { std::exchange(m_engine, nullptr)->deleteLater(); });
        },
        Qt::QueuedConnection);
    m_thread.start();
}

NetworkBackend::~NetworkBackend()
{
    onNetwork([](Engine &engine) { engine.shutDown(); });
    m_thread.wait();
}

template <class Call>
void NetworkBackend::onNetwork(Call call)
{
    // m_engine is only touched on the network thread.
    QMetaObject::invokeMethod(
        m_home.get(),
        [this, call = std::move(call)]() mutable {
            if (m_engine != nullptr)
                call(*m_engine);
        },
        Qt::QueuedConnection);
}

void NetworkBackend::startHosting(const HostOptions &options)
{
    onNetwork([options](Engine &engine) { engine.startHosting(options); });
}

void NetworkBackend::stopHosting()
{
    onNetwork([](Engine &engine) { engine.stopHosting(); });
}

void NetworkBackend::restartHosting()
{
    onNetwork([](Engine &engine) { engine.restartHosting(); });
}

void NetworkBackend::connectTo(const QString &address)
{
    onNetwork([address](Engine &engine) { engine.connectTo(address); });
}

void NetworkBackend::disconnectFromServer()
{
    onNetwork([](Engine &engine) { engine.disconnectFromServer(); });
}

void NetworkBackend::announce(const server::Audience &audience, const QString &text)
{
    onNetwork([audience, text](Engine &engine) { engine.announce(audience, text); });
}

void NetworkBackend::explainQueue(std::optional<base::PlayerId> player)
{
    onNetwork([player](Engine &engine) { engine.explainQueue(player); });
}

} // namespace app
