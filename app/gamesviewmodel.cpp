#include <app/gamesviewmodel.h>

#include <app/gametexts.h>

namespace app {

namespace {

QDateTime toDateTime(base::WallTime time)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(ms.count(), Qt::UTC);
}

} // namespace

GamesViewModel::GamesViewModel(Backend &backend, const HostViewModel &host, const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_backend(backend)
    , m_clock(clock)
    , m_filter(m_games)
    , m_waiting(m_games)
    , m_announce(backend, host)
{
    connect(&backend, &Backend::gamesChanged, this, &GamesViewModel::applyGames);
    connect(&backend, &Backend::queueChanged, this, &GamesViewModel::applyQueue);
    connect(&backend, &Backend::queueExplained, &m_waiting, &WaitingDetailViewModel::apply);
    connect(&backend, &Backend::hostStatusChanged, this, [this](const server::Status &status) {
        // Whatever ran does not any more, also when nobody had the time to say so.
        if (status.phase == server::Phase::Stopped || status.phase == server::Phase::Failed)
            forgetAll();
    });
    connect(&m_games, &GamesModel::countsChanged, this, &GamesViewModel::countsChanged);
    connect(&m_queue, &QueueModel::countChanged, this, &GamesViewModel::queueTextChanged);
    connect(&m_tick, &QTimer::timeout, this, &GamesViewModel::refreshTimes);
    m_tick.setInterval(1'000);
    refreshTimes();
}

void GamesViewModel::applyGames(const server::GamesDelta &delta)
{
    refreshTimes();
    m_games.apply(delta);
    if (const auto &looked = m_game.game()) {
        if (const server::GameRow *game = m_games.find(looked->id); game != nullptr)
            m_game.show(*game);
        else
            m_game.end();
    }
    if (m_waiting.isPresent())
        m_waiting.refresh();
    offerAudiences();
    refreshTimes();
}

void GamesViewModel::applyQueue(const server::QueueDelta &delta)
{
    refreshTimes();
    m_queue.apply(delta);
    if (const auto &looked = m_waiting.player()) {
        if (const server::QueueRow *player = m_queue.find(looked->id); player != nullptr)
            m_waiting.show(*player);
        else
            m_waiting.place();
    }
    Q_EMIT queueTextChanged();
    refreshTimes();
}

void GamesViewModel::forgetAll()
{
    close();
    m_games.apply({.reset = true});
    m_queue.apply({.reset = true});
    refreshTimes();
}

void GamesViewModel::refreshTimes()
{
    const bool running = m_games.count() > 0 || m_queue.count() > 0;
    if (running && !m_tick.isActive())
        m_tick.start();
    else if (!running)
        m_tick.stop();
    const QDateTime now = toDateTime(m_clock.wall());
    const int longBefore = m_queue.countLong();
    m_games.setNow(now);
    m_queue.setNow(now);
    m_game.setNow(now);
    m_waiting.setNow(now);
    if (m_queue.countLong() != longBefore)
        Q_EMIT queueTextChanged();
}

void GamesViewModel::openGame(int id)
{
    const server::GameRow *game = m_games.find(base::GameId(id));
    if (game == nullptr)
        return;
    const bool another = !m_game.isPresent() || m_game.game()->id != game->id;
    if (m_waiting.isPresent()) {
        m_waiting.clear();
        m_backend.explainQueue(std::nullopt);
    }
    if (another)
        m_member.reset();
    m_game.show(*game);
    offerAudiences();
    Q_EMIT shownChanged();
}

void GamesViewModel::openWaiting(int id)
{
    const server::QueueRow *player = m_queue.find(base::PlayerId(id));
    if (player == nullptr)
        return;
    m_game.clear();
    m_member.reset();
    m_waiting.show(*player);
    m_backend.explainQueue(player->id);
    offerAudiences();
    Q_EMIT shownChanged();
}

void GamesViewModel::chooseMember(int id)
{
    const auto member = m_game.members()->find(base::PlayerId(id));
    if (!member)
        return;
    m_member = m_member == member->id ? std::nullopt : std::optional(member->id);
    offerAudiences();
    Q_EMIT shownChanged();
}

void GamesViewModel::close()
{
    if (shown() == Nothing)
        return;
    if (m_waiting.isPresent())
        m_backend.explainQueue(std::nullopt);
    m_game.clear();
    m_waiting.clear();
    m_member.reset();
    offerAudiences();
    Q_EMIT shownChanged();
}

void GamesViewModel::offerAudiences()
{
    const bool running = m_game.isPresent() && !m_game.isEnded();
    if (running)
        m_announce.offerGame(m_game.game()->id, m_game.title(), m_game.members()->count());
    else
        m_announce.offerGame(std::nullopt, {}, 0);

    const auto member = m_member && running ? m_game.members()->find(*m_member) : std::nullopt;
    if (m_member && !member) {
        m_member.reset();
        Q_EMIT shownChanged();
    }
    if (member)
        m_announce.offerPlayer(member->id, member->name);
    else if (m_waiting.isPresent())
        m_announce.offerPlayer(m_waiting.player()->id, m_waiting.name());
    else
        m_announce.offerPlayer(std::nullopt, {});
}

void GamesViewModel::setKind(int kind)
{
    if (kind < 0 || kind >= GamesModel::kKinds || kind == m_filter.kind())
        return;
    m_filter.setKind(GamesModel::Kind(kind));
    Q_EMIT kindChanged();
}

QString GamesViewModel::countsText() const
{
    return tr("%1, %2. Updates live.", "games, players")
        .arg(tr("%n game(s)", nullptr, m_games.count()), tr("%n player(s)", nullptr, m_games.playerCount()));
}

QList<int> GamesViewModel::kindCounts() const
{
    QList<int> counts;
    for (int kind = 0; kind < GamesModel::kKinds; ++kind)
        counts.append(m_games.count(GamesModel::Kind(kind)));
    return counts;
}

QString GamesViewModel::queueText() const
{
    if (m_queue.count() == 0)
        return tr("Nobody is waiting.");
    const int needHelp = m_queue.countLong();
    return needHelp == 0 ? tr("%n player(s) wait for a game.", nullptr, m_queue.count())
                         : tr("%1 %2", "two sentences")
                               .arg(tr("%n player(s) wait for a game.", nullptr, m_queue.count()),
                                    tr("%n of them for more than a minute.", nullptr, needHelp));
}

QString GamesViewModel::queueShort() const
{
    return m_queue.count() == 0 ? tr("Nobody at the moment") : tr("%n player(s)", nullptr, m_queue.count());
}

GamesViewModel::Shown GamesViewModel::shown() const
{
    if (m_game.isPresent())
        return Game;
    return m_waiting.isPresent() ? Waiting : Nothing;
}

int GamesViewModel::shownId() const
{
    if (m_game.isPresent())
        return int(base::number(m_game.game()->id));
    return m_waiting.isPresent() ? int(base::number(m_waiting.player()->id)) : -1;
}

} // namespace app
