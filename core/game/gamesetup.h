#pragma once
// GameSetup: everything about a game, told to whoever creates or enters it. Also the parts of it that other messages
// share. Fields stand in the order of the wire; what the game never looks at has the value existing servers send.

#include <core/game/game.h>
#include <core/game/settings.h>
#include <core/session/userdata.h>
#include <core/tdf/containers.h>
#include <core/tdf/field.h>
#include <core/tdf/types.h>

namespace game {

// The build of the game that all players have, and its hash as the game makes it.
inline constexpr char kGameVersion[] = "ME3-295976325-179181965240128";
[[nodiscard]] constexpr quint64 versionHash(const char *version) noexcept
{
    quint64 hash = 2'166'136'261U;
    for (; *version != 0; ++version)
        hash = (hash * 16'777'619U) ^ static_cast<unsigned char>(*version);
    return hash;
}
static_assert(versionHash(kGameVersion) == 406'716'719'008'519'622U);

inline constexpr char kPingSite[] = "ea-sjc";

// Where a client finds its own tunnel to the host.
inline constexpr session::NetworkAddress kTunnelAddress {.ip = {0x7F000001}, .port = 42132};

// The host's address: a pair, or the tunnel's, or none.
using HostAddress = tdf::ListUnion<tdf::Case<2, session::AddressPair>, tdf::Case<3, session::NetworkAddress>>;

struct PlayerRecord
{
    tdf::Blob blob;
    quint64 externalId = 0;
    GameId game {};
    quint32 locale = 0x656E4E5A; // enNZ
    QString name;
    PlayerId id {};
    session::AddressUnion address; // the real one, never the tunnel's
    int slot = 0;
    quint8 slotType = 0; // public participant
    PlayerState state {};
    quint16 team = 0xFFFF; // none
    quint64 joinedAt = 0;
    tdf::ObjectId group;
    PlayerId session {};

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"BLOB">(&PlayerRecord::blob), tdf::field<"EXID">(&PlayerRecord::externalId),
                           tdf::field<"GID">(&PlayerRecord::game), tdf::field<"LOC">(&PlayerRecord::locale),
                           tdf::field<"NAME">(&PlayerRecord::name), tdf::field<"PID">(&PlayerRecord::id),
                           tdf::field<"PNET">(&PlayerRecord::address), tdf::field<"SID">(&PlayerRecord::slot),
                           tdf::field<"SLOT">(&PlayerRecord::slotType), tdf::field<"STAT">(&PlayerRecord::state),
                           tdf::field<"TIDX">(&PlayerRecord::team), tdf::field<"TIME">(&PlayerRecord::joinedAt),
                           tdf::field<"UGID">(&PlayerRecord::group), tdf::field<"UID">(&PlayerRecord::session));
    }
    [[nodiscard]] static PlayerRecord of(const Game &game, const GamePlayer &player);
};

struct HostSlot
{
    PlayerId host {};
    int slot = 0;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"HPID">(&HostSlot::host), tdf::field<"HSLT">(&HostSlot::slot));
    }
};

