#include <app/announceviewmodel.h>

#include <core/base/limits.h>

#include <QLocale>

using namespace Qt::StringLiterals;

namespace app {

using server::Audience;

AnnounceViewModel::AnnounceViewModel(Backend &backend, const HostViewModel &host, QObject *parent)
    : QObject(parent)
    , m_backend(backend)
    , m_host(host)
{
    connect(&backend, &Backend::announced, this, &AnnounceViewModel::answered);
    connect(&host, &HostViewModel::playersTextChanged, this, &AnnounceViewModel::audiencesChanged);
}

int AnnounceViewModel::lengthMax()
{
    return int(base::kAnnouncementTextMax);
}

void AnnounceViewModel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setError({});
    if (!text.isEmpty())
        setResult(tone::Off, {});
    Q_EMIT textChanged();
}

QString AnnounceViewModel::lengthText() const
{
    const QLocale locale;
    return tr("%1 of %2", "characters").arg(locale.toString(m_text.size()), locale.toString(lengthMax()));
}

void AnnounceViewModel::send()
{
    if (m_busy)
        return;
    if (m_text.trimmed().isEmpty())
        return setError(tr("Write something first."));
    if (m_text.size() > lengthMax())
        return setError(tr("That is too long by %n character(s).", nullptr, int(m_text.size()) - lengthMax()));
    if (!m_audience)
        return setError(tr("Choose who should read it."));
    setError({});
    setResult(tone::Off, {});
    m_busy = true;
    Q_EMIT busyChanged();
    m_backend.announce(*m_audience, m_text.trimmed());
}

void AnnounceViewModel::answered(const server::AnnounceResult &result)
{
    m_busy = false;
    Q_EMIT busyChanged();
    switch (result.error) {
    case server::AnnounceError::None:
        break;
    case server::AnnounceError::NotHosting:
        return setError(tr("The server is stopped. Nobody got it."));
    case server::AnnounceError::Empty:
        return setError(tr("Write something first."));
    case server::AnnounceError::TooLong:
        return setError(tr("That is too long."));
    }
    if (result.reached == 0)
        return setResult(tone::Attention, tr("Nobody got it. They are not online any more."));
    m_text.clear();
    Q_EMIT textChanged();
    setResult(tone::Ok, tr("Sent to %n player(s).", nullptr, result.reached));
}

void AnnounceViewModel::setError(const QString &error)
{
    if (error == m_error)
        return;
    m_error = error;
    Q_EMIT errorChanged();
}

void AnnounceViewModel::setResult(tone::Tone tone, const QString &result)
{
    if (tone == m_resultTone && result == m_result)
        return;
    m_resultTone = tone;
    m_result = result;
    Q_EMIT resultChanged();
}

QList<Audience> AnnounceViewModel::offered() const
{
    QList<Audience> all {Audience {}};
    if (m_game)
        all.append({.kind = Audience::Kind::Game, .game = *m_game});
    if (m_player)
        all.append({.kind = Audience::Kind::Player, .player = *m_player});
    return all;
}

QStringList AnnounceViewModel::audiences() const
{
    const QLocale locale;
    QStringList names {tr("Everyone, %1").arg(locale.toString(m_host.playerCount()))};
    if (m_game)
        names.append(tr("%1, %2", "game, its players").arg(m_gameTitle, locale.toString(m_gamePlayers)));
    if (m_player)
        names.append(m_playerName);
    return names;
}

int AnnounceViewModel::audience() const
{
    return m_audience ? int(offered().indexOf(*m_audience)) : -1;
}

void AnnounceViewModel::chooseAudience(int index)
{
    const auto all = offered();
    if (index < 0 || index >= all.size())
        return;
    m_audience = all[index];
    setError({});
    Q_EMIT audiencesChanged();
}

bool AnnounceViewModel::isReachable() const
{
    return m_host.playerCount() > 0;
}

void AnnounceViewModel::offerGame(std::optional<base::GameId> game, const QString &title, int players)
{
    if (m_game == game && m_gameTitle == title && m_gamePlayers == players)
        return;
    m_game = game;
    m_gameTitle = title;
    m_gamePlayers = players;
    readdress();
}

void AnnounceViewModel::offerPlayer(std::optional<base::PlayerId> player, const QString &name)
{
    if (m_player == player && m_playerName == name)
        return;
    m_player = player;
    m_playerName = name;
    readdress();
}

void AnnounceViewModel::readdress()
{
    // What was meant for one must not go to another, and least of all to everyone.
    if (!m_audience || !offered().contains(*m_audience))
        m_audience = m_text.isEmpty() ? std::optional(Audience {}) : std::nullopt;
    Q_EMIT audiencesChanged();
}

} // namespace app
