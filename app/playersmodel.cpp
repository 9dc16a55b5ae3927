#include <app/playersmodel.h>

#include <app/person.h>
#include <app/timetext.h>
#include <app/tone.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {

namespace {

constexpr qint64 kFreshSeconds = 2;

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
    if (delta.reset)
        m_rows.replace(delta.upserted);
    else
        m_rows.apply(delta.upserted, delta.removed);
    countInGameAgain();
    if (count() != countBefore)
        Q_EMIT countChanged();
}

QList<int> PlayersModel::rolesChanged(const server::PlayerRow &from, const server::PlayerRow &to) const
{
    QList<int> roles;
    if (from.name != to.name)
        roles << NameRole << InitialsRole;
    if (from.activity != to.activity)
        roles << ActivityRole << ActivityIconRole << ToneRole;
    if (from.since != to.since)
        roles << SinceRole;
    if (from.thisPc != to.thisPc)
        roles << ThisPcRole;
    if (!roles.isEmpty())
        roles << SentenceRole;
    return roles;
}

void PlayersModel::countInGameAgain()
{
    const int inGame = int(std::count_if(m_rows.begin(), m_rows.end(),
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
    const auto &row = m_rows.at(index.row());
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
        return initialsOf(row.name);
    case TintRole:
        return tintOf(row.id);
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
