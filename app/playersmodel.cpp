#include <app/playersmodel.h>

#include <app/timetext.h>
#include <app/tone.h>

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {

namespace {

constexpr qint64 kFreshSeconds = 2;

QString initials(const QString &name)
{
    // Two words give their first letters, one word its first two; what is no letter or digit separates words.
    QString letters;
    bool start = true;
    for (const QChar c : name) {
        if (!c.isLetterOrNumber()) {
            start = true;
        } else if (start) {
            letters += c.toUpper();
            start = false;
        }
        if (letters.size() == 2)
            return letters;
    }
    QString plain;
    for (const QChar c : name) {
        if (c.isLetterOrNumber() && plain.size() < 2)
            plain += c.toUpper();
    }
    return plain;
}

tone::Tone toneOf(server::Activity activity)
{
    return activity == server::Activity::SigningIn ? tone::Working : tone::Ok;
}

QString iconOf(server::Activity activity)
{
    switch (activity) {
    case server::Activity::SigningIn:
        return u"log-in"_s;
    case server::Activity::InMenu:
        return u"monitor"_s;
    case server::Activity::InGame:
        break;
    }
    return u"gamepad-2"_s;
}

} // namespace

PlayersModel::PlayersModel(QObject *parent)
    : QAbstractListModel(parent)
{}

void PlayersModel::apply(const server::PlayersDelta &delta)
{
    const int countBefore = count();
    if (delta.reset) {
        QSet<quint32> kept;
        for (const auto &row : delta.upserted)
            kept.insert(base::number(row.id));
        QList<base::PlayerId> gone;
        for (const auto &row : m_rows) {
            if (!kept.contains(base::number(row.id)))
                gone.append(row.id);
        }
        remove(gone);
    } else {
        remove(delta.removed);
    }
    upsert(delta.upserted);
    countInGameAgain();
    if (count() != countBefore)
        Q_EMIT countChanged();
}

void PlayersModel::remove(const QList<base::PlayerId> &ids)
{
    std::vector<int> rows;
    for (const auto id : ids) {
        if (const auto found = m_rowOf.constFind(base::number(id)); found != m_rowOf.cend())
            rows.push_back(*found);
    }
    if (rows.empty())
        return;
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());

    // From the end, neighbours together: the rows in front keep their numbers.
    for (size_t end = rows.size(); end > 0;) {
        size_t begin = end - 1;
        while (begin > 0 && rows[begin - 1] == rows[begin] - 1)
            --begin;
        const int first = rows[begin];
        const int last = rows[end - 1];
        beginRemoveRows({}, first, last);
        for (int row = first; row <= last; ++row)
            m_rowOf.remove(base::number(m_rows[size_t(row)].id));
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
        end = begin;
    }
    // Once for all ranges; nobody looks up by id in between.
    for (int row = rows.front(); row < count(); ++row)
        m_rowOf[base::number(m_rows[size_t(row)].id)] = row;
}

void PlayersModel::upsert(const QList<server::PlayerRow> &rows)
{
    std::vector<server::PlayerRow> added;
    QHash<quint32, size_t> addedAt; // a player may be named twice in one difference; the later one counts
    for (const auto &row : rows) {
        const quint32 id = base::number(row.id);
        if (const auto known = m_rowOf.constFind(id); known != m_rowOf.cend()) {
            change(*known, row);
        } else if (const auto seen = addedAt.constFind(id); seen != addedAt.cend()) {
            added[*seen] = row;
        } else {
            addedAt.insert(id, added.size());
            added.push_back(row);
        }
    }
    if (added.empty())
        return;
    beginInsertRows({}, count(), count() + int(added.size()) - 1);
    for (auto &row : added) {
        m_rowOf.insert(base::number(row.id), count());
        m_rows.push_back(std::move(row));
    }
    endInsertRows();
}

void PlayersModel::change(int row, const server::PlayerRow &to)
{
    auto &from = m_rows[size_t(row)];
    QList<int> roles;
    if (from.name != to.name)
        roles << NameRole << InitialsRole;
    if (from.activity != to.activity)
        roles << ActivityRole << ActivityIconRole << ToneRole;
    if (from.since != to.since)
        roles << SinceRole;
    if (from.thisPc != to.thisPc)
        roles << ThisPcRole;
    if (roles.isEmpty())
        return;
    roles << SentenceRole;
    from = to;
    Q_EMIT dataChanged(index(row), index(row), roles);
}

void PlayersModel::countInGameAgain()
{
    const int inGame = int(std::count_if(m_rows.cbegin(), m_rows.cend(),
                                         [](const auto &row) { return row.activity == server::Activity::InGame; }));
    if (inGame == m_inGame)
        return;
    m_inGame = inGame;
    Q_EMIT inGameChanged();
}

void PlayersModel::setNow(const QDateTime &now)
{
    if (m_now == now)
        return;
    m_now = now;
    if (count() > 0)
        Q_EMIT dataChanged(index(0), index(count() - 1), {SinceRole, SentenceRole});
}

int PlayersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant PlayersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &row = m_rows[size_t(index.row())];
    const auto activity = [&row] {
        switch (row.activity) {
        case server::Activity::SigningIn:
            return tr("Signing in");
        case server::Activity::InMenu:
            return tr("In the menu");
        case server::Activity::InGame:
            break;
        }
        return tr("In a game");
    };
    const auto since = [this, &row] { return durationText(std::chrono::seconds(row.since.secsTo(m_now))); };
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return row.name;
    case InitialsRole:
        return initials(row.name);
    case TintRole:
        return int(base::number(row.id) % quint32(kTints));
    case ActivityRole:
        return activity();
    case ActivityIconRole:
        return iconOf(row.activity);
    case ToneRole:
        return toneOf(row.activity);
    case ThisPcRole:
        return row.thisPc;
    case SinceRole:
        return since();
    case SentenceRole:
        return row.thisPc ? tr("%1, on this PC, %2, online for %3").arg(row.name, activity(), since())
                          : tr("%1, %2, online for %3").arg(row.name, activity(), since());
    case FreshRole:
        return row.since.secsTo(m_now) <= kFreshSeconds;
    default:
        return {};
    }
}

QHash<int, QByteArray> PlayersModel::roleNames() const
{
    return {{NameRole, "name"_ba},
            {InitialsRole, "initials"_ba},
            {TintRole, "tint"_ba},
            {ActivityRole, "activity"_ba},
            {ActivityIconRole, "activityIcon"_ba},
            {ToneRole, "tone"_ba},
            {ThisPcRole, "thisPc"_ba},
            {SinceRole, "since"_ba},
            {SentenceRole, "sentence"_ba},
            {FreshRole, "fresh"_ba}};
}

} // namespace app
