#pragma once
// What the connector is doing, as a value: made on the network thread, read by the window and the headless program.

#include <QList>
#include <QMetaType>
#include <QString>
#include <QUrl>

#include <optional>

namespace connector {

// Why the address a person typed does not lead to a server we can use.
enum class LookupErrorKind {
    BadAddress,
    UnsupportedScheme,
    UserInfoInAddress,
    NameNotFound,
    Refused,
    NoAnswer, // connect deadline passed
    Unreachable,
    TlsFailed,
    CertificateWanted, // the server asks for an identity file
    Redirected,        // more than kRedirectsMax, or to another host
    NotFound,          // 404: a web server, but no game server at this path
    ErrorStatus,
    NotJson, // unexpected answer
    WrongIdent,
    TooOld,
    Silent, // accepts and never answers
};

struct LookupError
{
    LookupErrorKind kind = LookupErrorKind::BadAddress;
    QString detail {};     // what was understood, the status code, the TLS reason, the version: raw, for the details
    QString understood {}; // the address as we read it, e.g. "http://10.0.0.5/"
};

// What the look-up of a server gave.
struct ServerInfo
{
    QUrl base {};           // ends in '/'; every endpoint is resolved relative to it
    QString version {};     // "0.8.1"
    QString association {}; // token, null when the server has none (an empty one is one); a secret in logs
    std::optional<quint16> tunnelPort {};
};

// Why a game connection could not be handed to the server.
enum class UpgradeErrorKind {
    NameNotFound,
    Refused,
    NoAnswer, // connect deadline passed
    Unreachable,
    TlsFailed,
    CertificateWanted,
    Silent,         // connected, and no answer in time
    Closed,         // the connection ended before the answer was whole
    Swallowed,      // 2xx: something in between answers instead of upgrading; a proxy blocks upgrades
    UpgradeRemoved, // 426: a proxy in front of the server removes the Upgrade header
    AddressRefused, // 400: the server does not take the address we come from; detail holds its words
    Redirected,     // a second time, or to another host
    ServerAway,     // 502 or 504: a proxy answers, the server behind it does not
    ErrorStatus,
    BadAnswer,     // not HTTP
    ServerStopped, // in-process: the server of this program is not running
};

struct UpgradeError
{
    UpgradeErrorKind kind = UpgradeErrorKind::Closed;
    int status = 0;    // of HTTP, 0 when there was none
    QString detail {}; // raw words of the server, system or TLS library, short, for the details
};

enum class Phase {
    Off,
    LookingUp,
    Preparing,     // binding the local ports
    Ready,         // waiting for the game
    GameConnected, // at least one Blaze pipe is up
    Reconnecting,  // the server is away; we keep trying
    Failed,
};

enum class PortRole {
    Redirector, // TCP 42127, SSLv3
    Blaze,      // TCP 42128
    Telemetry,  // TCP 42129
    Qos,        // UDP 42130
    Http,       // TCP 42131
    Tunnel,     // UDP 42132
};

// A local port that could not be opened.
struct PortProblem
{
    PortRole role = PortRole::Redirector;
    quint16 port = 0;
    QString holder {};       // "pocket-relay-client (process 4112)" when the system tells, else empty
    bool permission = false; // refused by the system rather than taken
};

struct Ports // those in use; 0 = not open (also: not built yet)
{
    quint16 redirector = 0;
    quint16 blaze = 0;
    quint16 telemetry = 0;
    quint16 qos = 0;
    quint16 http = 0;
    quint16 tunnel = 0;
};

enum class TunnelState {
    Off,
    NotOffered, // a server from before there were tunnels: players behind strict routers may fail to join
    Opening,
    Open,
    Waiting, // for the next try
};

enum class TunnelForm {
    None,
    Udp,
    Http,  // slower; UDP does not get through
    Local, // to the server of this program
};

// How game traffic reaches the server.
struct TunnelStatus
{
    TunnelState state = TunnelState::Off;
    TunnelForm form = TunnelForm::None; // when Open
    int attempts = 0;                   // failed ones since the last tunnel
    qint64 roundTripMs = -1;            // as measured when it was opened; -1: not known
    bool inMatch = false;               // game traffic in the last kTunnelInMatch
    quint64 packetsToServer = 0;
    quint64 packetsToGame = 0;
    std::optional<UpgradeError> error {};      // of the last failed try in HTTP form
    std::optional<PortProblem> portProblem {}; // of the local port; it is tried again
};

struct Status
{
    Phase phase = Phase::Off;
    QString address;                  // as typed
    std::optional<ServerInfo> server; // from the last good look-up
    std::optional<LookupError> lookupError;
    std::optional<PortProblem> portProblem;
    QList<PortProblem> portsMissing;          // of those a game can do without
    QString upgradeProblem;                   // last reason why a game connection could not be made, empty when fine
    std::optional<UpgradeError> upgradeError; // the same as a value; what people read is made from it
    QString redirectorProblem;                // why the redirector cannot be started (Failed), or did not answer a game
    Ports ports;
    TunnelStatus tunnel;
    int gameConnections = 0; // Blaze pipes that are up
    int attempts = 0;        // of the current reconnecting, or look-ups in vain since the start
    // Between such look-ups: how long the pause is that began with this report; -1 otherwise.
    qint64 nextAttemptMs = -1;
    qint64 lookupMs = -1; // time the last look-up took
    quint64 bytesToServer = 0;
    quint64 bytesToGame = 0;
};

} // namespace connector

Q_DECLARE_METATYPE(connector::Status)
