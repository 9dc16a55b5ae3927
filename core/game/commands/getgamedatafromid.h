#pragma once
// What games look like from outside, for those of the numbers that name one.

#include <core/game/games.h>
#include <core/game/gamesetup.h>

namespace game {

struct GetGameDataRequest
{
    QList<GameId> games;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"GLST">(&GetGameDataRequest::games, tdf::maxCount(base::kGameDataIdsMax)));
    }
};

struct ListedGame
{
    QList<PlayerId> admins; // everybody
    Attributes attributes;
    QList<quint32> capacities {base::kGamePlayersMax, 0};
    GameId id {};
    QString name; // the host's
    quint16 settings = 0;
    GameState state {};
    QList<HostAddress> hostAddress;
    PlayerId host {};
    quint8 topology = 0;
    QList<quint32> playerCounts;
    quint8 presence = 1;
    QByteArray pingSite {kPingSite};
    QByteArray persistedId;
    quint32 queueCapacity = 0;
    quint32 queueCount = 0;
    quint32 externalSession = 0;
    quint32 teamCapacity = 0;
    quint8 voip = 2;
    QByteArray version {kGameVersion};

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"ADMN">(&ListedGame::admins), tdf::field<"ATTR">(&ListedGame::attributes),
                           tdf::field<"CAP">(&ListedGame::capacities), tdf::field<"GID">(&ListedGame::id),
                           tdf::field<"GNAM">(&ListedGame::name), tdf::field<"GSET">(&ListedGame::settings),
                           tdf::field<"GSTA">(&ListedGame::state), tdf::field<"HNET">(&ListedGame::hostAddress),
                           tdf::field<"HOST">(&ListedGame::host), tdf::field<"NTOP">(&ListedGame::topology),
                           tdf::field<"PCNT">(&ListedGame::playerCounts), tdf::field<"PRES">(&ListedGame::presence),
                           tdf::field<"PSAS">(&ListedGame::pingSite), tdf::field<"PSID">(&ListedGame::persistedId),
                           tdf::field<"QCAP">(&ListedGame::queueCapacity), tdf::field<"QCNT">(&ListedGame::queueCount),
                           tdf::field<"SID">(&ListedGame::externalSession),
                           tdf::field<"TCAP">(&ListedGame::teamCapacity), tdf::field<"VOIP">(&ListedGame::voip),
                           tdf::field<"VSTR">(&ListedGame::version));
    }
    // As whoever asks would be told when joining.
    [[nodiscard]] static ListedGame of(const Game &game, bool relayed);
};

struct GetGameDataResponse
{
    QList<ListedGame> games;

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"GDAT">(&GetGameDataResponse::games)); }
};

inline constexpr blaze::Command<GetGameDataRequest, GetGameDataResponse> getGameDataFromId {
    .component = blaze::Component::GameManager,
    .id = 0x69,
    .name = "gamemanager.getGameDataFromId",
    .access = blaze::Access::Player,
    .errors = {blaze::Error::InvalidGameId},
};

class GetGameDataFromIdHandler
{
public:
    explicit GetGameDataFromIdHandler(Games &games)
        : m_games(games)
    {}
    void operator()(const GetGameDataRequest &request, blaze::Context &context,
                    blaze::Reply<GetGameDataResponse> reply);

private:
    Games &m_games;
};

} // namespace game
