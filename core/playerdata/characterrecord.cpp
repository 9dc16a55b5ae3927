#include <core/playerdata/characterrecord.h>

#include <core/playerdata/fields.h>

#include <array>

namespace playerdata {

using base::failure;

namespace {

constexpr qsizetype kFields = 22;
constexpr qsizetype kPowersField = 16;

// The plain numbers by field.
struct NumberField
{
    qsizetype field;
    quint32 CharacterRecord::*member;
};
constexpr std::array kNumbers {
    NumberField {0, &CharacterRecord::version},   NumberField {1, &CharacterRecord::devVersion},
    NumberField {4, &CharacterRecord::tint1},     NumberField {5, &CharacterRecord::tint2},
    NumberField {6, &CharacterRecord::pattern},   NumberField {7, &CharacterRecord::patternColor},
    NumberField {8, &CharacterRecord::phong},     NumberField {9, &CharacterRecord::emissive},
    NumberField {10, &CharacterRecord::skinTone}, NumberField {11, &CharacterRecord::secondsPlayed},
    NumberField {12, &CharacterRecord::year},     NumberField {13, &CharacterRecord::month},
    NumberField {14, &CharacterRecord::day},      NumberField {15, &CharacterRecord::daySeconds},
};

// Elements of a list, empty ones skipped.
QList<QByteArrayView> elements(QByteArrayView text)
{
    QList<QByteArrayView> list = split(text, ',');
    list.removeIf([](QByteArrayView element) { return element.isEmpty(); });
    return list;
}

std::optional<QList<PowerRecord>> powersFrom(QByteArrayView text)
{
    QList<PowerRecord> powers;
    for (const QByteArrayView element : elements(text)) {
        auto power = PowerRecord::parse(element);
        if (!power)
            return std::nullopt;
        powers.append(std::move(*power));
    }
    return powers;
}

std::optional<QList<quint32>> numbersFrom(const QList<QByteArrayView> &texts)
{
    QList<quint32> numbers;
    for (const QByteArrayView text : texts) {
        const auto number = toU32(text);
        if (!number)
            return std::nullopt;
        numbers.append(*number);
    }
    return numbers;
}

std::optional<QList<WeaponMods>> weaponModsFrom(QByteArrayView text)
{
    QList<WeaponMods> list;
    for (const QByteArrayView element : elements(text)) {
        auto numbers = numbersFrom(split(element, ' '));
        if (!numbers)
            return std::nullopt;
        WeaponMods weapon {.weapon = numbers->takeFirst(), .mods = {}};
        weapon.mods = std::move(*numbers);
        list.append(std::move(weapon));
    }
    return list;
}

QByteArray joined(const QList<quint32> &numbers, char separator)
{
    QByteArray text;
    for (const quint32 number : numbers) {
        if (!text.isEmpty())
            text += separator;
        text += QByteArray::number(number);
    }
    return text;
}

QByteArray listOf(const QList<QByteArray> &items)
{
    return items.join(',');
}

} // namespace

Result<CharacterRecord, ValueError> CharacterRecord::parse(QByteArrayView value)
{
    const QList<QByteArrayView> fields = split(value, ';');
    if (fields.size() < kFields)
        return failure(ValueError {ValueErrorKind::TooFewFields, static_cast<int>(fields.size())});
    CharacterRecord record;
    for (const NumberField &number : kNumbers) {
        const auto read = toU32(fields[number.field]);
        if (!read)
            return failure(ValueError {ValueErrorKind::NotANumber, static_cast<int>(number.field)});
        record.*number.member = *read;
    }
    record.kitName = fields[2].toByteArray();
    record.name = fields[3].toByteArray();
    auto powers = powersFrom(fields[kPowersField]);
    if (!powers)
        return failure(ValueError {ValueErrorKind::BadPower, static_cast<int>(kPowersField)});
    record.powers = std::move(*powers);
    record.hotkeys = fields[17].toByteArray();
    auto weapons = numbersFrom(elements(fields[18]));
    if (!weapons)
        return failure(ValueError {ValueErrorKind::NotANumber, 18});
    record.weapons = std::move(*weapons);
    auto mods = weaponModsFrom(fields[19]);
    if (!mods)
        return failure(ValueError {ValueErrorKind::NotANumber, 19});
    record.weaponMods = std::move(*mods);
    const auto deployed = toBoolean(fields[20]);
    const auto leveledUp = toBoolean(fields[21]);
    if (!deployed || !leveledUp)
        return failure(ValueError {ValueErrorKind::NotABoolean, deployed ? 21 : 20});
    record.deployed = *deployed;
    record.leveledUp = *leveledUp;
    for (qsizetype i = kFields; i < fields.size(); ++i)
        record.more += ';' + fields[i].toByteArray();
    return record;
}

QByteArray CharacterRecord::toValue() const
{
    QList<QByteArray> fields(kFields);
    for (const NumberField &number : kNumbers)
        fields[number.field] = QByteArray::number(this->*number.member);
    fields[2] = kitName;
    fields[3] = name;
    QList<QByteArray> items;
    for (const PowerRecord &power : powers)
        items.append(power.toText());
    fields[kPowersField] = listOf(items);
    fields[17] = hotkeys;
    fields[18] = joined(weapons, ',');
    items.clear();
    for (const WeaponMods &weapon : weaponMods)
        items.append(joined(QList<quint32> {weapon.weapon} + weapon.mods, ' '));
    fields[19] = listOf(items);
    fields[20] = fromBoolean(deployed);
    fields[21] = fromBoolean(leveledUp);
    return fields.join(';') + more;
}

std::optional<QByteArray> repairedCharacter(QByteArrayView value)
{
    const QList<QByteArrayView> fields = split(value, ';');
    if (fields.size() < kFields)
        return std::nullopt;
    bool changed = false;
    QList<QByteArray> powers;
    for (const QByteArrayView element : split(fields[kPowersField], ',')) {
        const QList<QByteArrayView> tokens = split(element, ' ');
        QByteArray power = element.toByteArray();
        if (tokens.size() == 10 && toBoolean(tokens.last())) {
            power.insert(power.size() - tokens.last().size(), "0 ");
            changed = true;
        }
        powers.append(power);
    }
    if (!changed)
        return std::nullopt;
    QList<QByteArray> repaired;
    for (const QByteArrayView field : fields)
        repaired.append(field.toByteArray());
    repaired[kPowersField] = listOf(powers);
    QByteArray result = repaired.join(';');
    if (!CharacterRecord::parse(result))
        return std::nullopt;
    return result;
}

} // namespace playerdata
