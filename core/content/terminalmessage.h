#pragma once
// The text of a Messaging notification that carries a terminal message. Pure.
//
// Three parts: one short line that every game shows (its ticker stops at the line feed), then one line
// "[SYSTEM_TERMINAL]" directly followed by a JSON object, ended by a line feed, and nothing else. A published game
// plugin looks for that line and shows the object as a terminal message; every other client shows the first line only.
// The object has title, message, image, ty, tracking_id and priority, all of them required.

#include <core/content/messages.h>

#include <QString>

namespace content {

struct TerminalMessage
{
    QString title;
    QString text;  // may hold <font color='#RRGGBB'>…</font>
    QString image; // file name below the image address; empty = the default picture
    MessageKind kind = MessageKind::MenuTab;
    int trackingId = -1; // -1: dismissing it is not remembered
    int priority = 1;
};

// `line` is what is shown by clients that know nothing of terminals. Line breaks and other control characters in it
// become blanks, so that no text can pretend to be the second part. Ends with a line feed.
[[nodiscard]] QString notificationLine(const QString &line);
[[nodiscard]] QString terminalNotification(const QString &line, const TerminalMessage &message);

// How a login code reaches its player in the game: the code in colour in the first line and in the terminal message.
[[nodiscard]] QString loginCodeNotification(const QString &code);

} // namespace content
