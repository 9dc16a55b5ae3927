#pragma once
// One power of a character, eleven tokens split at single spaces:
//
//     NAME ID PROGRESS A1 B1 A2 B2 A3 B3 WHEEL TALENT      Warp 185 6.0000 0 1 0 2 0 3 1 True
//
// Ranks 4, 5 and 6 each choose one of two sides; the chosen one holds the number of its pair (1, 2, 3), the other 0.
// A side counts only with exactly that number. Pure; any thread.

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <optional>

namespace playerdata {

struct PowerSelection
{
    bool a = false;
    bool b = false;
    bool operator==(const PowerSelection &) const = default;
};

struct PowerRecord
{
    QByteArray name;
    quint32 id = 0;
    double progress = 0.0; // ranks bought, 0 to 6
    std::array<PowerSelection, 3> selections {};
    quint32 wheelIndex = 0;       // place on the power wheel, 0 to 6
    bool usesTalentPoints = true; // false for the four common consumables

    // nullopt: not eleven tokens of these kinds.
    [[nodiscard]] static std::optional<PowerRecord> parse(QByteArrayView text);
    [[nodiscard]] QByteArray toText() const;

    bool operator==(const PowerRecord &) const = default;
};

} // namespace playerdata
