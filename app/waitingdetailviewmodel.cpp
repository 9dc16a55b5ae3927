#include <app/waitingdetailviewmodel.h>

#include <app/gametexts.h>
#include <app/timetext.h>

using namespace Qt::StringLiterals;

namespace app {

namespace {

constexpr qint64 kLongSeconds = 60;

} // namespace

WaitingDetailViewModel::WaitingDetailViewModel(const GamesModel &allGames, QObject *parent)
    : QObject(parent)
    , m_allGames(allGames)
{}

void WaitingDetailViewModel::show(const server::QueueRow &player)
{
    const bool another = !m_player || m_player->id != player.id;
    if (!another && !m_placed && *m_player == player)
        return;
    m_player = player;
    m_placed = false;
    if (another) {
        m_explanation.reset();
        m_games.clear();
    }
    Q_EMIT changed();
    Q_EMIT timeChanged();
    refresh();
}

void WaitingDetailViewModel::place()
{
    if (!m_player || m_placed)
        return;
    m_placed = true;
    m_explanation.reset();
    m_games.clear();
    Q_EMIT changed();
    Q_EMIT timeChanged();
    refresh();
}

void WaitingDetailViewModel::clear()
{
    if (!m_player)
        return;
    m_player.reset();
    m_placed = false;
    m_explanation.reset();
    m_games.clear();
    Q_EMIT changed();
    Q_EMIT timeChanged();
    refresh();
}

void WaitingDetailViewModel::apply(const server::QueueExplanation &explanation)
{
    // One about somebody who was looked at before may still be on its way.
    if (!m_player || m_placed || explanation.player != m_player->id)
        return;
    m_explanation = explanation;
    refresh();
}

void WaitingDetailViewModel::refresh()
{
    Explanation reason;
    if (m_placed) {
        reason = {tr("%1 waits no longer").arg(name()), tr("They were placed, stopped searching or left."), true};
    } else if (m_player && m_explanation) {
        QList<ComparedGame> compared;
        for (const server::GameFit &fit : std::as_const(m_explanation->games)) {
            // A game that came a moment ago is told of with the next difference.
            if (const server::GameRow *game = m_allGames.find(fit.id); game != nullptr)
                compared.append({game, fit.misfits});
        }
        reason = explain(*m_player, compared);
        m_games.set(*m_player, compared);
    }
    m_reason = reason;
    Q_EMIT explained();
}

void WaitingDetailViewModel::setNow(const QDateTime &now)
{
    if (m_now == now)
        return;
    m_now = now;
    if (m_player && !m_placed) {
        Q_EMIT timeChanged();
        Q_EMIT explained(); // the tone follows the time
    }
}

QString WaitingDetailViewModel::text() const
{
    if (!m_player)
        return {};
    if (m_placed)
        return wantedLine(*m_player);
    return tr("Waiting for %1 · %2", "time, what they want")
        .arg(durationText(std::chrono::seconds(m_player->since.secsTo(m_now))), wantedLine(*m_player));
}

tone::Tone WaitingDetailViewModel::reasonTone() const
{
    if (m_placed || m_reason.fits)
        return tone::Ok;
    return m_player && m_player->since.secsTo(m_now) >= kLongSeconds ? tone::Attention : tone::Working;
}

QStringList WaitingDetailViewModel::wanted() const
{
    if (!m_player)
        return {};
    return {wantedMaps(*m_player),        wantedEnemies(*m_player),          wantedDifficulties(*m_player),
            addOnCount(m_player->addOns), tr("1", "seats one player needs"), u"–"_s};
}

QString WaitingDetailViewModel::wantedSentence() const
{
    return m_player ? tr("%1 wants %2", "player, what they want").arg(name(), wantedLine(*m_player)) : QString();
}

QString WaitingDetailViewModel::leftOutText() const
{
    return m_explanation && m_explanation->gamesLeftOut > 0
               ? tr("%n more game(s) fit even less.", nullptr, m_explanation->gamesLeftOut)
               : QString();
}

} // namespace app
