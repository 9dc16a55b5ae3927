#pragma once
// Numbers as URLs write them: digits only, leading zeros allowed.

#include <QStringView>

#include <optional>

namespace http {

[[nodiscard]] inline std::optional<quint64> parseDecimal(QStringView text, quint64 max)
{
    if (text.isEmpty())
        return std::nullopt;
    quint64 value = 0;
    for (const QChar c : text) {
        if (c < u'0' || c > u'9')
            return std::nullopt;
        const auto digit = static_cast<quint64>(c.unicode() - u'0');
        if (value > (max - digit) / 10 && (value > max / 10 || value * 10 > max - digit))
            return std::nullopt;
        value = value * 10 + digit;
    }
    return value;
}

} // namespace http
