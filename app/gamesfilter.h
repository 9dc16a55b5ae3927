#pragma once
// The games of one kind out of a GamesModel, in its order. GUI thread; the model outlives this.

#include <app/gamesmodel.h>

#include <QSortFilterProxyModel>
#include <qqmlregistration.h>

namespace app {

class GamesFilter : public QSortFilterProxyModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by GamesViewModel")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
public:
    explicit GamesFilter(GamesModel &games, QObject *parent = nullptr);

    void setKind(GamesModel::Kind kind);

    [[nodiscard]] GamesModel::Kind kind() const { return m_kind; }
    [[nodiscard]] int count() const { return rowCount(); }

Q_SIGNALS:
    void countChanged();

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    GamesModel &m_games;
    GamesModel::Kind m_kind = GamesModel::All;
};

} // namespace app
