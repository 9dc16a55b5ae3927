#pragma once
// Short messages at the lower right, newest first, at most kToastsMax. The view decides how long each is seen and calls
// dismiss(); GUI thread.

#include <app/tone.h>

#include <QAbstractListModel>
#include <qqmlregistration.h>

#include <functional>

namespace app {

class ToastsModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by ShellViewModel")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        TextRole,
        ToneRole,
        ActionRole, // label; empty when there is nothing to do
    };
    Q_ENUM(Role)

    explicit ToastsModel(QObject *parent = nullptr);

    void add(tone::Tone tone, const QString &text, const QString &action = {}, std::function<void()> run = {});

    Q_INVOKABLE void dismiss(int id);
    // Runs the action of that toast and takes it away. An id that is gone already is ignored.
    Q_INVOKABLE void run(int id);

    [[nodiscard]] int count() const { return int(m_toasts.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    struct Toast
    {
        int id = 0;
        tone::Tone tone = tone::Ok;
        QString text;
        QString action;
        std::function<void()> run;
    };
    [[nodiscard]] int rowOf(int id) const;

    QList<Toast> m_toasts;
    int m_lastId = 0;
};

} // namespace app
