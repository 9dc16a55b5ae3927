#pragma once
// Who is online, for lists. Applies differences by stable id: rows are inserted, removed and changed in place, the
// model never resets, so that nothing jumps under the pointer. New players come last. GUI thread; ready for 10,000
// rows.

#include <core/server/status.h>

#include <QAbstractListModel>
#include <QHash>
#include <qqmlregistration.h>

#include <vector>

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
        TintRole,     // 0 … kTints-1, from the player's number: the same colour wherever they appear
        ActivityRole, // "In the menu"
        ActivityIconRole,
        ToneRole,
        ThisPcRole,
        SinceRole,    // "12 min"
        SentenceRole, // the row as a screen reader says it
        FreshRole,    // came a moment ago
    };
    Q_ENUM(Role)

    static constexpr int kTints = 6;

    explicit PlayersModel(QObject *parent = nullptr);

    void apply(const server::PlayersDelta &delta);
    // Times are shown relative to this; call it when they should move on.
    void setNow(const QDateTime &now);

    [[nodiscard]] int count() const { return int(m_rows.size()); }
    [[nodiscard]] int countInGame() const { return m_inGame; }
    [[nodiscard]] QString nameAt(int row) const { return m_rows[size_t(row)].name; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();
    void inGameChanged();

private:
    void remove(const QList<base::PlayerId> &ids);
    void upsert(const QList<server::PlayerRow> &rows);
    void change(int row, const server::PlayerRow &to);
    void countInGameAgain();

    std::vector<server::PlayerRow> m_rows;
    QHash<quint32, int> m_rowOf; // by number(PlayerId)
    QDateTime m_now;
    int m_inGame = 0;
};

} // namespace app
