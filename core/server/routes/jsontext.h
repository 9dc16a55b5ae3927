#pragma once
// JSON text whose order is ours: the object type of Qt sorts its members. Pure.

#include <QByteArray>

namespace server {

// `text`, UTF-8, as a JSON string with its quotes. Bytes that are no UTF-8 become the replacement character.
[[nodiscard]] QByteArray jsonString(const QByteArray &text);

} // namespace server
