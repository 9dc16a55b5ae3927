#pragma once
// The strings beginning with $ in exchanges.json: what they stand for in one world, at the moment they are asked.

#include <tests/scenario/world.h>

#include <QHash>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace scenario {

class Placeholders
{
public:
    // `constants`: the member of that name of the vector file. Makes the fixture players A to F and O in the world.
    Placeholders(World &world, const QJsonObject &constants);

    // The text with every placeholder replaced. One that nobody knows ends the program.
    [[nodiscard]] QString fill(const QString &text);
    // The same for every string inside.
    [[nodiscard]] QJsonValue fill(const QJsonValue &json);

    // A fixture player by letter; N is the one created last.
    [[nodiscard]] session::Account player(const QString &letter) const;
    void setGame(base::GameId game) { m_game = game; }
    // The length of the Base64 text of the answer that is being compared.
    void setBase64Length(qsizetype length) { m_base64Length = length; }

private:
    [[nodiscard]] QString value(const QString &name);
    [[nodiscard]] std::optional<QString> ofPlayer(const QString &letter, const QString &what);
    [[nodiscard]] QString token(const QString &letter);

    World &m_world;
    QJsonObject m_constants;
    QHash<QString, session::Account> m_players;
    QHash<QString, QString> m_tokens; // by letter: the token such a player had from before
    base::GameId m_game {};
    qsizetype m_base64Length = -1;
};

} // namespace scenario
