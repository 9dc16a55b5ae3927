#pragma once
// Who waits for a game, longest wait first, for lists. Applies differences by stable id, never resets. GUI thread.

#include <app/keyedrows.h>

#include <core/server/status.h>

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace app {

class QueueModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by GamesViewModel")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
public:
    enum Role {
        PlayerIdRole = Qt::UserRole + 1,
        NameRole,
        InitialsRole,
        TintRole,
        WantsRole,  // "Glacier · any enemy · Gold"
        WaitedRole, // "1:24"
        ToneRole,   // turns to Attention after a minute
        SentenceRole,
    };
    Q_ENUM(Role)

    explicit QueueModel(QObject *parent = nullptr);

    void apply(const server::QueueDelta &delta);
    void setNow(const QDateTime &now);

    [[nodiscard]] int count() const { return m_rows.count(); }
    // Those who wait so long that they may need help.
    [[nodiscard]] int countLong() const;
    // nullptr: not waiting.
    [[nodiscard]] const server::QueueRow *find(base::PlayerId player) const { return m_rows.find(player); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    friend class KeyedRows<QueueModel, server::QueueRow>;
    [[nodiscard]] QList<int> rolesChanged(const server::QueueRow &from, const server::QueueRow &to) const;
    [[nodiscard]] bool isLong(const server::QueueRow &player) const;

    KeyedRows<QueueModel, server::QueueRow> m_rows {*this};
    QDateTime m_now;
};

} // namespace app
