#include <core/playerdata/numberlists.h>

#include <core/playerdata/fields.h>

namespace playerdata {

using base::failure;

namespace {

Result<QList<quint32>, ValueError> numbers(QByteArrayView text, char separator)
{
    QList<quint32> values;
    if (text.isEmpty())
        return values;
    const QList<QByteArrayView> fields = split(text, separator);
    values.reserve(fields.size());
    for (qsizetype i = 0; i < fields.size(); ++i) {
        const auto number = toU32(fields[i]);
        if (!number)
            return failure(ValueError {ValueErrorKind::NotANumber, static_cast<int>(i)});
        values.append(*number);
    }
    return values;
}

void append(QByteArray &text, const QList<quint32> &values, char separator)
{
    bool first = true;
    for (const quint32 value : values) {
        if (!first)
            text += separator;
        first = false;
        text += QByteArray::number(value);
    }
}

} // namespace

Result<CounterList, ValueError> CounterList::parse(QByteArrayView value)
{
    auto values = numbers(value, ',');
    if (!values)
        return failure(values.error());
    if (values->isEmpty())
        return failure(ValueError {ValueErrorKind::TooFewFields, 0});
    CounterList list;
    list.version = values->takeFirst();
    list.values = std::move(*values);
    return list;
}

QByteArray CounterList::toValue() const
{
    QByteArray text;
    append(text, QList<quint32> {version} + values, ',');
    return text;
}

std::optional<quint32> counterAt(QByteArrayView value, qsizetype index)
{
    // The version stands before the first counter.
    qsizetype from = 0;
    for (qsizetype skipped = 0; skipped <= index; ++skipped) {
        from = value.indexOf(',', from) + 1;
        if (from == 0)
            return std::nullopt;
    }
    const qsizetype end = value.indexOf(',', from);
    return toU32(value.sliced(from, (end < 0 ? value.size() : end) - from));
}

Result<QList<quint32>, ValueError> parseTimestamps(QByteArrayView value)
{
    return numbers(value, ',');
}

QByteArray timestampsValue(const QList<quint32> &timestamps)
{
    QByteArray text;
    append(text, timestamps, ',');
    return text;
}

Result<quint32, ValueError> parseReward(QByteArrayView value)
{
    const auto reward = toU32(value);
    if (!reward)
        return failure(ValueError {ValueErrorKind::NotANumber, 0});
    return *reward;
}

QByteArray rewardValue(quint32 reward)
{
    return QByteArray::number(reward);
}

Result<NewItems, ValueError> NewItems::parse(QByteArrayView value)
{
    const QList<QByteArrayView> fields = split(value, ';');
    if (fields.size() < 3)
        return failure(ValueError {ValueErrorKind::TooFewFields, static_cast<int>(fields.size())});
    const auto version = toU32(fields[0]);
    const auto devVersion = toU32(fields[1]);
    if (!version || !devVersion)
        return failure(ValueError {ValueErrorKind::NotANumber, version ? 1 : 0});
    auto items = numbers(fields[2], ' ');
    if (!items)
        return failure(ValueError {ValueErrorKind::NotANumber, 2});
    NewItems record;
    record.version = *version;
    record.devVersion = *devVersion;
    record.items = std::move(*items);
    return record;
}

QByteArray NewItems::toValue() const
{
    QByteArray text = QByteArray::number(version) + ';' + QByteArray::number(devVersion) + ';';
    append(text, items, ' ');
    return text;
}

} // namespace playerdata
