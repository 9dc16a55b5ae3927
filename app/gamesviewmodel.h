#pragma once
// The games page: the running games, who waits for one, and the one of either that is looked at. GUI thread; everything
// handed in must outlive this.

#include <app/announceviewmodel.h>
#include <app/backend.h>
#include <app/gamedetailviewmodel.h>
#include <app/gamesfilter.h>
#include <app/gamesmodel.h>
#include <app/queuemodel.h>
#include <app/waitingdetailviewmodel.h>

#include <core/base/clock.h>

#include <QObject>
#include <QTimer>
#include <qqmlregistration.h>

namespace app {

class GamesViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Handed to the root")
    Q_PROPERTY(int gameCount READ gameCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(QString countsText READ countsText NOTIFY countsChanged FINAL)
    // Of each GamesModel::Kind, in its order.
    Q_PROPERTY(QList<int> kindCounts READ kindCounts NOTIFY countsChanged FINAL)
    Q_PROPERTY(int kind READ kind WRITE setKind NOTIFY kindChanged FINAL)
    Q_PROPERTY(QString queueText READ queueText NOTIFY queueTextChanged FINAL)
    Q_PROPERTY(QString queueShort READ queueShort NOTIFY queueTextChanged FINAL)
    Q_PROPERTY(Shown shown READ shown NOTIFY shownChanged FINAL)
    Q_PROPERTY(int shownId READ shownId NOTIFY shownChanged FINAL)
    Q_PROPERTY(int shownMember READ shownMember NOTIFY shownChanged FINAL)
    Q_PROPERTY(app::GamesFilter *games READ games CONSTANT FINAL)
    Q_PROPERTY(app::QueueModel *queue READ queue CONSTANT FINAL)
    Q_PROPERTY(app::GameDetailViewModel *game READ game CONSTANT FINAL)
    Q_PROPERTY(app::WaitingDetailViewModel *waiting READ waiting CONSTANT FINAL)
    Q_PROPERTY(app::AnnounceViewModel *announce READ announce CONSTANT FINAL)
public:
    enum Shown {
        Nothing,
        Game,
        Waiting,
    };
    Q_ENUM(Shown)

    GamesViewModel(Backend &backend, const HostViewModel &host, const base::Clock &clock, QObject *parent = nullptr);

    // Ids that are gone are ignored.
    Q_INVOKABLE void openGame(int id);
    Q_INVOKABLE void openWaiting(int id);
    // A player of the game that is looked at, to write to; again: nobody.
    Q_INVOKABLE void chooseMember(int id);
    Q_INVOKABLE void close();

    void setKind(int kind);

    [[nodiscard]] int gameCount() const { return m_games.count(); }
    [[nodiscard]] QString countsText() const;
    [[nodiscard]] QList<int> kindCounts() const;
    [[nodiscard]] int kind() const { return m_filter.kind(); }
    [[nodiscard]] QString queueText() const;
    [[nodiscard]] QString queueShort() const; // for a title
    [[nodiscard]] Shown shown() const;
    [[nodiscard]] int shownId() const; // -1: nothing
    [[nodiscard]] int shownMember() const { return m_member ? int(base::number(*m_member)) : -1; }
    [[nodiscard]] GamesFilter *games() { return &m_filter; }
    [[nodiscard]] QueueModel *queue() { return &m_queue; }
    [[nodiscard]] GameDetailViewModel *game() { return &m_game; }
    [[nodiscard]] WaitingDetailViewModel *waiting() { return &m_waiting; }
    [[nodiscard]] AnnounceViewModel *announce() { return &m_announce; }

Q_SIGNALS:
    void countsChanged();
    void kindChanged();
    void queueTextChanged();
    void shownChanged();

private:
    void applyGames(const server::GamesDelta &delta);
    void applyQueue(const server::QueueDelta &delta);
    void forgetAll();
    void refreshTimes();
    void offerAudiences();

    Backend &m_backend;
    const base::Clock &m_clock;
    GamesModel m_games;
    GamesFilter m_filter;
    QueueModel m_queue;
    GameDetailViewModel m_game;
    WaitingDetailViewModel m_waiting;
    AnnounceViewModel m_announce;
    std::optional<base::PlayerId> m_member;
    QTimer m_tick;
};

} // namespace app
