#pragma once
// From the path of a request to the path of a file below the public folder. Pure: the disk is not asked.
//
// The path is percent-decoded first and judged afterwards. A last part without an extension means the top index.html
// (a page with addresses of its own), also for folders; a slash at the end does not count as a part, a name that only
// begins with a dot has no extension. What climbs out, is absolute, ends in a slash or could mean something else to the
// system (back slash, colon, control characters) is no file.

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace server {

// Relative, with "/" between its parts and neither "." nor ".." among them; nullopt: there is no such file.
[[nodiscard]] std::optional<QString> staticPathOf(QByteArrayView requestPath);

// The Content-Type of a file by its extension, letter by letter. What is not known is plain text, as it is with
// published servers: the game does not care, and browsers are strict about scripts, styles and fonts only.
[[nodiscard]] QByteArray staticTypeOf(const QString &path);

} // namespace server
