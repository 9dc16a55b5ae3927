#include <app/explainmodel.h>

#include <app/gametexts.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {

namespace {

using server::Misfit;

QString hostOf(const server::GameRow &game)
{
    const auto host =
        std::find_if(game.members.cbegin(), game.members.cend(), [](const auto &member) { return member.host; });
    return host == game.members.cend() ? QString() : host->name;
}

QString openText(const QList<Misfit> &misfits, const server::GameRow &game)
{
    if (misfits.contains(Misfit::Ending))
        return ExplainModel::tr("No");
    if (misfits.contains(Misfit::NotPublic))
        return privacyName(game.privacy);
    if (misfits.contains(Misfit::InMatch))
        return ExplainModel::tr("In match");
    if (misfits.contains(Misfit::ClosedToMatchmaking))
        return ExplainModel::tr("Closed");
    if (misfits.contains(Misfit::SettingUp))
        return ExplainModel::tr("Not yet");
    return misfits.contains(Misfit::Banned) || misfits.contains(Misfit::Other) ? ExplainModel::tr("No")
                                                                               : ExplainModel::tr("Yes");
}

ExplainRow rowOf(const server::QueueRow &player, const ComparedGame &compared)
{
    const server::GameRow &game = *compared.game;
    const auto fits = [&compared](Misfit misfit) { return !compared.misfits.contains(misfit); };
    const bool open = fits(Misfit::Ending) && fits(Misfit::NotPublic) && fits(Misfit::InMatch) &&
                      fits(Misfit::ClosedToMatchmaking) && fits(Misfit::SettingUp) && fits(Misfit::Banned) &&
                      fits(Misfit::Other);
    const int free = server::kGameSeats - int(game.members.size());
    return {.id = game.id,
            .title = mapName(game.map),
            .second = hostOf(game),
            .map = {mapShort(game.map), fits(Misfit::Map)},
            .enemy = {enemyName(game.enemy), fits(Misfit::Enemy)},
            .difficulty = {difficultyName(game.difficulty), fits(Misfit::Difficulty)},
            .addOns = {addOnCount(game.addOns), fits(Misfit::AddOns)},
            .seats = {free <= 0 ? ExplainModel::tr("Full") : ExplainModel::tr("%n free", nullptr, free),
                      fits(Misfit::Full)},
            .open = {openText(compared.misfits, game), open},
            .misfits = misfitsText(player, compared)};
}

} // namespace

ExplainModel::ExplainModel(QObject *parent)
    : QAbstractListModel(parent)
{}

void ExplainModel::set(const server::QueueRow &player, const QList<ComparedGame> &games)
{
    QList<ExplainRow> rows;
    for (const ComparedGame &game : games)
        rows.append(rowOf(player, game));
    show(rows);
}

void ExplainModel::clear()
{
    show({});
}

void ExplainModel::show(const QList<ExplainRow> &rows)
{
    const int countBefore = count();
    m_rows.replace(rows);
    if (count() != countBefore)
        Q_EMIT countChanged();
}

QList<int> ExplainModel::rolesChanged(const ExplainRow &from, const ExplainRow &to) const
{
    if (from == to)
        return {};
    return {TitleRole, SecondRole, TextsRole, FitsRole, MisfitsRole, SentenceRole};
}

int ExplainModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ExplainModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ExplainRow &row = m_rows.at(index.row());
    switch (role) {
    case GameIdRole:
        return base::number(row.id);
    case Qt::DisplayRole:
    case TitleRole:
        return row.title;
    case SecondRole:
        return row.second;
    case TextsRole:
        return QStringList {row.map.text,    row.enemy.text, row.difficulty.text,
                            row.addOns.text, row.seats.text, row.open.text};
    case FitsRole:
        return QVariant::fromValue(QList<bool> {row.map.fits, row.enemy.fits, row.difficulty.fits, row.addOns.fits,
                                                row.seats.fits, row.open.fits});
    case MisfitsRole:
        return row.misfits;
    case SentenceRole:
        return row.misfits.isEmpty() ? tr("%1, fits").arg(row.title)
                                     : tr("%1, does not fit: %2").arg(row.title, row.misfits);
    default:
        return {};
    }
}

QHash<int, QByteArray> ExplainModel::roleNames() const
{
    return {{GameIdRole, "gameId"_ba},    {TitleRole, "title"_ba}, {SecondRole, "second"_ba},
            {TextsRole, "texts"_ba},      {FitsRole, "fits"_ba},   {MisfitsRole, "misfits"_ba},
            {SentenceRole, "sentence"_ba}};
}

} // namespace app
