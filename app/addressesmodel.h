#pragma once
// The addresses people can type to reach this server, best first, one row a network card. Rows keep their place when
// only others change. GUI thread.

#include <core/server/status.h>

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace app {

class AddressesModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by HostViewModel")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(QString best READ best NOTIFY bestChanged FINAL)
public:
    enum Role {
        AddressRole = Qt::UserRole + 1,
        LabelRole, // "This network"
        IconRole,
        AdapterRole, // "Wi-Fi"
    };
    Q_ENUM(Role)

    explicit AddressesModel(QObject *parent = nullptr);

    // This PC's own address is left out while there is another: friends cannot use it.
    void set(const QList<server::ReachableAddress> &all);

    [[nodiscard]] int count() const { return int(m_rows.size()); }
    // The one to give to friends; empty when there is none.
    [[nodiscard]] QString best() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();
    void bestChanged();

private:
    QList<server::ReachableAddress> m_rows;
};

} // namespace app
