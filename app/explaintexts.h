#pragma once
// Why a waiting player has no game yet, in sentences. Pure; GUI thread because of tr().

#include <core/server/status.h>

#include <QList>
#include <QString>

namespace app {

struct Explanation
{
    QString title; // one sentence without its full stop
    QString text;  // the rest, complete sentences
    bool fits = false;

    bool operator==(const Explanation &) const = default;
};

// A game beside how it fits. The games outlive the call.
struct ComparedGame
{
    const server::GameRow *game = nullptr;
    QList<server::Misfit> misfits;
};

// `games`: the closest first.
[[nodiscard]] Explanation explain(const server::QueueRow &player, const QList<ComparedGame> &games);
// "Silver, not Gold · Private"; empty when the game fits.
[[nodiscard]] QString misfitsText(const server::QueueRow &player, const ComparedGame &compared);

} // namespace app
