#pragma once
// The whole server as the program composes it, in the data folder and with the configuration of a vector case.

#include <tests/support/answers.h>
#include <tests/support/anyportnetwork.h>
#include <tests/support/httpvectors.h>

#include <core/base/clock.h>
#include <core/base/random.h>
#include <core/server/configjson.h>
#include <core/server/server.h>
#include <core/telemetry/logfile.h>

#include <QJsonDocument>

namespace test {

// Durations are the computer's, the date is always the same: 1 January 2026.
class FixedDateClock final : public base::Clock
{
public:
    [[nodiscard]] base::MonotonicTime now() const override { return m_system.now(); }
    [[nodiscard]] base::WallTime wall() const override
    {
        return base::WallTime(std::chrono::seconds(1'767'225'600)) +
               std::chrono::duration_cast<base::WallTime::duration>(m_system.now() - m_start);
    }

private:
    base::SystemClock m_system;
    base::MonotonicTime m_start = m_system.now();
};

class ComposedServer final : public HttpVectorServer
{
public:
    explicit ComposedServer(const HttpVectorFixture &fixture)
    {
        QJsonObject json = fixture.config;
        json[QStringLiteral("host")] = QStringLiteral("127.0.0.1");
        if (!json.contains(QStringLiteral("port")))
            json[QStringLiteral("port")] = 0;
        QJsonObject tunnel = json.value(QStringLiteral("udp_tunnel")).toObject();
        if (!tunnel.contains(QStringLiteral("port")))
            tunnel[QStringLiteral("port")] = 0;
        json[QStringLiteral("udp_tunnel")] = tunnel;
        const auto parsed = server::parseConfig(QJsonDocument(json).toJson(), QStringLiteral("case"));
        if (!parsed)
            qFatal("the case's configuration is refused: %s", qPrintable(parsed.error().toString()));
        const server::DataFolder folder(fixture.dataFolder);
        if (!fixture.databasePath.isEmpty() && !QFile::rename(fixture.databasePath, folder.database()))
            qFatal("the database cannot be put in place");
        // A program that runs has a log.
        telemetry::LogFile log(folder.logs(), base::kLogFileMax, base::kLogFilesKept);
        if (!log.write("[2026-01-01T00:00:00.000Z INFO server] a line of the log\n"))
            qFatal("the log cannot be written");
        m_server = std::make_unique<server::Server>(parsed->config, folder, m_network, m_clock, m_random);
        m_server->start({});
        waitUntil([this] {
            return m_server->status().phase == server::Phase::Running ||
                   m_server->status().phase == server::Phase::Failed;
        });
    }
    ~ComposedServer() override
    {
        bool stopped = false;
        m_server->stop([&stopped] { stopped = true; });
        waitUntil([&stopped] { return stopped; });
    }

    [[nodiscard]] quint16 port() const override { return m_server->status().httpPort; }
    [[nodiscard]] bool isRunning() const { return m_server->status().phase == server::Phase::Running; }
    [[nodiscard]] server::Server &server() { return *m_server; }
    [[nodiscard]] const net::ListenOptions &listened() const { return m_network.listened(); }

private:
    FixedDateClock m_clock;
    base::SystemRandom m_random;
    AnyPortNetwork m_network;
    std::unique_ptr<server::Server> m_server;
};

} // namespace test
