#pragma once
// The steps of something that takes a moment, as a list with states. Rows are changed in place. GUI thread.

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace app {

class StepsModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by a view-model")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
public:
    enum State {
        Todo,
        Running,
        Done,
        Warning,
        Failed,
    };
    Q_ENUM(State)

    enum Role {
        TitleRole = Qt::UserRole + 1,
        TextRole,  // one sentence, may be empty
        ValueRole, // machine value, may be empty
        StepStateRole,
    };
    Q_ENUM(Role)

    struct Step
    {
        QString title;
        QString text;
        QString value;
        State state = Todo;
        bool operator==(const Step &) const = default;
    };

    explicit StepsModel(QObject *parent = nullptr);

    // Announces each step whose state changed; a list of another length replaces the end only.
    void set(const QList<Step> &steps);

    [[nodiscard]] int count() const { return int(m_steps.size()); }
    [[nodiscard]] const Step &at(int row) const { return m_steps[row]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();
    void stepChanged(const QString &title); // for screen readers

private:
    QList<Step> m_steps;
};

} // namespace app
