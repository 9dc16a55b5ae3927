#include <app/gamesfilter.h>

namespace app {

GamesFilter::GamesFilter(GamesModel &games, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_games(games)
{
    setSourceModel(&games);
    // A game that changes its kind comes and goes by itself: rows are looked at again whenever a role has changed.
    setDynamicSortFilter(true);
    setFilterRole(GamesModel::SentenceRole);
    connect(this, &QAbstractItemModel::rowsInserted, this, &GamesFilter::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &GamesFilter::countChanged);
}

void GamesFilter::setKind(GamesModel::Kind kind)
{
    if (kind == m_kind)
        return;
    m_kind = kind;
    invalidateFilter();
}

bool GamesFilter::filterAcceptsRow(int row, const QModelIndex & /*parent*/) const
{
    return m_games.is(row, m_kind);
}

} // namespace app
