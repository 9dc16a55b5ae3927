#include <app/recentmodel.h>

#include <app/timetext.h>

#include <core/base/limits.h>

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {

namespace {

const auto kRecent = u"recentServers"_s;

} // namespace

RecentModel::RecentModel(SettingsViewModel &settings, QObject *parent)
    : QAbstractListModel(parent)
    , m_settings(settings)
    , m_now(QDateTime::currentDateTimeUtc())
{
    for (const auto &value : settings.remembered(kRecent).toArray()) {
        const auto entry = value.toObject();
        const QString address = entry.value("address"_L1).toString();
        const auto joined = QDateTime::fromString(entry.value("joined"_L1).toString(), Qt::ISODate);
        if (address.isEmpty() || address.size() > base::kServerAddressMax || rowOf(address) >= 0 || !joined.isValid())
            continue;
        m_rows.append({address, joined.toUTC()});
        if (m_rows.size() == base::kRecentServersMax)
            break;
    }
}

void RecentModel::add(const QString &address, const QDateTime &joined)
{
    const int countBefore = count();
    if (const int known = rowOf(address); known == 0) {
        m_rows[0].joined = joined;
        Q_EMIT dataChanged(index(0), index(0), {TextRole});
    } else {
        // Latest first, whatever came when: a taken-back removal returns to its old place.
        if (known > 0) {
            beginRemoveRows({}, known, known);
            m_rows.removeAt(known);
            endRemoveRows();
        }
        const auto older =
            std::find_if(m_rows.cbegin(), m_rows.cend(), [&joined](const Row &row) { return row.joined <= joined; });
        const int row = int(older - m_rows.cbegin());
        beginInsertRows({}, row, row);
        m_rows.insert(row, {address, joined});
        endInsertRows();
        if (count() > base::kRecentServersMax) {
            beginRemoveRows({}, count() - 1, count() - 1);
            m_rows.removeLast();
            endRemoveRows();
        }
    }
    save();
    if (count() != countBefore)
        Q_EMIT countChanged();
}

QDateTime RecentModel::remove(const QString &address)
{
    const int row = rowOf(address);
    if (row < 0)
        return {};
    const QDateTime joined = m_rows[row].joined;
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
    save();
    Q_EMIT countChanged();
    return joined;
}

void RecentModel::setNow(const QDateTime &now)
{
    if (now == m_now)
        return;
    m_now = now;
    if (count() > 0)
        Q_EMIT dataChanged(index(0), index(count() - 1), {TextRole});
}

int RecentModel::rowOf(const QString &address) const
{
    const auto found =
        std::find_if(m_rows.cbegin(), m_rows.cend(), [&address](const Row &row) { return row.address == address; });
    return found == m_rows.cend() ? -1 : int(found - m_rows.cbegin());
}

void RecentModel::save()
{
    QJsonArray array;
    for (const auto &row : m_rows)
        array.append(QJsonObject {{u"address"_s, row.address}, {u"joined"_s, row.joined.toString(Qt::ISODate)}});
    m_settings.remember(kRecent, array);
}

int RecentModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant RecentModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case AddressRole:
        return row.address;
    case TextRole:
        return tr("Last joined: %1").arg(agoText(row.joined, m_now));
    default:
        return {};
    }
}

QHash<int, QByteArray> RecentModel::roleNames() const
{
    return {{AddressRole, "address"_ba}, {TextRole, "text"_ba}};
}

} // namespace app
