#include <core/playerdata/fields.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace playerdata {

namespace {

// Values above 2^32 are refused before they can overflow.
std::optional<quint64> digits(QByteArrayView text)
{
    if (text.isEmpty())
        return std::nullopt;
    quint64 value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9' || value > std::numeric_limits<quint32>::max())
            return std::nullopt;
        value = value * 10 + static_cast<quint64>(c - '0');
    }
    return value;
}

} // namespace

QList<QByteArrayView> split(QByteArrayView text, char separator)
{
    QList<QByteArrayView> fields;
    qsizetype from = 0;
    for (qsizetype at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
        fields.append(text.sliced(from, at - from));
        from = at + 1;
    }
    fields.append(text.sliced(from));
    return fields;
}

std::optional<quint32> toU32(QByteArrayView text)
{
    const auto value = digits(text);
    if (!value || *value > std::numeric_limits<quint32>::max())
        return std::nullopt;
    return static_cast<quint32>(*value);
}

std::optional<qint32> toI32(QByteArrayView text)
{
    const bool negative = text.startsWith('-');
    const auto value = digits(negative ? text.sliced(1) : text);
    const auto max = static_cast<quint64>(std::numeric_limits<qint32>::max());
    if (!value || *value > (negative ? max + 1 : max))
        return std::nullopt;
    const auto number = static_cast<qint64>(*value);
    return static_cast<qint32>(negative ? -number : number);
}

std::optional<double> toNumber(QByteArrayView text)
{
    // The conversion itself would also take spaces and words for the infinite.
    const bool plain = !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
    });
    bool ok = false;
    const double value = plain ? text.toByteArray().toDouble(&ok) : 0.0;
    if (!ok || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<bool> toBoolean(QByteArrayView text)
{
    if (text == QByteArrayView("True"))
        return true;
    if (text == QByteArrayView("False"))
        return false;
    return std::nullopt;
}

QByteArray fromNumber(double number)
{
    return QByteArray::number(number, 'f', 4);
}

QByteArray fromBoolean(bool value)
{
    return value ? QByteArrayLiteral("True") : QByteArrayLiteral("False");
}

} // namespace playerdata
