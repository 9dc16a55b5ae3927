#pragma once
// The configuration ME3_MSG: what the operator tells everybody in the main menu. Pure.

#include <core/base/clock.h>
#include <core/content/pairs.h>

#include <QMap>
#include <QString>

#include <optional>

namespace content {

// Kinds the sources name; any other number is passed on as it is.
enum class MessageKind : int {
    MenuTab = 0,       // terminal tab next to Galaxy at War
    ScrollingLine = 3, // bottom of the main menu
    FullScreen = 8,    // multiplayer notice with a store button
};

struct Message
{
    QString title;                 // may be empty: then no title key is sent
    QString text;                  // may hold <font color='#RRGGBB'>…</font>
    QMap<QString, QString> titles; // translations by language: de es fr it ja pl ru; others are ignored
    QMap<QString, QString> texts;  // same; a language without one gets the text above
    int priority = 1;
    int trackingId = 1; // by this the game remembers what was dismissed
    int type = static_cast<int>(MessageKind::MenuTab);
    QString endDate; // three numbers with colons, e.g. 10:03:2025; empty = none
    QString image;   // file name below the image address; empty = the game's default

    // The server itself shows it from and until then, whatever the game makes of endDate.
    std::optional<base::WallTime> shownFrom;
    std::optional<base::WallTime> shownUntil;

    [[nodiscard]] bool isShownAt(base::WallTime time) const
    {
        return (!shownFrom || *shownFrom <= time) && (!shownUntil || time < *shownUntil);
    }
    bool operator==(const Message &) const = default;
};

// Numbered from 1 in the order given. No messages give an empty map, which the game accepts.
[[nodiscard]] Pairs messageMap(const QList<Message> &messages);

} // namespace content
