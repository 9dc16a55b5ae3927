#pragma once
// A Backend that does what the test says: remembers what was asked and shows the status it is given.

#include <app/backend.h>
#include <app/uistore.h>

#include <core/base/clock.h>

#include <QStringList>

namespace fakes {

class FakeBackend final : public app::Backend
{
public:
    void startHosting(const app::HostOptions &options) override;
    void stopHosting() override { asked.append(QStringLiteral("stop")); }
    void restartHosting() override { asked.append(QStringLiteral("restart")); }
    void connectTo(const QString &address) override;
    void disconnectFromServer() override { asked.append(QStringLiteral("disconnect")); }
    void announce(const server::Audience &audience, const QString &text) override;
    void explainQueue(std::optional<base::PlayerId> player) override;
    [[nodiscard]] server::Status hostStatus() const override { return m_host; }
    [[nodiscard]] connector::Status joinStatus() const override { return m_join; }

    void show(const server::Status &status);
    void show(const connector::Status &status);
    void show(const server::PlayersDelta &delta);
    void show(const server::GamesDelta &delta);
    void show(const server::QueueDelta &delta);
    void show(const server::QueueExplanation &explanation);
    void show(const server::AnnounceResult &result);

    QStringList asked; // "start", "stop", "connect 10.0.0.5" …
    app::HostOptions options;
    std::optional<server::Audience> audience; // of the last announcement

private:
    server::Status m_host;
    connector::Status m_join;
};

// Remembers in memory.
class MemoryStore final : public app::UiStore
{
public:
    [[nodiscard]] QJsonObject load() override { return object; }
    [[nodiscard]] bool save(const QJsonObject &o) override
    {
        if (works)
            object = o;
        return works;
    }
    QJsonObject object;
    bool works = true;
};

// Stands still until told: Tuesday, 18 November 2025, 14:32 UTC.
class StillClock final : public base::Clock
{
public:
    [[nodiscard]] base::MonotonicTime now() const override { return base::MonotonicTime(elapsed); }
    [[nodiscard]] base::WallTime wall() const override
    {
        return base::WallTime(std::chrono::seconds(1'763'476'320)) + elapsed;
    }
    std::chrono::seconds elapsed {0};
};

// States worth looking at, all with made-up data.
[[nodiscard]] server::Status hostStarting();
[[nodiscard]] server::Status hostRunning(std::chrono::seconds since);
[[nodiscard]] server::Status hostStopping();
[[nodiscard]] server::Status hostFailed();
[[nodiscard]] server::PlayersDelta threePlayers();
[[nodiscard]] connector::Status joinLookingUp();
[[nodiscard]] connector::Status joinReady();
[[nodiscard]] connector::Status joinLimited(); // without one port and without the relay
[[nodiscard]] connector::Status joinInGame();
[[nodiscard]] connector::Status joinReconnecting();
[[nodiscard]] connector::Status joinFailed(connector::LookupErrorKind kind);
[[nodiscard]] connector::Status joinPortsTaken();
// What ui.json holds after some weeks.
[[nodiscard]] QJsonObject usedStore(const QString &theme);

} // namespace fakes
