#pragma once
// What every way of running the program needs before it begins: the data folder, its lock, the configuration and the
// log. Main thread, blocking file access.

#include <app/commandline.h>
#include <app/platform/datalocation.h>
#include <app/platform/singleinstance.h>

#include <core/base/clock.h>
#include <core/server/configsource.h>
#include <core/telemetry/logsink.h>

#include <memory>

namespace app {

class Startup
{
public:
    enum class Outcome {
        Ready,
        Failed,         // said on standard error; reason() has it too
        AlreadyRunning, // instance() may ask the other one to show itself
    };

    explicit Startup(CommandLine line);

    [[nodiscard]] Outcome prepare();

    // Why it failed, in sentences for people.
    [[nodiscard]] const QString &reason() const noexcept { return m_reason; }
    [[nodiscard]] const CommandLine &line() const noexcept { return m_line; }
    [[nodiscard]] const QString &dataFolder() const noexcept { return m_folder; }
    [[nodiscard]] const server::Config &config() const noexcept { return m_loaded.config; }
    [[nodiscard]] SingleInstance &instance() noexcept { return *m_instance; }
    [[nodiscard]] const base::Clock &clock() const noexcept { return m_clock; }
    // The operator named the server's port, on the command line or in a configuration.
    [[nodiscard]] bool portIsFixed() const { return m_line.port.has_value() || m_loaded.config.portNamed; }

private:
    void fail(const QString &reason);
    [[nodiscard]] bool prepareFolder();
    [[nodiscard]] bool loadConfiguration();

    CommandLine m_line;
    base::SystemClock m_clock;
    QString m_folder;
    QString m_reason;
    server::LoadedConfig m_loaded;
    std::unique_ptr<SingleInstance> m_instance;
    std::unique_ptr<telemetry::LogSink> m_log;
};

// One line on standard error, for what is said before there is a log.
void complain(const QString &text);

} // namespace app
