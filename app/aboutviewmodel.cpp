#include <app/aboutviewmodel.h>

#include <QFile>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace app {

AboutViewModel::AboutViewModel(QObject *parent)
    : QAbstractListModel(parent)
    , m_parts {
          {u"Qt %1"_s.arg(QLatin1StringView(qVersion())), tr("Window, network and storage"), u"LGPL-3.0"_s},
          {u"OpenSSL"_s, tr("Encryption"), u"Apache-2.0"_s},
          {u"SQLite"_s, tr("Database"), tr("Public domain")},
          {u"Boost.Beast"_s, tr("Reading HTTP"), u"BSL-1.0"_s},
          {u"Argon2"_s, tr("Password hashes"), u"CC0-1.0 / Apache-2.0"_s},
          {u"Lucide"_s, tr("Icons"), u"ISC, MIT"_s},
      }
{}

QString AboutViewModel::version() const
{
    return QStringLiteral(RELAYDECK_VERSION);
}

QString AboutViewModel::system() const
{
    return QSysInfo::prettyProductName();
}

QString AboutViewModel::iconNotice() const
{
    QFile file(u":/relaydeck/icons/LICENSE"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

int AboutViewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_parts.size());
}

QVariant AboutViewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &part = m_parts[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return part.name;
    case UseRole:
        return part.use;
    case LicenceRole:
        return part.licence;
    default:
        return {};
    }
}

QHash<int, QByteArray> AboutViewModel::roleNames() const
{
    return {{NameRole, "name"_ba}, {UseRole, "use"_ba}, {LicenceRole, "licence"_ba}};
}

} // namespace app
