#pragma once
// Plays one exchange of exchanges.json against a world of its own: state before, request, reply, notifications on every
// connection, further steps, connections closed at the end.

#include <tests/scenario/placeholders.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <map>
#include <memory>

namespace scenario {

class ExchangeRunner
{
public:
    ExchangeRunner(const QJsonObject &exchange, const QJsonObject &constants);
    ~ExchangeRunner();

    // For the connector's listener, which is not part of a world: tst_redirector plays these.
    [[nodiscard]] static bool isForRedirector(const QJsonObject &exchange);

    // Empty: everything came as described.
    [[nodiscard]] QString run();

private:
    [[nodiscard]] static WorldConfig configOf(const QJsonObject &given);
    void prepare();
    void prepareBoards();
    void prepareOrigin();
    void prepareSession(const QString &name, const QString &state);
    [[nodiscard]] QString runStep(const QJsonObject &step);
    [[nodiscard]] QString checkResponse(Client &client, const QJsonObject &request, const QJsonObject &response,
                                        std::uint32_t sequence);
    [[nodiscard]] QString checkNotifications(const QJsonArray &notifications, const QString &requester);
    [[nodiscard]] QString checkEnd();
    [[nodiscard]] QString checkEffects();
    [[nodiscard]] Client &client(const QString &name);
    std::uint32_t send(Client &client, const QJsonObject &packet);
    void clearAll();

    QJsonObject m_exchange;
    QJsonObject m_given;
    std::unique_ptr<World> m_world;
    std::unique_ptr<Placeholders> m_placeholders;
    std::map<QString, Client *> m_clients;
    std::map<base::PlayerId, int> m_loginsBefore;
    std::uint32_t m_sequence = 100;
};

} // namespace scenario
