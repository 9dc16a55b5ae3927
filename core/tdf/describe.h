#pragma once
// TDF for people: a body as indented text, with what must not be seen replaced. Used by the inspector and by debug
// logs of a packet's shape.

#include <core/tdf/value.h>

#include <QString>

namespace tdf {

// What stands in place of a hidden value.
inline constexpr char kRedactedText[] = "(hidden)";

// Replaces every secret value of the tree, as declared by `schema`. What nobody declared is replaced when its tag
// carries credentials, e-mails or hardware addresses anywhere in the protocol.
[[nodiscard]] Fields redacted(Fields fields, const Schema *schema);

struct TextOptions
{
    qsizetype stringMax = 256; // longer texts and blobs are cut and say how long they are
    int itemsMax = 64;         // more elements of one list or map are counted instead of shown
};
// One field a line: tag, type, value; groups, lists and maps indent what they hold.
[[nodiscard]] QString toText(const Fields &fields, const TextOptions &options = {});

// Parse, redact and print; for a body that does not parse, the reason.
[[nodiscard]] QString describe(ByteView body, const Schema *schema, const TextOptions &options = {});

template <Struct T>
[[nodiscard]] QString describe(const T &value, const TextOptions &options = {})
{
    return describe(base::asBytes(QByteArrayView(encoded(value))), &kSchemaOf<T>, options);
}

} // namespace tdf
