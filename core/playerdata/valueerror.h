#pragma once
// Why a saved value is not what its key promises. The value itself stays as it is: it is stored and given back to the
// game unchanged, and shown raw with this reason.

#include <core/base/result.h>

namespace playerdata {

using base::Result;

enum class ValueErrorKind {
    TooFewFields,
    NotANumber,  // not plain decimal digits, or out of range
    NotABoolean, // neither "True" nor "False"
    BadPower,    // one of a character's powers, see PowerRecord
};

struct ValueError
{
    ValueErrorKind kind = ValueErrorKind::TooFewFields;
    int field = 0; // from 0, as split at ';' (',' or ' ' for plain lists); of TooFewFields: how many there are

    bool operator==(const ValueError &) const = default;
};

} // namespace playerdata
