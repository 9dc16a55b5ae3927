#pragma once
// Who is online, for lists. Applies differences by stable id: rows are inserted, removed and changed in place, the
// model never resets, so that nothing jumps under the pointer. New players come last. GUI thread; ready for 10,000
// rows.

#include <app/keyedrows.h>

#include <core/server/status.h>

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace app {

class PlayersModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by HostViewModel")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
public:
    enum Role {
        NameRole = Qt::UserRole + 1,
        InitialsRole,
        TintRole,     // tintOf()
        ActivityRole, // "In the menu"
        ActivityIconRole,
        ToneRole,
        ThisPcRole,
        SinceRole,    // "12 min"
        SentenceRole, // the row as a screen reader says it
        FreshRole,    // came a moment ago
    };
    Q_ENUM(Role)

    explicit PlayersModel(QObject *parent = nullptr);

    void apply(const server::PlayersDelta &delta);
    // Times are shown relative to this; call it when they should move on.
    void setNow(const QDateTime &now);

    [[nodiscard]] int count() const { return m_rows.count(); }
    [[nodiscard]] int countInGame() const { return m_inGame; }
    [[nodiscard]] QString nameAt(int row) const { return m_rows.at(row).name; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();
    void inGameChanged();

private:
    friend class KeyedRows<PlayersModel, server::PlayerRow>;
    [[nodiscard]] QList<int> rolesChanged(const server::PlayerRow &from, const server::PlayerRow &to) const;
    void countInGameAgain();

    KeyedRows<PlayersModel, server::PlayerRow> m_rows {*this};
    QDateTime m_now;
    int m_inGame = 0;
};

} // namespace app
