#pragma once
// What the field declarations of a struct boil down to at run time: a table with one row a field. The decoder walks
// it, the inspector redacts by it. Tables are constants made from tdfFields() by codec.h.

#include <core/tdf/type.h>

#include <cstdint>
#include <span>

namespace tdf {

class Reader;
struct Schema;

struct FieldInfo
{
    Tag tag; // of a union's case: Tag(key)
    Type type = Type::Integer;
    bool required = true;
    bool secret = false;
    bool lenient = false;
    bool byType = false;
    // Reads the value into the member of the struct at `object`. Not set for the cases of a union.
    bool (*read)(Reader &reader, void *object) = nullptr;
    // Of the group, of a list's or map's groups, or the cases of a union; nullptr for plain values.
    const Schema *nested = nullptr;
};

struct Schema
{
    std::span<const FieldInfo> fields;
    bool isUnion = false;
    // Bytes behind the last required field are not held against the sender (tdfIgnoreTail of the struct).
    bool ignoreTail = false;
};

// Reads fields into `object` until the end of the body (`top`) or of the group. One pass whatever the order; of equal
// tags the first wins; unknown ones are stepped over.
[[nodiscard]] bool readFields(Reader &reader, void *object, const Schema &schema, bool top);

} // namespace tdf
