#pragma once
// Percent decoding of paths and form decoding of query strings.

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace http {

// Decodes %XX once; '+' stays a plus sign, a '%' without two hex digits stays as it is.
[[nodiscard]] QByteArray percentDecoded(QByteArrayView text);
// The same as text; nullopt when the bytes are no UTF-8.
[[nodiscard]] std::optional<QString> percentDecodedText(QByteArrayView text);

struct QueryPair
{
    QString name;
    QString value;
};
// Form rules: '+' is a space, empty pairs are skipped, a name without '=' has an empty value.
[[nodiscard]] std::vector<QueryPair> parseQuery(QByteArrayView query);

} // namespace http
