#include <app/gamedetailviewmodel.h>

#include <app/gamesmodel.h>
#include <app/gametexts.h>
#include <app/timetext.h>

#include <QLocale>

using namespace Qt::StringLiterals;

namespace app {

GameDetailViewModel::GameDetailViewModel(QObject *parent)
    : QObject(parent)
{}

void GameDetailViewModel::show(const server::GameRow &game)
{
    if (m_game == game && !isEnded())
        return;
    m_game = game;
    m_endedAt = {};
    m_members.setNow(m_now);
    m_members.apply(game.members);
    Q_EMIT changed();
    Q_EMIT timeChanged();
}

void GameDetailViewModel::end()
{
    if (!m_game || isEnded())
        return;
    m_endedAt = m_now;
    Q_EMIT changed();
    Q_EMIT timeChanged();
}

void GameDetailViewModel::clear()
{
    if (!m_game)
        return;
    m_game.reset();
    m_endedAt = {};
    m_members.apply({});
    Q_EMIT changed();
    Q_EMIT timeChanged();
}

void GameDetailViewModel::setNow(const QDateTime &now)
{
    if (m_now == now)
        return;
    m_now = now;
    if (!m_game || isEnded())
        return;
    m_members.setNow(now);
    Q_EMIT timeChanged();
}

QString GameDetailViewModel::title() const
{
    return m_game ? mapName(m_game->map) : QString();
}

QString GameDetailViewModel::text() const
{
    if (!m_game)
        return {};
    return tr("%1 · %2 · game %3", "place and enemy, privacy, number")
        .arg(gameLine(*m_game), privacyName(m_game->privacy))
        .arg(base::number(m_game->id));
}

QString GameDetailViewModel::phaseText() const
{
    if (!m_game)
        return {};
    if (isEnded())
        return tr("Ended %1", "time of day")
            .arg(QLocale().toString(m_endedAt.toLocalTime().time(), QLocale::ShortFormat));
    return tr("%1 %2", "state, its time")
        .arg(phaseBadge(*m_game, hostChangedLately(*m_game, m_now)).text,
             clockText(std::chrono::seconds(m_game->phaseSince.secsTo(m_now))));
}

QString GameDetailViewModel::phaseIcon() const
{
    if (isEnded())
        return u"circle-pause"_s;
    return m_game ? phaseBadge(*m_game, hostChangedLately(*m_game, m_now)).icon : QString();
}

tone::Tone GameDetailViewModel::phaseTone() const
{
    return m_game && !isEnded() ? phaseBadge(*m_game, hostChangedLately(*m_game, m_now)).tone : tone::Off;
}

QString GameDetailViewModel::playersText() const
{
    return m_game ? tr("%1 of %2").arg(m_game->members.size()).arg(server::kGameSeats) : QString();
}

QString GameDetailViewModel::privacyText() const
{
    return m_game ? privacyName(m_game->privacy) : QString();
}

QString GameDetailViewModel::joinableText() const
{
    if (!m_game)
        return {};
    return isEnded() ? tr("No, it has ended") : app::joinableText(*m_game);
}

QString GameDetailViewModel::routeText() const
{
    if (!m_game)
        return {};
    return m_game->relayed ? tr("Through the relay") : tr("Direct");
}

QString GameDetailViewModel::addOnsText() const
{
    return m_game ? addOnNames(m_game->addOns) : QString();
}

QString GameDetailViewModel::createdText() const
{
    return m_game ? agoText(m_game->createdAt, isEnded() ? m_endedAt : m_now) : QString();
}

} // namespace app
