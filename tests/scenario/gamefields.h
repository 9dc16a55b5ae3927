#pragma once
// The notation of game-scenarios.json: fields as [tag, type, value], with placeholders. As a request body, and as what
// a received body is compared with. What is not understood ends the program: a test that skips it tests nothing.

#include <core/tdf/value.h>

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace scenario {

// "$A.id", "$G1": name without the dollar → value.
using Variables = QHash<QString, QJsonValue>;

[[nodiscard]] tdf::Fields fieldsOf(const QJsonArray &fields, const Variables &variables);

// Empty when they are the same; otherwise the first difference. Lists of fields are complete and in wire order.
[[nodiscard]] QString difference(const QJsonArray &expected, const tdf::Fields &actual, const Variables &variables);

// A number or text of a step in which nothing but the value counts. Placeholders with @ match.
[[nodiscard]] bool matchesNumber(const QJsonValue &expected, quint64 actual, const Variables &variables);

// The value of a placeholder with a dollar; everything else as it is.
[[nodiscard]] QJsonValue filled(const QJsonValue &value, const Variables &variables);
[[nodiscard]] quint64 numberOf(const QJsonValue &value, const Variables &variables);

} // namespace scenario
