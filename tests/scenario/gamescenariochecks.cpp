// What the games look like from inside; the other half of GameScenario.

#include <tests/scenario/gamescenario.h>

#include <QRegularExpression>

#include <algorithm>

namespace scenario {

using namespace Qt::StringLiterals;

QString GameScenario::checkServer(const QJsonObject &described) const
{
    if (described.contains(u"games"_s)) {
        if (const QString wrong = checkGames(described[u"games"_s].toArray()); !wrong.isEmpty())
            return wrong;
    }
    if (described.contains(u"queued"_s)) {
        const QList<game::WaitingView> waiting = m_world->gameService().waiting();
        const QJsonArray expected = described[u"queued"_s].toArray();
        if (waiting.size() != expected.size())
            return u"%1 players wait"_s.arg(waiting.size());
        for (qsizetype i = 0; i < waiting.size(); ++i) {
            if (waiting[i].id != playerId(expected[i]))
                return u"player %1 waits at place %2"_s.arg(base::number(waiting[i].id)).arg(i);
        }
    }
    if (described.contains(u"match_reports"_s)) {
        const std::size_t reports = m_world->reports().outcomes.size();
        if (!matchesNumber(described[u"match_reports"_s], reports, m_variables))
            return u"%1 match reports"_s.arg(reports);
    }
    if (described.contains(u"compare"_s))
        return checkCompare(described[u"compare"_s].toString());
    return {};
}

QString GameScenario::checkGames(const QJsonArray &games) const
{
    const game::Games &service = m_world->gameService();
    if (service.count() != games.size())
        return u"%1 games"_s.arg(service.count());
    for (const QJsonValue &expected : games) {
        const base::GameId id {static_cast<quint32>(numberOf(expected[u"id"_s], m_variables))};
        const auto view = service.find(id);
        if (!view)
            return u"no game %1"_s.arg(base::number(id));
        if (const QString wrong = checkGame(expected.toObject(), *view); !wrong.isEmpty())
            return u"game %1: "_s.arg(base::number(id)) + wrong;
    }
    return {};
}

QString GameScenario::checkGame(const QJsonObject &expected, const game::GameView &game) const
{
    if (expected.contains(u"state"_s) &&
        !matchesNumber(expected[u"state"_s], static_cast<quint64>(game.state), m_variables))
        return u"state %1"_s.arg(static_cast<quint32>(game.state));
    if (expected.contains(u"host"_s) && game.players.first().id != playerId(expected[u"host"_s]))
        return u"host is player %1"_s.arg(base::number(game.players.first().id));
    if (!expected.contains(u"players"_s))
        return {};
    const QJsonArray players = expected[u"players"_s].toArray();
    if (players.size() != game.players.size())
        return u"%1 players"_s.arg(game.players.size());
    for (qsizetype i = 0; i < players.size(); ++i) {
        const QJsonObject wanted = players[i].toObject();
        const game::GamePlayerView &found = game.players[i];
        if (found.id != playerId(wanted[u"client"_s]))
            return u"at place %1 is player %2"_s.arg(i).arg(base::number(found.id));
        if (wanted.contains(u"slot"_s) &&
            !matchesNumber(wanted[u"slot"_s], static_cast<quint64>(found.slot), m_variables))
            return u"player %1 has slot %2"_s.arg(base::number(found.id)).arg(found.slot);
        if (wanted.contains(u"state"_s) &&
            !matchesNumber(wanted[u"state"_s], static_cast<quint64>(found.state), m_variables))
            return u"player %1 has state %2"_s.arg(base::number(found.id)).arg(static_cast<int>(found.state));
    }
    return {};
}

// "$G2 > $G1"
QString GameScenario::checkCompare(const QString &text) const
{
    static const QRegularExpression form(u"^(\\S+)\\s*(<=|>=|==|!=|<|>|=)\\s*(\\S+)$"_s);
    const auto match = form.match(text.trimmed());
    if (!match.hasMatch())
        qFatal("not a comparison: %s", qPrintable(text));
    const quint64 left = numberOf(match.captured(1), m_variables);
    const quint64 right = numberOf(match.captured(3), m_variables);
    const QString sign = match.captured(2);
    const bool fits = sign == u"<"    ? left < right
                      : sign == u">"  ? left > right
                      : sign == u"<=" ? left <= right
                      : sign == u">=" ? left >= right
                      : sign == u"!=" ? left != right
                                      : left == right;
    return fits ? QString() : u"%1 and %2"_s.arg(left).arg(right);
}

} // namespace scenario
