#pragma once
// Names for accounts made inside the game: "adjective-noun-0042", from our own lists of friendly words. Pure.

#include <core/base/random.h>

#include <QList>
#include <QString>

namespace server {

// One name: lower case, number 0001 to 9999.
[[nodiscard]] QString generateDisplayName(base::Random &random);
// `count` of them, to be tried in turn.
[[nodiscard]] QList<QString> generateDisplayNames(base::Random &random, int count);

} // namespace server
