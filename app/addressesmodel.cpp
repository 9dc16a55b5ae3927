#include <app/addressesmodel.h>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace app {

namespace {

bool same(const server::ReachableAddress &a, const server::ReachableAddress &b)
{
    return a.kind == b.kind && a.address == b.address && a.adapter == b.adapter;
}

} // namespace

AddressesModel::AddressesModel(QObject *parent)
    : QAbstractListModel(parent)
{}

void AddressesModel::set(const QList<server::ReachableAddress> &all)
{
    QList<server::ReachableAddress> addresses;
    std::copy_if(all.cbegin(), all.cend(), std::back_inserter(addresses),
                 [](const auto &address) { return address.kind != server::AddressKind::ThisPc; });
    if (addresses.isEmpty())
        addresses = all;
    const QString bestBefore = best();
    const qsizetype countBefore = m_rows.size();
    const qsizetype common = std::min(m_rows.size(), addresses.size());
    for (qsizetype row = 0; row < common; ++row) {
        if (same(m_rows[row], addresses[row]))
            continue;
        m_rows[row] = addresses[row];
        Q_EMIT dataChanged(index(int(row)), index(int(row)));
    }
    if (addresses.size() < countBefore) {
        beginRemoveRows({}, int(common), int(countBefore) - 1);
        m_rows.resize(common);
        endRemoveRows();
    } else if (addresses.size() > countBefore) {
        beginInsertRows({}, int(common), int(addresses.size()) - 1);
        m_rows = addresses;
        endInsertRows();
    }
    if (m_rows.size() != countBefore)
        Q_EMIT countChanged();
    if (best() != bestBefore)
        Q_EMIT bestChanged();
}

QString AddressesModel::best() const
{
    return m_rows.isEmpty() ? QString() : m_rows.constFirst().address;
}

int AddressesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant AddressesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &row = m_rows[index.row()];
    using Kind = server::AddressKind;
    switch (role) {
    case Qt::DisplayRole:
    case AddressRole:
        return row.address;
    case AdapterRole:
        return row.kind == Kind::ThisPc ? tr("Only from here") : row.adapter;
    case LabelRole:
        return row.kind == Kind::ThisNetwork ? tr("This network") : row.kind == Kind::Vpn ? tr("VPN") : tr("This PC");
    case IconRole:
        return row.kind == Kind::ThisNetwork ? u"house-wifi"_s : row.kind == Kind::Vpn ? u"waypoints"_s : u"monitor"_s;
    default:
        return {};
    }
}

QHash<int, QByteArray> AddressesModel::roleNames() const
{
    return {{AddressRole, "address"_ba}, {LabelRole, "label"_ba}, {IconRole, "icon"_ba}, {AdapterRole, "adapter"_ba}};
}

} // namespace app
