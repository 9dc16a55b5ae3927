#pragma once
// Version and the notices of what this program is made with. The texts lie in the program's resources and are read when
// the page asks for them. GUI thread.

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace app {

class AboutViewModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Handed to the root")
    Q_PROPERTY(QString version READ version CONSTANT FINAL)
    Q_PROPERTY(QString system READ system CONSTANT FINAL)
    Q_PROPERTY(QString iconNotice READ iconNotice CONSTANT FINAL)
public:
    enum Role {
        NameRole = Qt::UserRole + 1,
        UseRole, // what it does here
        LicenceRole,
    };
    Q_ENUM(Role)

    explicit AboutViewModel(QObject *parent = nullptr);

    [[nodiscard]] QString version() const;
    [[nodiscard]] QString system() const;
    [[nodiscard]] QString iconNotice() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    struct Part
    {
        QString name;
        QString use;
        QString licence;
    };
    QList<Part> m_parts;
};

} // namespace app
