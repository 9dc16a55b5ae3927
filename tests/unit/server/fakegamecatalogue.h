#pragma once
// Games and a queue as the test wants them, and a count of how often they were looked at.

#include <core/game/gamecatalogue.h>

#include <QMap>

#include <map>

class FakeGameCatalogue final : public game::GameCatalogue
{
public:
    [[nodiscard]] qsizetype count() const override { return qsizetype(all.size()); }
    [[nodiscard]] QList<game::GameView> games(qsizetype offset, qsizetype max) const override
    {
        QList<game::GameView> views;
        for (const auto &[id, view] : all)
            views.append(view);
        return views.mid(offset, max);
    }
    [[nodiscard]] std::optional<game::GameView> find(base::GameId id) const override
    {
        ++looks;
        const auto found = all.find(id);
        return found == all.end() ? std::nullopt : std::optional(found->second);
    }
    [[nodiscard]] QList<game::WaitingView> waiting() const override { return queue; }
    [[nodiscard]] std::optional<game::Explanation> explain(base::PlayerId /*player*/, base::GameId id) const override
    {
        game::Explanation explanation;
        for (int i = 0; i < misfits.value(base::number(id)); ++i)
            explanation.verdicts.append({.requirement = game::Requirement(i + 1), .fits = false});
        return explanation;
    }

    std::map<base::GameId, game::GameView> all;
    QList<game::WaitingView> queue;
    QMap<quint32, int> misfits; // by game: how many
    mutable int looks = 0;
};
