#pragma once
// Speaking to players in their games: to whom, what, and how many it reached. The text is kept until it was sent. GUI
// thread; everything handed in must outlive this.

#include <app/backend.h>
#include <app/hostviewmodel.h>
#include <app/tone.h>

#include <QObject>
#include <QStringList>
#include <qqmlregistration.h>

#include <optional>

namespace app {

class AnnounceViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Handed to the root")
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged FINAL)
    Q_PROPERTY(QString lengthText READ lengthText NOTIFY textChanged FINAL)
    Q_PROPERTY(int lengthMax READ lengthMax CONSTANT FINAL)
    // Why the text cannot be sent as it is; empty: it can.
    Q_PROPERTY(QString error READ error NOTIFY errorChanged FINAL)
    // To whom it can go: everyone, the game and the player that are looked at.
    Q_PROPERTY(QList<QString> audiences READ audiences NOTIFY audiencesChanged FINAL)
    Q_PROPERTY(int audience READ audience NOTIFY audiencesChanged FINAL) // -1: to be chosen
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged FINAL)
    // Nobody is online: there is nothing to send to.
    Q_PROPERTY(bool reachable READ isReachable NOTIFY audiencesChanged FINAL)
    Q_PROPERTY(QString result READ result NOTIFY resultChanged FINAL)
    Q_PROPERTY(app::tone::Tone resultTone READ resultTone NOTIFY resultChanged FINAL)
public:
    AnnounceViewModel(Backend &backend, const HostViewModel &host, QObject *parent = nullptr);

    Q_INVOKABLE void send();
    Q_INVOKABLE void chooseAudience(int index);

    void setText(const QString &text);
    // What is looked at now; nullopt: nothing. A text that was written for another one has to be addressed again.
    void offerGame(std::optional<base::GameId> game, const QString &title, int players);
    void offerPlayer(std::optional<base::PlayerId> player, const QString &name);

    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QString lengthText() const;
    [[nodiscard]] static int lengthMax();
    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] QStringList audiences() const;
    [[nodiscard]] int audience() const;
    [[nodiscard]] bool isBusy() const { return m_busy; }
    [[nodiscard]] bool isReachable() const;
    [[nodiscard]] QString result() const { return m_result; }
    [[nodiscard]] tone::Tone resultTone() const { return m_resultTone; }

Q_SIGNALS:
    void textChanged();
    void errorChanged();
    void audiencesChanged();
    void busyChanged();
    void resultChanged();

private:
    void answered(const server::AnnounceResult &result);
    void readdress();
    void setError(const QString &error);
    void setResult(tone::Tone tone, const QString &result);
    [[nodiscard]] QList<server::Audience> offered() const;

    Backend &m_backend;
    const HostViewModel &m_host;
    QString m_text;
    QString m_error;
    QString m_result;
    tone::Tone m_resultTone = tone::Off;
    std::optional<base::GameId> m_game;
    QString m_gameTitle;
    int m_gamePlayers = 0;
    std::optional<base::PlayerId> m_player;
    QString m_playerName;
    std::optional<server::Audience> m_audience = server::Audience {};
    bool m_busy = false;
};

} // namespace app
