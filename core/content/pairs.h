#pragma once
// A configuration as the game asks for it by name: keys and values, UTF-8, in the order they have on the wire.

#include <QByteArray>
#include <QList>

#include <utility>

namespace content {

using Pairs = QList<std::pair<QByteArray, QByteArray>>;

// Ascending by unsigned bytes: CHUNK_10 comes before CHUNK_2. The order of every map the server builds itself.
void sortByKeyBytes(Pairs &pairs);

} // namespace content
