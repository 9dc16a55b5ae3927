#pragma once
// Compares an answer with what a case of http.json expects of it.

#include <tests/support/httpvectorclient.h>

#include <QJsonObject>
#include <QMap>
#include <QString>

namespace test {

// What is wrong with the answer, or nothing. Fields to be captured are added to `captures`.
[[nodiscard]] QString problemOf(const QJsonObject &expected, const HttpAnswer &answer,
                                QMap<QString, QString> &captures);

// Any JSON value as compact text.
[[nodiscard]] QByteArray jsonText(const QJsonValue &value);

} // namespace test
