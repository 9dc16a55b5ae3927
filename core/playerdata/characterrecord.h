#pragma once
// The saved value of one character (keys char0, char1, …; the number is only a slot, the kit name decides): 22 fields
// split at ';'. Strict: every number 32 bits in plain decimal, booleans "True" or "False", every power readable. A
// name may be empty; it cannot hold a ';', there is no quoting. Pure; any thread.

#include <core/playerdata/powerrecord.h>
#include <core/playerdata/valueerror.h>

#include <QList>

namespace playerdata {

// A weapon and what is mounted on it, as inventory indexes.
struct WeaponMods
{
    quint32 weapon = 0;
    QList<quint32> mods;
    bool operator==(const WeaponMods &) const = default;
};

struct CharacterRecord
{
    quint32 version = 20;
    quint32 devVersion = 4;
    QByteArray kitName; // see kits.h
    QByteArray name;
    quint32 tint1 = 0;
    quint32 tint2 = 45;
    quint32 pattern = 0;
    quint32 patternColor = 47;
    quint32 phong = 45;
    quint32 emissive = 9;
    quint32 skinTone = 9;
    quint32 secondsPlayed = 0;
    quint32 year = 0; // of the last match
    quint32 month = 0;
    quint32 day = 0;
    quint32 daySeconds = 0;
    QList<PowerRecord> powers;
    QByteArray hotkeys; // grammar unknown, kept as it is
    QList<quint32> weapons;
    QList<WeaponMods> weaponMods;
    bool deployed = false; // ever used
    bool leveledUp = true; // has points to spend
    QByteArray more;       // fields behind the known ones, with the ';' before them

    [[nodiscard]] static Result<CharacterRecord, ValueError> parse(QByteArrayView value);
    [[nodiscard]] QByteArray toValue() const;
};

// The published web dashboard writes powers of ten tokens: the place on the wheel is missing. With place 0 filled in
// the value may be readable. nullopt: it is readable already, or not for that reason alone.
[[nodiscard]] std::optional<QByteArray> repairedCharacter(QByteArrayView value);

} // namespace playerdata
