#pragma once
// What the game gets in a slot the operator has not filled: valid, nearly empty files. The program ships no text or
// configuration of the game.

#include <QByteArray>

namespace content {

// A Coalesced binary with one made-up value: file ..\..\biogame\config\bioui.ini, section relaydeck, note=no overrides.
[[nodiscard]] QByteArray emptyOverrides();

// A talk file with one text, number 0x7FFF0001, outside the range of the game's own.
[[nodiscard]] QByteArray emptyTalkFile();

} // namespace content