struct GameData
{
    QList<PlayerId> admins; // everybody
    Attributes attributes;
    QList<quint32> capacities {base::kGamePlayersMax, 0}; // public and private
    GameId id {};
    QString name; // the host's
    quint64 protocolHash = versionHash(kGameVersion);
    quint16 settings = 0;
    quint64 reportingId = 0;
    GameState state {};
    QByteArray type;
    QList<HostAddress> hostAddress;
    PlayerId hostSession {};
    quint8 ignoreEntryCriteria = 0;
    quint32 capacityMax = base::kGamePlayersMax;
    session::QosData hostQos;
    quint8 resettable = 0;
    quint8 topology = 0; // 0 a player hosts, 1 somebody else does: the tunnel
    QByteArray persistedId;
    tdf::Blob persistedSecret;
    HostSlot platformHost;
    quint8 presence = 1;
    QByteArray pingSite {kPingSite};
    quint32 queueCapacity = 0;
    quint32 seed = 0;
    quint32 teamCapacity = 0;
    HostSlot topologyHost;
    QByteArray uuid;
    quint8 voip = 2;
    QByteArray version {kGameVersion};
    tdf::Blob platformNonce;
    tdf::Blob platformSession;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"ADMN">(&GameData::admins), tdf::field<"ATTR">(&GameData::attributes),
                           tdf::field<"CAP">(&GameData::capacities), tdf::field<"GID">(&GameData::id),
                           tdf::field<"GNAM">(&GameData::name), tdf::field<"GPVH">(&GameData::protocolHash),
                           tdf::field<"GSET">(&GameData::settings), tdf::field<"GSID">(&GameData::reportingId),
                           tdf::field<"GSTA">(&GameData::state), tdf::field<"GTYP">(&GameData::type),
                           tdf::field<"HNET">(&GameData::hostAddress), tdf::field<"HSES">(&GameData::hostSession),
                           tdf::field<"IGNO">(&GameData::ignoreEntryCriteria),
                           tdf::field<"MCAP">(&GameData::capacityMax), tdf::field<"NQOS">(&GameData::hostQos),
                           tdf::field<"NRES">(&GameData::resettable), tdf::field<"NTOP">(&GameData::topology),
                           tdf::field<"PGID">(&GameData::persistedId), tdf::field<"PGSR">(&GameData::persistedSecret),
                           tdf::field<"PHST">(&GameData::platformHost), tdf::field<"PRES">(&GameData::presence),
                           tdf::field<"PSAS">(&GameData::pingSite), tdf::field<"QCAP">(&GameData::queueCapacity),
                           tdf::field<"SEED">(&GameData::seed), tdf::field<"TCAP">(&GameData::teamCapacity),
                           tdf::field<"THST">(&GameData::topologyHost), tdf::field<"UUID">(&GameData::uuid),
                           tdf::field<"VOIP">(&GameData::voip), tdf::field<"VSTR">(&GameData::version),
                           tdf::field<"XNNC">(&GameData::platformNonce),
                           tdf::field<"XSES">(&GameData::platformSession));
    }
};

struct DirectSetup
{
    quint8 context = 0; // 0 created it, 1 joined it
    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"DCTX">(&DirectSetup::context)); }
};

inline constexpr quint32 kFitScoreMax = 21'600; // what official servers counted to

struct MatchmakingSetup
{
    quint32 fit = kFitScoreMax;
    quint32 fitMax = kFitScoreMax;
    PlayerId search {};
    quint8 result = 2; // joined an existing game
    PlayerId session {};
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"FIT">(&MatchmakingSetup::fit), tdf::field<"MAXF">(&MatchmakingSetup::fitMax),
                           tdf::field<"MSID">(&MatchmakingSetup::search), tdf::field<"RSLT">(&MatchmakingSetup::result),
                           tdf::field<"USID">(&MatchmakingSetup::session));
    }
};

using SetupReason = tdf::Union<tdf::Case<0, DirectSetup>, tdf::Case<3, MatchmakingSetup>>;

// How somebody came into a game.
enum class Entry : quint8 { Created, Joined, Matched };

struct GameSetup
{
    GameData game;
    QList<PlayerRecord> players; // all, the receiver too
    SetupReason reason;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"GAME">(&GameSetup::game), tdf::field<"PROS">(&GameSetup::players),
                           tdf::field<"REAS">(&GameSetup::reason));
    }
    // For `player`, who is in.
    [[nodiscard]] static GameSetup of(const Game &game, const GamePlayer &player, Entry entry);
};

[[nodiscard]] QList<PlayerId> playerIds(const Game &game);
[[nodiscard]] QList<HostAddress> hostAddressOf(const Game &game, bool relayed);

} // namespace game
