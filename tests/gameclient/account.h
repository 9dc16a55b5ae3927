#pragma once
// What a game and its player remember between two starts.

#include <QByteArray>
#include <QString>

#include <array>
#include <cstdint>
#include <map>

namespace gameclient {

struct Account
{
    QString email;
    QString password;
    QByteArray token;    // of the last login; a secret
    QString displayName; // given by the server
    std::uint32_t playerId = 0;
    std::map<QByteArray, QByteArray> rows; // player data as last saved, ordered as the server lists them
    // Standings as last reported; 0: never.
    std::uint32_t rating = 0;
    std::uint32_t challengePoints = 0;
    std::array<unsigned, 5> galaxy {5000, 5000, 5000, 5000, 5000}; // readiness of the five theatres
};

} // namespace gameclient
