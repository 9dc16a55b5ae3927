#pragma once
// One player who waits for a game, looked at: why they wait, game by game and rule by rule. GUI thread; the model of
// all games must outlive this.

#include <app/explainmodel.h>
#include <app/gamesmodel.h>
#include <app/tone.h>

#include <QObject>
#include <qqmlregistration.h>

#include <optional>

namespace app {

class WaitingDetailViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by GamesViewModel")
    Q_PROPERTY(bool present READ isPresent NOTIFY changed FINAL)
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)
    Q_PROPERTY(QString text READ text NOTIFY timeChanged FINAL)
    Q_PROPERTY(bool placed READ isPlaced NOTIFY changed FINAL)
    // The reason, as a banner; empty until the server has answered.
    Q_PROPERTY(QString reasonTitle READ reasonTitle NOTIFY explained FINAL)
    Q_PROPERTY(QString reasonText READ reasonText NOTIFY explained FINAL)
    Q_PROPERTY(app::tone::Tone reasonTone READ reasonTone NOTIFY explained FINAL)
    // What they want, in the order of the table's columns.
    Q_PROPERTY(QList<QString> wanted READ wanted NOTIFY changed FINAL)
    Q_PROPERTY(QString wantedSentence READ wantedSentence NOTIFY changed FINAL)
    Q_PROPERTY(QString leftOutText READ leftOutText NOTIFY explained FINAL)
    Q_PROPERTY(app::ExplainModel *games READ games CONSTANT FINAL)
public:
    explicit WaitingDetailViewModel(const GamesModel &allGames, QObject *parent = nullptr);

    void show(const server::QueueRow &player);
    // They wait no longer; the name stays, the reasons go.
    void place();
    void clear();
    void apply(const server::QueueExplanation &explanation);
    // The games have changed: what they offer is told anew.
    void refresh();
    void setNow(const QDateTime &now);

    [[nodiscard]] bool isPresent() const { return m_player.has_value(); }
    [[nodiscard]] const std::optional<server::QueueRow> &player() const { return m_player; }
    [[nodiscard]] QString name() const { return m_player ? m_player->name : QString(); }
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isPlaced() const { return m_placed; }
    [[nodiscard]] QString reasonTitle() const { return m_reason.title; }
    [[nodiscard]] QString reasonText() const { return m_reason.text; }
    [[nodiscard]] tone::Tone reasonTone() const;
    [[nodiscard]] QStringList wanted() const;
    [[nodiscard]] QString wantedSentence() const; // for screen readers
    [[nodiscard]] QString leftOutText() const;
    [[nodiscard]] ExplainModel *games() { return &m_games; }

Q_SIGNALS:
    void changed();
    void timeChanged();
    void explained();

private:
    const GamesModel &m_allGames;
    std::optional<server::QueueRow> m_player;
    std::optional<server::QueueExplanation> m_explanation;
    Explanation m_reason;
    ExplainModel m_games;
    QDateTime m_now;
    bool m_placed = false;
};

} // namespace app
