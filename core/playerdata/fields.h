#pragma once
// The pieces that saved values are made of: split texts, plain decimal numbers, the two words for booleans. Pure.

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace playerdata {

// Views into `text`, which must outlive them. Never empty: a text without separators is one field.
[[nodiscard]] QList<QByteArrayView> split(QByteArrayView text, char separator);

// Digits only: no sign, no space. Leading zeros are fine.
[[nodiscard]] std::optional<quint32> toU32(QByteArrayView text);
// The same with an optional minus.
[[nodiscard]] std::optional<qint32> toI32(QByteArrayView text);
// A finite number as programs write them: "20", "0.2500", "-1.5", "1e3".
[[nodiscard]] std::optional<double> toNumber(QByteArrayView text);
// "True" and "False", exactly.
[[nodiscard]] std::optional<bool> toBoolean(QByteArrayView text);

// Four decimals, as the game writes experience and progress.
[[nodiscard]] QByteArray fromNumber(double number);
[[nodiscard]] QByteArray fromBoolean(bool value);

} // namespace playerdata
