#pragma once
// Plays one scenario of game-scenarios.json on a World: clients send, what they receive is compared frame by frame, and
// the state of the games is looked at.

#include <tests/scenario/gamefields.h>
#include <tests/scenario/world.h>

#include <QJsonArray>
#include <QJsonObject>

#include <map>
#include <memory>

namespace scenario {

class GameScenario
{
public:
    explicit GameScenario(const QJsonObject &scenario);
    ~GameScenario();

    // What went otherwise than described; empty when nothing did.
    [[nodiscard]] QString run();

private:
    struct Player
    {
        Client *client = nullptr;
        session::Account account;
    };

    [[nodiscard]] static WorldConfig configOf(const QJsonObject &config);
    void prepare();
    void prepareClient(const QString &name, const QJsonObject &described);
    [[nodiscard]] QString step(const QJsonObject &step);
    std::uint32_t send(const QJsonObject &step);
    // The answer to the request, which is the next frame; when others were sent beside it, the next answer.
    [[nodiscard]] QString checkAnswer(const QJsonObject &step, std::uint32_t sequence, bool besideOthers);
    [[nodiscard]] QString expect(const QJsonObject &step);
    [[nodiscard]] QString expectNothing(const QJsonObject &step);
    [[nodiscard]] QString waitUntil(const QJsonObject &step);
    [[nodiscard]] QString parallel(const QJsonObject &step);
    void disconnect(const QJsonObject &step);
    [[nodiscard]] QString checkServer(const QJsonObject &step) const;
    [[nodiscard]] QString checkGames(const QJsonArray &games) const;
    [[nodiscard]] QString checkGame(const QJsonObject &expected, const game::GameView &game) const;
    [[nodiscard]] QString checkCompare(const QString &text) const;
    [[nodiscard]] Client &client(const QString &name) const;
    // "A" as a number of a player.
    [[nodiscard]] base::PlayerId playerId(const QJsonValue &name) const;

    QJsonObject m_scenario;
    std::unique_ptr<World> m_world;
    Variables m_variables;
    std::map<QString, Player> m_players;
};

} // namespace scenario
