#pragma once
// The real Backend: an Engine on a network thread of its own. GUI thread; calls are queued there, reports come back
// as queued values.

#include <app/backend.h>
#include <app/engine.h>

#include <QThread>

#include <memory>

namespace app {

class NetworkBackend : public Backend
{
    Q_OBJECT
public:
    explicit NetworkBackend(EngineOptions options);
    ~NetworkBackend() override; // stops everything and waits for it

    void startHosting(const HostOptions &options) override;
    void stopHosting() override;
    void restartHosting() override;
    void connectTo(const QString &address) override;
    void disconnectFromServer() override;
    void announce(const server::Audience &audience, const QString &text) override;
    void explainQueue(std::optional<base::PlayerId> player) override;

    [[nodiscard]] server::Status hostStatus() const override { return m_hostStatus; }
    [[nodiscard]] connector::Status joinStatus() const override { return m_joinStatus; }

private:
    template <class Call>
    void onNetwork(Call call);

    QThread m_thread;
    std::unique_ptr<QObject> m_home; // lives on the network thread; calls are queued to it
    Engine *m_engine = nullptr;      // owned by the network thread, gone when it has ended
    server::Status m_hostStatus;
    connector::Status m_joinStatus;
};

} // namespace app
