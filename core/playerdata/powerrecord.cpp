#include <core/playerdata/powerrecord.h>

#include <core/playerdata/fields.h>

namespace playerdata {

namespace {
constexpr qsizetype kTokens = 11;
} // namespace

std::optional<PowerRecord> PowerRecord::parse(QByteArrayView text)
{
    const QList<QByteArrayView> tokens = split(text, ' ');
    if (tokens.size() != kTokens)
        return std::nullopt;
    const auto id = toU32(tokens[1]);
    const auto progress = toNumber(tokens[2]);
    const auto wheel = toU32(tokens[9]);
    const auto talent = toBoolean(tokens[10]);
    if (!id || !progress || !wheel || !talent)
        return std::nullopt;
    PowerRecord power;
    power.name = tokens[0].toByteArray();
    power.id = *id;
    power.progress = *progress;
    for (qsizetype pair = 0; pair < 3; ++pair) {
        const QByteArray chosen = QByteArray::number(pair + 1);
        power.selections[static_cast<std::size_t>(pair)] = {.a = tokens[3 + 2 * pair] == chosen,
                                                            .b = tokens[4 + 2 * pair] == chosen};
    }
    power.wheelIndex = *wheel;
    power.usesTalentPoints = *talent;
    return power;
}

QByteArray PowerRecord::toText() const
{
    QByteArray text = name + ' ' + QByteArray::number(id) + ' ' + fromNumber(progress);
    for (std::size_t pair = 0; pair < selections.size(); ++pair) {
        const QByteArray chosen = QByteArray::number(static_cast<int>(pair) + 1);
        text += ' ' + (selections[pair].a ? chosen : QByteArrayLiteral("0"));
        text += ' ' + (selections[pair].b ? chosen : QByteArrayLiteral("0"));
    }
    return text + ' ' + QByteArray::number(wheelIndex) + ' ' + fromBoolean(usesTalentPoints);
}

} // namespace playerdata
