#pragma once
// The configuration ME3_DIME: the shop's catalogue as one XML document. Pure.

#include <core/content/tables.h>

namespace content {

[[nodiscard]] QByteArray shopDocument(const QList<Consumable> &consumables);

} // namespace content
