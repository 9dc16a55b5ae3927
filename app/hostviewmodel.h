#pragma once
// The host side of the window: what the server is doing, who is online, and the verbs start, stop and restart. Stopping
// asks only when it hits other people. GUI thread; everything handed in must outlive this.

#include <app/addressesmodel.h>
#include <app/backend.h>
#include <app/playersmodel.h>
#include <app/problem.h>
#include <app/settingsviewmodel.h>
#include <app/stepsmodel.h>

#include <core/base/clock.h>

#include <QObject>
#include <QTimer>
#include <qqmlregistration.h>

namespace app {

class HostViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Handed to the root")
    Q_PROPERTY(Phase phase READ phase NOTIFY statusChanged FINAL)
    Q_PROPERTY(bool running READ isRunning NOTIFY statusChanged FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY statusChanged FINAL)
    Q_PROPERTY(bool hostedBefore READ hostedBefore NOTIFY hostedBeforeChanged FINAL)
    Q_PROPERTY(QString headline READ headline NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString serverName READ serverName NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString portText READ portText NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString portNote READ portNote NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString localAddress READ localAddress NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString encryptionText READ encryptionText NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString connectionsText READ connectionsText NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString runningFor READ runningFor NOTIFY runningForChanged FINAL)
    Q_PROPERTY(int playerCount READ playerCount NOTIFY playersTextChanged FINAL)
    Q_PROPERTY(QString playersText READ playersText NOTIFY playersTextChanged FINAL)
    Q_PROPERTY(QString stopQuestionText READ stopQuestionText NOTIFY playersTextChanged FINAL)
    Q_PROPERTY(QString restartQuestionText READ restartQuestionText NOTIFY playersTextChanged FINAL)
    Q_PROPERTY(app::Problem problem READ problem NOTIFY statusChanged FINAL)
    Q_PROPERTY(app::PlayersModel *players READ players CONSTANT FINAL)
    Q_PROPERTY(app::AddressesModel *addresses READ addresses CONSTANT FINAL)
    Q_PROPERTY(app::StepsModel *steps READ steps CONSTANT FINAL)
public:
    enum Phase {
        Stopped,
        Starting,
        Running,
        Stopping,
        Failed,
    };
    Q_ENUM(Phase)

    HostViewModel(Backend &backend, SettingsViewModel &settings, const base::Clock &clock, QObject *parent = nullptr);

    Q_INVOKABLE void start();
    // After a failure: the port the server proposes, remembered when it works.
    Q_INVOKABLE void tryProposedPort();
    // Stops at once when nobody is online, else asks with stopQuestion().
    Q_INVOKABLE void requestStop();
    Q_INVOKABLE void stopNow();
    Q_INVOKABLE void requestRestart();
    Q_INVOKABLE void restartNow();
    // The one shortcut for both.
    Q_INVOKABLE void toggle();

    [[nodiscard]] Phase phase() const;
    [[nodiscard]] bool isRunning() const { return m_status.phase == server::Phase::Running; }
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] bool hostedBefore() const;
    [[nodiscard]] QString headline() const;
    [[nodiscard]] QString serverName() const;
    [[nodiscard]] QString portText() const;
    [[nodiscard]] QString portNote() const;
    [[nodiscard]] QString localAddress() const; // for the game on this PC; empty unless running
    [[nodiscard]] QString encryptionText() const;
    [[nodiscard]] QString connectionsText() const;
    [[nodiscard]] QString runningFor() const { return m_runningFor; }
    [[nodiscard]] int playerCount() const { return m_players.count(); }
    [[nodiscard]] QString playersText() const;
    [[nodiscard]] QString stopQuestionText() const;
    [[nodiscard]] QString restartQuestionText() const;
    [[nodiscard]] Problem problem() const;
    [[nodiscard]] PlayersModel *players() { return &m_players; }
    [[nodiscard]] AddressesModel *addresses() { return &m_addresses; }
    [[nodiscard]] StepsModel *steps() { return &m_steps; }

Q_SIGNALS:
    void statusChanged();
    void hostedBeforeChanged();
    void runningForChanged();
    void playersTextChanged();
    void stopQuestion();
    void restartQuestion();
    void started(); // a start asked for in this window has succeeded
    void stopped(); // a stop asked for in this window has ended
    void playerJoined(const QString &name);

private:
    void apply(const server::Status &status);
    void startOn(quint16 port);
    void refreshTimes();
    [[nodiscard]] QString onlineSentence() const;

    Backend &m_backend;
    SettingsViewModel &m_settings;
    const base::Clock &m_clock;
    server::Status m_status;
    PlayersModel m_players;
    AddressesModel m_addresses;
    StepsModel m_steps;
    QTimer m_tick;
    QString m_runningFor;
    quint16 m_portTried = 0; // by tryProposedPort(), until it is known to work
    bool m_startAsked = false;
    bool m_stopAsked = false;
};

} // namespace app
