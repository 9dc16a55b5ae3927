#pragma once
// The join side of the window: one server at a time, how far the way to it is, what went wrong and what was used
// before. GUI thread; everything handed in must outlive this.

#include <app/backend.h>
#include <app/problem.h>
#include <app/recentmodel.h>
#include <app/settingsviewmodel.h>
#include <app/stepsmodel.h>

#include <core/base/clock.h>

#include <QObject>
#include <qqmlregistration.h>

namespace app {

class JoinViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Handed to the root")
    Q_PROPERTY(Phase phase READ phase NOTIFY statusChanged FINAL)
    Q_PROPERTY(bool active READ isActive NOTIFY statusChanged FINAL)
    Q_PROPERTY(bool connected READ isConnected NOTIFY statusChanged FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString address READ address NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString addressConfigured READ addressConfigured NOTIFY addressConfiguredChanged FINAL)
    Q_PROPERTY(QString title READ title NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString subtitle READ subtitle NOTIFY statusChanged FINAL)
    Q_PROPERTY(app::tone::Tone tone READ tone NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString readyTitle READ readyTitle NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString readyText READ readyText NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString versionText READ versionText NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString baseText READ baseText NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString gamesText READ gamesText NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString sentText READ sentText NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString receivedText READ receivedText NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString hostsLine READ hostsLine CONSTANT FINAL)
    Q_PROPERTY(app::Problem problem READ problem NOTIFY statusChanged FINAL)
    Q_PROPERTY(app::StepsModel *steps READ steps CONSTANT FINAL)
    Q_PROPERTY(app::RecentModel *recent READ recent CONSTANT FINAL)
public:
    enum Phase {
        Off,
        LookingUp,
        Preparing,
        Ready,
        GameConnected,
        Reconnecting,
        Failed,
    };
    Q_ENUM(Phase)

    JoinViewModel(Backend &backend, SettingsViewModel &settings, const base::Clock &clock, QObject *parent = nullptr);

    // Returns a sentence for the person when there is nothing to connect to, else empty and the work begins.
    Q_INVOKABLE QString connectTo(const QString &address);
    Q_INVOKABLE void tryAgain();
    // What the problem's button says.
    Q_INVOKABLE void followProblem();
    Q_INVOKABLE void disconnectFromServer();
    Q_INVOKABLE void forget(const QString &address);
    void takeBack(const QString &address, const QDateTime &joined);
    // The server's address as the configuration has it: stands in the empty address fields.
    void setAddressConfigured(const QString &address);

    [[nodiscard]] Phase phase() const;
    [[nodiscard]] bool isActive() const { return m_status.phase != connector::Phase::Off; }
    [[nodiscard]] bool isConnected() const;
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] QString address() const { return m_status.address; }
    [[nodiscard]] QString addressConfigured() const { return m_addressConfigured; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString subtitle() const;
    [[nodiscard]] tone::Tone tone() const;
    [[nodiscard]] QString readyTitle() const;
    [[nodiscard]] QString readyText() const;
    [[nodiscard]] QString versionText() const;
    [[nodiscard]] QString baseText() const;
    [[nodiscard]] QString gamesText() const;
    [[nodiscard]] QString sentText() const;
    [[nodiscard]] QString receivedText() const;
    [[nodiscard]] QString hostsLine() const;
    [[nodiscard]] Problem problem() const;
    [[nodiscard]] int attempts() const { return m_status.attempts; }
    [[nodiscard]] qint64 lookupMs() const { return m_status.lookupMs; }
    [[nodiscard]] bool isOwnServer() const; // on this PC
    [[nodiscard]] bool hasPortProblem() const { return m_status.portProblem.has_value(); }
    [[nodiscard]] StepsModel *steps() { return &m_steps; }
    [[nodiscard]] RecentModel *recent() { return &m_recent; }

Q_SIGNALS:
    void statusChanged();
    void addressConfiguredChanged();
    void connectedTo(const QString &title);
    void disconnectedFrom(const QString &title); // a server of others; the own one says itself that it stopped
    void failed();
    void forgotten(const QString &address, const QDateTime &joined);

private:
    void apply(const connector::Status &status);

    Backend &m_backend;
    const base::Clock &m_clock;
    connector::Status m_status;
    QString m_addressConfigured;
    StepsModel m_steps;
    RecentModel m_recent;
};

} // namespace app
