#pragma once
// The saved value of a class (keys class1 to class6), as the game writes it:
//
//     20;4;NAME;LEVEL;XP;PROMOTIONS      20;4;Sentinel;14;250.2500;3
//
// Strict as to level (0–255) and promotions (32 bits), which are counted with; the two version fields and the
// experience are not needed and may be anything. Pure; any thread.

#include <core/playerdata/valueerror.h>

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace playerdata {

struct ClassRecord
{
    QByteArray version = QByteArrayLiteral("20");
    QByteArray devVersion = QByteArrayLiteral("4");
    QByteArray name; // Adept, Soldier, Engineer, Sentinel, Infiltrator, Vanguard: number 1 to 6 in the key
    quint8 level = 1;
    QByteArray xpText = QByteArrayLiteral("0.0000"); // as it stands in the value
    quint32 promotions = 0;
    QByteArray more; // fields behind the known ones, with the ';' before them

    [[nodiscard]] static Result<ClassRecord, ValueError> parse(QByteArrayView value);
    // Experience with four decimals; what was read of it and is no number is written as it came.
    [[nodiscard]] QByteArray toValue() const;

    [[nodiscard]] std::optional<double> xp() const;
    void setXp(double xp);
};

// Key and name belong together; 1 to 6.
[[nodiscard]] QByteArrayView className(int number);

// Points a character of this level has to spend in all; 0 below level 1, as at 20 above it.
[[nodiscard]] int skillPoints(int level);

} // namespace playerdata
