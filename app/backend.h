#pragma once
// The one door between the window and the network thread. GUI thread only: the real one (networkbackend.h) queues
// every call to the network thread and turns its reports into these signals; QML tests use a fake.

#include <core/connector/status.h>
#include <core/server/status.h>

#include <QObject>

#include <optional>

namespace app {

struct HostOptions
{
    QString serverName;
    quint16 port = 0;          // 0: as configured (80, then 8080 … when that one cannot be had)
    bool playOnThisPc = false; // start the in-process connector too
};

class Backend : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void startHosting(const HostOptions &options) = 0;
    virtual void stopHosting() = 0; // graceful; ends with Phase::Stopped
    virtual void restartHosting() = 0;
    virtual void connectTo(const QString &address) = 0;
    virtual void disconnectFromServer() = 0;
    // Answered by announced(), always. The longest text is base::kAnnouncementTextMax.
    virtual void announce(const server::Audience &audience, const QString &text) = 0;
    // From now on queueExplained() tells about this one waiting player whenever it changes; nullopt: about nobody.
    virtual void explainQueue(std::optional<base::PlayerId> player) = 0;

    [[nodiscard]] virtual server::Status hostStatus() const = 0;
    [[nodiscard]] virtual connector::Status joinStatus() const = 0;

Q_SIGNALS:
    void hostStatusChanged(const server::Status &status);
    // These four at most 10 a second.
    void playersChanged(const server::PlayersDelta &delta);
    void gamesChanged(const server::GamesDelta &delta);
    void queueChanged(const server::QueueDelta &delta);
    void queueExplained(const server::QueueExplanation &explanation);
    void announced(const server::AnnounceResult &result);
    void joinStatusChanged(const connector::Status &status);
};

} // namespace app
