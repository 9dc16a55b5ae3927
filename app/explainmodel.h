#pragma once
// Games beside what one waiting player wants: a table of game by rule. The closest come first when the table is filled;
// later changes keep the rows where they are. GUI thread.

#include <app/explaintexts.h>
#include <app/keyedrows.h>

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace app {

// One line of it, in words.
struct ExplainRow
{
    struct Cell
    {
        QString text;
        bool fits = true;
        bool operator==(const Cell &) const = default;
    };
    base::GameId id {};
    QString title;
    QString second; // its host
    Cell map, enemy, difficulty, addOns, seats, open;
    QString misfits; // empty: it fits

    bool operator==(const ExplainRow &) const = default;
};

class ExplainModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by WaitingDetailViewModel")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
public:
    enum Role {
        GameIdRole = Qt::UserRole + 1,
        TitleRole,
        SecondRole,
        // What the game offers, in the order of the columns: map, enemy, difficulty, add-ons, seats, open.
        TextsRole,
        FitsRole,
        MisfitsRole,
        SentenceRole,
    };
    Q_ENUM(Role)

    explicit ExplainModel(QObject *parent = nullptr);

    void set(const server::QueueRow &player, const QList<ComparedGame> &games);
    void clear();

    [[nodiscard]] int count() const { return m_rows.count(); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    friend class KeyedRows<ExplainModel, ExplainRow>;
    [[nodiscard]] QList<int> rolesChanged(const ExplainRow &from, const ExplainRow &to) const;
    void show(const QList<ExplainRow> &rows);

    KeyedRows<ExplainModel, ExplainRow> m_rows {*this};
};

} // namespace app
