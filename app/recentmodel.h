#pragma once
// Servers this person joined before, latest first, at most kRecentServersMax; remembered through the settings.
// GUI thread.

#include <app/settingsviewmodel.h>

#include <QAbstractListModel>
#include <QDateTime>
#include <qqmlregistration.h>

namespace app {

class RecentModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by JoinViewModel")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
public:
    enum Role {
        AddressRole = Qt::UserRole + 1,
        TextRole, // "Last joined 12 Nov"
    };
    Q_ENUM(Role)

    explicit RecentModel(SettingsViewModel &settings, QObject *parent = nullptr);

    void add(const QString &address, const QDateTime &joined);
    void setNow(const QDateTime &now);
    // Takes it away and gives back what restore() wants.
    [[nodiscard]] QDateTime remove(const QString &address);

    [[nodiscard]] int count() const { return int(m_rows.size()); }
    [[nodiscard]] QString addressAt(int row) const { return m_rows.value(row).address; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    struct Row
    {
        QString address;
        QDateTime joined; // UTC
    };
    [[nodiscard]] int rowOf(const QString &address) const;
    void save();

    SettingsViewModel &m_settings;
    QList<Row> m_rows;
    QDateTime m_now;
};

} // namespace app
