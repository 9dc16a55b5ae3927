#pragma once
// The program without a window: hosts or joins until it is told to stop. Standard output carries only the line of
// ports; everything else is log, on standard error. Main thread, which is the network thread here.

#include <app/engine.h>

#include <QObject>
#include <QString>

#include <optional>

namespace app {

struct HeadlessOptions
{
    std::optional<HostOptions> host;
    std::optional<QString> join; // address of a server
    bool printPorts = false;
};

class Headless : public QObject
{
    Q_OBJECT
public:
    Headless(EngineOptions engine, HeadlessOptions options);

    void start();
    // Graceful; the event loop is left with status 0 when all has ended.
    void stop();

private:
    void hostChanged(const server::Status &status);
    void joinChanged(const connector::Status &status);
    void failed(const QString &reason);

    HeadlessOptions m_options;
    Engine m_engine;
    bool m_portsPrinted = false;
    int m_attemptsTold = 0;
    int m_exitCode = 0;
};

} // namespace app
