#pragma once
// Where the vectors are: the folder named by the environment variable RELAYDECK_VECTORS, else tests/vectors of the
// source tree. A data test asks for its file here, so that other vectors of the same shape can be run by the same
// program.

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace test {

[[nodiscard]] QString vectorsDir();

// The bytes of a file below vectorsDir(). A file that cannot be read ends the program with its path: a vector test
// without vectors would pass without testing anything.
[[nodiscard]] QByteArray readVectorFile(const QString &name);

// The same for a JSON file whose outermost value is an object.
[[nodiscard]] QJsonObject readVectorJson(const QString &name);

} // namespace test
