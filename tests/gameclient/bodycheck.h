#pragma once
// Compares a received body with the one it must be, field by field and in order, and names the first difference:
//
//     bodyProblem("PlayerRemoved", {{"CNTX", 0}, {"GID", game}, …}, body)
//
// Where a value cannot be known, as a random number, only its type counts; such fields are named by tag, at any depth.

#include <core/tdf/value.h>

#include <QString>

#include <vector>

namespace gameclient {

// Empty, or "<path> <what is wrong>". Texts are not quoted: they may be somebody's.
[[nodiscard]] QString bodyProblem(const QString &name, const tdf::Fields &expected, const tdf::Fields &actual,
                                  const std::vector<tdf::Tag> &anyValue = {});

} // namespace gameclient
