#pragma once
// What exchanges.json says about a body, and whether the bytes that came are that. A body that is described completely
// is compared byte by byte with the encoding of its tree; one with `partial`, `optional`, `count` or `rows_from` on a
// map is compared as far as it is described.

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace scenario {

class Placeholders;

// Makes the tables of `rows_from` with `row_template` into plain lists; everything else stays. Tables are looked for
// beside the folder of the vectors, then in it.
[[nodiscard]] QJsonObject expandRows(const QJsonObject &packet);

// Empty: the body is as described. Otherwise what differs. `packet`: a response or notification of the file, as it is
// there; its placeholders are filled now.
[[nodiscard]] QString compareBody(const QJsonObject &packet, const QByteArray &body, Placeholders &placeholders);

} // namespace scenario
