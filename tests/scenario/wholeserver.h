#pragma once
// A whole server in a temporary data folder on loopback sockets, as the program runs it: for tests that go from the
// game's first packet to the disk. One thread, one event loop.

#include <core/base/clock.h>
#include <core/base/random.h>
#include <core/net/qtnetwork.h>
#include <core/server/server.h>

#include <tests/support/answers.h>

#include <QTemporaryDir>

namespace test {

class WholeServer
{
public:
    explicit WholeServer(server::Config config = {})
        : m_config(std::move(config))
    {
        m_config.host = QHostAddress(QHostAddress::LocalHost);
        m_config.port = 0;
        m_config.udpTunnel.port = 0; // tests run side by side
    }
    ~WholeServer() { stop(); }

    // Ends in Running or Failed; `port` 0 is any free one.
    server::Status start(quint16 port = 0)
    {
        if (!m_server)
            m_server =
                std::make_unique<server::Server>(m_config, server::DataFolder(m_folder.path()), network, clock, random);
        m_server->setObservers({}, [this](const server::PlayersDelta &delta) { deltas.append(delta); });
        m_server->start({.port = port, .useConfiguredPort = false});
        waitUntil(
            [this] { return status().phase == server::Phase::Running || status().phase == server::Phase::Failed; });
        return status();
    }
    void stop()
    {
        if (!m_server)
            return;
        bool stopped = false;
        m_server->stop([&stopped] { stopped = true; });
        waitUntil([&stopped] { return stopped; });
    }

    [[nodiscard]] const server::Status &status() const { return m_server->status(); }
    [[nodiscard]] server::Server &server() { return *m_server; }
    [[nodiscard]] QString address() const { return QStringLiteral("http://127.0.0.1:%1").arg(status().httpPort); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

    base::SystemClock clock;
    base::SystemRandom random;
    net::QtNetwork network;
    QList<server::PlayersDelta> deltas;

private:
    QTemporaryDir m_folder;
    server::Config m_config;
    std::unique_ptr<server::Server> m_server;
};

} // namespace test
