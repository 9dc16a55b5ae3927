#pragma once
// The players of one game by slot, for a table of at most four rows. Rows are inserted, moved, removed and changed in
// place. GUI thread.

#include <core/server/status.h>

#include <QAbstractListModel>
#include <qqmlregistration.h>

#include <optional>

namespace app {

class GameMembersModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by GameDetailViewModel")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
public:
    enum Role {
        PlayerIdRole = Qt::UserRole + 1,
        NameRole,
        InitialsRole,
        TintRole,
        HostRole,
        SecondRole, // "Host", "Connected for 12 min"
        SlotRole,   // counted from 1, as people do
        PathTextRole,
        PathIconRole,
        PathToneRole,
        PathReasonRole,
        RouterTextRole,
        RouterToneRole,
        SentenceRole,
    };
    Q_ENUM(Role)

    explicit GameMembersModel(QObject *parent = nullptr);

    void apply(const QList<server::GameMember> &members);
    void setNow(const QDateTime &now);

    [[nodiscard]] int count() const { return int(m_rows.size()); }
    // nullopt: not in this game.
    [[nodiscard]] std::optional<server::GameMember> find(base::PlayerId player) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    [[nodiscard]] int rowOf(base::PlayerId player) const;
    [[nodiscard]] QString second(const server::GameMember &member) const;

    QList<server::GameMember> m_rows;
    QDateTime m_now;
};

} // namespace app
