#include <core/playerdata/matchreport.h>

#include <core/base/limits.h>
#include <core/playerdata/characterrecord.h>
#include <core/playerdata/kits.h>
#include <core/playerdata/numberlists.h>

#include <QJsonArray>

#include <algorithm>

namespace playerdata {

using namespace Qt::StringLiterals;

namespace {

const QByteArray kProgressKey = "Progress"_ba;

// nullptr: no such row.
const QByteArray *valueOf(const Rows &rows, const QByteArray &key)
{
    for (const auto &[name, value] : rows) {
        if (name == key)
            return &value;
    }
    return nullptr;
}

bool grew(const MatchReportPlayer &player, qsizetype index)
{
    const QByteArray *after = valueOf(player.after, kProgressKey);
    if (after == nullptr)
        return false;
    const QByteArray *before = valueOf(player.before, kProgressKey);
    return counterGrew(before != nullptr ? QByteArrayView(*before) : QByteArrayView(), *after, index);
}

const Kit *kitPlayed(const MatchReportPlayer &player)
{
    const Kit *played = nullptr;
    for (std::size_t i = 0; i < kits().size(); ++i) {
        if (grew(player, kFirstKitCounter + static_cast<qsizetype>(i)))
            played = &kits()[i];
    }
    return played;
}

std::optional<CharacterRecord> characterOf(const Rows &rows, const Kit &kit)
{
    for (const auto &[key, value] : rows) {
        if (!key.startsWith("char"))
            continue;
        auto character = CharacterRecord::parse(value);
        if (character && character->kitName == QByteArrayView(kit.name))
            return std::move(*character);
    }
    return std::nullopt;
}

template <class T, class ToJson>
QJsonValue listJson(const QList<T> &list, ToJson toJson)
{
    if (list.size() > base::kReportListMax)
        return QJsonValue::Null;
    QJsonArray array;
    for (const T &item : list)
        array.append(toJson(item));
    return array;
}

QJsonValue numberJson(quint32 number)
{
    return static_cast<qint64>(number);
}

QJsonValue modsJson(const WeaponMods &weapon)
{
    return QJsonObject {{u"weapon_id"_s, numberJson(weapon.weapon)},
                        {u"weapon_mod_ids"_s, listJson(weapon.mods, numberJson)}};
}

QJsonValue powerJson(const PowerRecord &power)
{
    QJsonArray selections;
    for (const PowerSelection &selection : power.selections)
        selections.append(QJsonObject {{u"a"_s, selection.a}, {u"b"_s, selection.b}});
    return QJsonObject {
        {u"power_name"_s, QString::fromUtf8(power.name)},
        {u"power_id"_s, numberJson(power.id)},
        {u"power_progress"_s, power.progress},
        {u"power_selections"_s, selections},
        {u"wheel_display_index"_s, numberJson(power.wheelIndex)},
        {u"uses_talent_points"_s, power.usesTalentPoints},
    };
}

QJsonObject playerJson(const MatchReportPlayer &player)
{
    const Kit *kit = kitPlayed(player);
    const auto character = kit != nullptr ? characterOf(player.before, *kit) : std::nullopt;
    return {
        {u"player_id"_s, numberJson(base::number(player.id))},
        {u"player_name"_s, player.name},
        {u"kit_name"_s, kit != nullptr ? QJsonValue(QString::fromLatin1(kit->name)) : QJsonValue()},
        {u"weapons"_s, character ? listJson(character->weapons, numberJson) : QJsonValue()},
        {u"weapon_mods"_s, character ? listJson(character->weaponMods, modsJson) : QJsonValue()},
        {u"powers"_s, character ? listJson(character->powers, powerJson) : QJsonValue()},
    };
}

} // namespace

bool counterGrew(QByteArrayView before, QByteArrayView after, qsizetype index)
{
    const auto now = counterAt(after, index);
    return now && *now > counterAt(before, index).value_or(0);
}

QJsonObject MatchReport::toJson() const
{
    QJsonObject attributesJson;
    for (auto it = attributes.cbegin(); it != attributes.cend(); ++it)
        attributesJson.insert(QString::fromUtf8(it.key()), QString::fromUtf8(it.value()));
    QJsonArray playersJson;
    for (const MatchReportPlayer &player : players)
        playersJson.append(playerJson(player));
    const bool extracted = std::any_of(players.begin(), players.end(), [](const MatchReportPlayer &player) {
        return grew(player, kExtractionCounter);
    });
    return {{u"attributes"_s, attributesJson},
            {u"players"_s, playersJson},
            {u"seed"_s, numberJson(seed)},
            {u"extracted"_s, extracted}};
}

} // namespace playerdata
