#pragma once
// The running games, for lists. Applies differences by stable id, never resets; new games come last. GUI thread; ready
// for 10,000 rows.

#include <app/keyedrows.h>

#include <core/server/status.h>

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace app {

class GamesModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by GamesViewModel")
public:
    enum Role {
        GameIdRole = Qt::UserRole + 1,
        TitleRole,      // "Firebase Glacier"
        ShortTitleRole, // "Glacier"
        LineRole,       // "Sanctum · Geth · Gold"
        PhaseTextRole,
        PhaseIconRole, // empty: the tone's own
        ToneRole,
        TimerRole, // "14:32", since the phase began
        PrivacyTextRole,
        PrivacyIconRole,
        SeatInitialsRole, // four texts by slot, empty = free
        SeatTintsRole,
        SentenceRole, // the row as a screen reader says it
        FreshRole,    // came a moment ago
    };
    Q_ENUM(Role)

    // What the list can be narrowed to.
    enum Kind {
        All,
        InMatch,
        InLobby,
        Trouble, // the host changed lately, or somebody does not get in
    };
    Q_ENUM(Kind)
    static constexpr int kKinds = 4;

    explicit GamesModel(QObject *parent = nullptr);

    void apply(const server::GamesDelta &delta);
    // Times are shown relative to this; call it when they should move on.
    void setNow(const QDateTime &now);

    [[nodiscard]] int count() const { return m_rows.count(); }
    [[nodiscard]] int count(Kind kind) const { return m_counts[kind]; }
    [[nodiscard]] int playerCount() const { return m_players; }
    [[nodiscard]] bool is(int row, Kind kind) const;
    // nullptr: not there.
    [[nodiscard]] const server::GameRow *find(base::GameId id) const { return m_rows.find(id); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countsChanged();

private:
    friend class KeyedRows<GamesModel, server::GameRow>;
    [[nodiscard]] QList<int> rolesChanged(const server::GameRow &from, const server::GameRow &to) const;
    [[nodiscard]] QString sentence(const server::GameRow &game) const;
    void countAgain();

    KeyedRows<GamesModel, server::GameRow> m_rows {*this};
    QDateTime m_now;
    int m_counts[kKinds] {};
    int m_players = 0;
};

// The host has changed so lately that people should know.
[[nodiscard]] bool hostChangedLately(const server::GameRow &game, const QDateTime &now);

} // namespace app
