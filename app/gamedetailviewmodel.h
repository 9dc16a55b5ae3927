#pragma once
// One game, looked at: who is in it by slot and path, and the facts. A game that ends while it is looked at stays
// readable as it was. GUI thread.

#include <app/gamemembersmodel.h>
#include <app/tone.h>

#include <core/server/status.h>

#include <QObject>
#include <qqmlregistration.h>

#include <optional>

namespace app {

class GameDetailViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by GamesViewModel")
    Q_PROPERTY(bool present READ isPresent NOTIFY changed FINAL)
    Q_PROPERTY(QString title READ title NOTIFY changed FINAL)
    Q_PROPERTY(QString text READ text NOTIFY changed FINAL)
    Q_PROPERTY(bool ended READ isEnded NOTIFY changed FINAL)
    Q_PROPERTY(QString phaseText READ phaseText NOTIFY timeChanged FINAL)
    Q_PROPERTY(QString phaseIcon READ phaseIcon NOTIFY timeChanged FINAL)
    Q_PROPERTY(app::tone::Tone phaseTone READ phaseTone NOTIFY timeChanged FINAL)
    Q_PROPERTY(QString playersText READ playersText NOTIFY changed FINAL)
    Q_PROPERTY(QString privacyText READ privacyText NOTIFY changed FINAL)
    Q_PROPERTY(QString joinableText READ joinableText NOTIFY changed FINAL)
    Q_PROPERTY(QString routeText READ routeText NOTIFY changed FINAL)
    Q_PROPERTY(QString addOnsText READ addOnsText NOTIFY changed FINAL)
    Q_PROPERTY(QString createdText READ createdText NOTIFY timeChanged FINAL)
    Q_PROPERTY(app::GameMembersModel *members READ members CONSTANT FINAL)
public:
    explicit GameDetailViewModel(QObject *parent = nullptr);

    void show(const server::GameRow &game);
    // It has ended; what was seen last stays.
    void end();
    void clear();
    void setNow(const QDateTime &now);

    [[nodiscard]] bool isPresent() const { return m_game.has_value(); }
    [[nodiscard]] bool isEnded() const { return m_endedAt.isValid(); }
    // nullopt: none is looked at.
    [[nodiscard]] const std::optional<server::GameRow> &game() const { return m_game; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString phaseText() const;
    [[nodiscard]] QString phaseIcon() const;
    [[nodiscard]] tone::Tone phaseTone() const;
    [[nodiscard]] QString playersText() const;
    [[nodiscard]] QString privacyText() const;
    [[nodiscard]] QString joinableText() const;
    [[nodiscard]] QString routeText() const;
    [[nodiscard]] QString addOnsText() const;
    [[nodiscard]] QString createdText() const;
    [[nodiscard]] GameMembersModel *members() { return &m_members; }

Q_SIGNALS:
    void changed();
    void timeChanged();

private:
    std::optional<server::GameRow> m_game;
    GameMembersModel m_members;
    QDateTime m_now;
    QDateTime m_endedAt; // not valid: it goes on
};

} // namespace app
