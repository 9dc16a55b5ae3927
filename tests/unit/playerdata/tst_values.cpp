// The saved values of a player, against the vectors of player-data.json.

#include <core/playerdata/baserecord.h>
#include <core/playerdata/characterrecord.h>
#include <core/playerdata/classrecord.h>
#include <core/playerdata/n7estimate.h>
#include <core/playerdata/numberlists.h>
#include <tests/support/envvectors.h>
#include <tests/support/quiet.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace playerdata;

namespace {

// What a parser made of an input: its fields under the names of the vectors, and the value written again.
struct Read
{
    QJsonObject fields;
    QByteArray written;
};
using Reader = std::function<std::optional<Read>(const QByteArray &)>;

QJsonArray numbers(const QList<quint32> &list)
{
    QJsonArray array;
    for (const quint32 number : list)
        array.append(static_cast<qint64>(number));
    return array;
}

QJsonObject fieldsOf(const PowerRecord &power)
{
    QJsonArray selections;
    for (const PowerSelection &selection : power.selections)
        selections.append(QJsonObject {{u"a"_s, selection.a}, {u"b"_s, selection.b}});
    return {{u"power_name"_s, QString::fromUtf8(power.name)},
            {u"power_id"_s, static_cast<qint64>(power.id)},
            {u"power_progress"_s, power.progress},
            {u"power_selections"_s, selections},
            {u"wheel_display_index"_s, static_cast<qint64>(power.wheelIndex)},
            {u"uses_talent_points"_s, power.usesTalentPoints}};
}

std::optional<Read> readClass(const QByteArray &input)
{
    const auto record = ClassRecord::parse(input);
    if (!record)
        return std::nullopt;
    const auto xp = record->xp();
    return Read {{{u"version"_s, record->version.toInt()},
                  {u"dev_version"_s, record->devVersion.toInt()},
                  {u"name"_s, QString::fromUtf8(record->name)},
                  {u"level"_s, record->level},
                  {u"xp"_s, xp ? QJsonValue(*xp) : QJsonValue()},
                  {u"promotions"_s, static_cast<qint64>(record->promotions)}},
                 record->toValue()};
}

std::optional<Read> readCharacter(const QByteArray &input)
{
    const auto record = CharacterRecord::parse(input);
    if (!record)
        return std::nullopt;
    QJsonArray powers;
    for (const PowerRecord &power : record->powers)
        powers.append(fieldsOf(power));
    QJsonArray mods;
    for (const WeaponMods &weapon : record->weaponMods)
        mods.append(QJsonObject {{u"weapon_id"_s, static_cast<qint64>(weapon.weapon)},
                                 {u"weapon_mod_ids"_s, numbers(weapon.mods)}});
    const auto number = [](quint32 value) { return QJsonValue(static_cast<qint64>(value)); };
    return Read {{{u"version"_s, number(record->version)},
                  {u"dev_version"_s, number(record->devVersion)},
                  {u"kit_name"_s, QString::fromUtf8(record->kitName)},
                  {u"character_name"_s, QString::fromUtf8(record->name)},
                  {u"tint_1_id"_s, number(record->tint1)},
                  {u"tint_2_id"_s, number(record->tint2)},
                  {u"pattern_id"_s, number(record->pattern)},
                  {u"pattern_color_id"_s, number(record->patternColor)},
                  {u"phong_id"_s, number(record->phong)},
                  {u"emissive_id"_s, number(record->emissive)},
                  {u"skin_tone_id"_s, number(record->skinTone)},
                  {u"seconds_played"_s, number(record->secondsPlayed)},
                  {u"timestamp"_s, QJsonObject {{u"year"_s, number(record->year)},
                                                {u"month"_s, number(record->month)},
                                                {u"day"_s, number(record->day)},
                                                {u"seconds"_s, number(record->daySeconds)}}},
                  {u"powers"_s, powers},
                  {u"hotkeys"_s, QString::fromUtf8(record->hotkeys)},
                  {u"weapons"_s, numbers(record->weapons)},
                  {u"weapon_mods"_s, mods},
                  {u"deployed"_s, record->deployed},
                  {u"leveled_up"_s, record->leveledUp}},
                 record->toValue()};
}

std::optional<Read> readPower(const QByteArray &input)
{
    const auto power = PowerRecord::parse(input);
    if (!power)
        return std::nullopt;
    return Read {fieldsOf(*power), power->toText()};
}

std::optional<Read> readBase(const QByteArray &input)
{
    const auto record = BaseRecord::parse(input);
    if (!record)
        return std::nullopt;
    QJsonObject items;
    for (qsizetype i = 0; i < record->inventory.size(); ++i)
        items.insert(QString::number(i), record->item(i));
    return Read {{{u"version"_s, record->version},
                  {u"dev_version"_s, record->devVersion},
                  {u"credits"_s, static_cast<qint64>(record->credits)},
                  {u"next_pack_to_consume"_s, record->nextPackToConsume},
                  {u"copies_to_consume"_s, record->copiesToConsume},
                  {u"credits_spent"_s, static_cast<qint64>(record->creditsSpent)},
                  {u"platform_currency_spent"_s, record->platformCurrencySpent},
                  {u"games_played"_s, static_cast<qint64>(record->gamesPlayed)},
                  {u"seconds_played"_s, static_cast<qint64>(record->secondsPlayed)},
                  {u"last_level_up_time"_s, record->lastLevelUpTime},
                  {u"inventory_length"_s, record->inventory.size()},
                  {u"inventory_at"_s, items}},
                 record->toValue()};
}

std::optional<Read> readCounters(const QByteArray &input)
{
    const auto list = CounterList::parse(input);
    if (!list)
        return std::nullopt;
    return Read {{{u"version"_s, static_cast<qint64>(list->version)}, {u"values"_s, numbers(list->values)}},
                 list->toValue()};
}

std::optional<Read> readTimestamps(const QByteArray &input)
{
    const auto list = parseTimestamps(input);
    if (!list)
        return std::nullopt;
    return Read {{{u"values"_s, numbers(*list)}}, timestampsValue(*list)};
}

std::optional<Read> readNewItems(const QByteArray &input)
{
    const auto record = NewItems::parse(input);
    if (!record)
        return std::nullopt;
    return Read {{{u"version"_s, static_cast<qint64>(record->version)},
                  {u"dev_version"_s, static_cast<qint64>(record->devVersion)},
                  {u"items"_s, numbers(record->items)}},
                 record->toValue()};
}

std::optional<Read> readReward(const QByteArray &input)
{
    const auto reward = parseReward(input);
    if (!reward)
        return std::nullopt;
    return Read {{{u"reward"_s, static_cast<qint64>(*reward)}}, rewardValue(*reward)};
}

Reader readerFor(const QString &kind)
{
    static const QMap<QString, Reader> readers {
        {u"class"_s, readClass},     {u"character"_s, readCharacter},       {u"power"_s, readPower},
        {u"base"_s, readBase},       {u"new_item"_s, readNewItems},         {u"counter_list"_s, readCounters},
        {u"csreward"_s, readReward}, {u"timestamp_list"_s, readTimestamps},
    };
    return readers.value(kind);
}

// Only the listed fields count; objects inside may list a part too, lists are whole.
QString difference(const QString &path, const QJsonValue &expected, const QJsonValue &actual)
{
    if (!expected.isObject()) {
        if (expected == actual)
            return {};
        return path + (actual.isUndefined() ? u": missing"_s : u": another value"_s);
    }
    const QJsonObject object = expected.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString wrong = difference(path + u'.' + it.key(), it.value(), actual.toObject().value(it.key()));
        if (!wrong.isEmpty())
            return wrong;
    }
    return {};
}

} // namespace

class PlayerDataValuesTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void values_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QJsonObject>("vector");
        const QJsonObject file = test::readVectorJson(u"player-data.json"_s);
        for (auto it = file.begin(); it != file.end(); ++it) {
            const QJsonArray vectors = it.value().toArray();
            for (const QJsonValue &vector : vectors) {
                const QString name = it.key() + u'/' + vector[u"name"_s].toString();
                QTest::newRow(qPrintable(name)) << it.key() << vector.toObject();
            }
        }
    }

    void values()
    {
        QFETCH(const QString, kind);
        QFETCH(const QJsonObject, vector);
        const Reader reader = readerFor(kind);
        QVERIFY2(reader, qPrintable(kind));
        const QByteArray input = vector[u"input"_s].toString().toUtf8();
        const auto read = reader(input);
        QCOMPARE(read.has_value(), vector[u"ok"_s].toBool());
        if (!read)
            return;
        const QString wrong = difference(kind, vector[u"fields"_s], read->fields);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        if (vector[u"round_trip"_s].toBool())
            QCOMPARE(read->written, input);
        if (vector.contains(u"encode"_s))
            QCOMPARE(read->written, vector[u"encode"_s].toString().toUtf8());
        // Whatever was read is read the same again once it has been written.
        const auto again = reader(read->written);
        QVERIFY(again.has_value());
        QCOMPARE(again->fields, read->fields);
        QCOMPARE(again->written, read->written);
    }

    void estimate_data()
    {
        QTest::addColumn<QJsonObject>("vector");
        const QJsonObject file = test::readVectorJson(u"player-data.json"_s);
        for (const QJsonValue &vector : file[u"n7_estimate"_s][u"cases"_s].toArray())
            QTest::newRow(qPrintable(vector[u"name"_s].toString())) << vector.toObject();
    }

    void estimate()
    {
        QFETCH(const QJsonObject, vector);
        QList<std::pair<QByteArray, QByteArray>> rows;
        const QJsonObject data = vector[u"data"_s].toObject();
        for (auto it = data.begin(); it != data.end(); ++it)
            rows.append({it.key().toUtf8(), it.value().toString().toUtf8()});
        const ClassSums sums = ClassSums::of(rows);
        QCOMPARE(static_cast<qint64>(sums.n7Rating()), vector[u"rating"_s].toInteger());
        QCOMPARE(static_cast<qint64>(sums.promotions()), vector[u"promotions"_s].toInteger());
    }
};

QTEST_APPLESS_MAIN(PlayerDataValuesTest)
#include "tst_values.moc"
