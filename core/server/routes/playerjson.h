#pragma once
// A player as the web API shows it, and paths that name one. The password hash is never in it. Pure.

#include <core/http/pathreader.h>
#include <core/storage/records.h>

#include <QJsonObject>

namespace server {

[[nodiscard]] QJsonObject playerJson(const storage::PlayerRecord &player);
[[nodiscard]] QString roleWord(storage::PlayerRole role);
[[nodiscard]] std::optional<storage::PlayerRole> roleFrom(QStringView word);

struct PlayerPath // {id}
{
    storage::PlayerId id {};

    static void read(http::PathReader &in, PlayerPath &out)
    {
        quint32 number = 0;
        in.number("id", number);
        out.id = static_cast<storage::PlayerId>(number);
    }
};

} // namespace server
