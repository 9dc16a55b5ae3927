#pragma once
// The configuration of the server and the connector: one JSON object. The members an operator of a published Pocket
// Relay server knows (host, port, dashboard, galaxy_at_war, …) have the same names and places here, so that an
// existing config.json is a valid file; the members marked "ours" are further ones. Every member may be missing.
//
// Values, made and read on any thread. Read once at start.

#include <core/base/ids.h>
#include <core/base/limits.h>
#include <core/base/secret.h>
#include <core/content/messages.h>
#include <core/game/settings.h>
#include <core/server/contentconfig.h>
#include <core/server/loginbudget.h>
#include <core/telemetry/loglevel.h>

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QString>

#include <array>
#include <optional>

namespace http {
enum class ProxyMode;
}

namespace server {

// A secret that may be copied with the configuration it stands in. Empty = not set.
class ConfigSecret
{
public:
    ConfigSecret() = default;
    explicit ConfigSecret(const QString &text)
        : m_secret(text.toUtf8())
    {}
    ConfigSecret(const ConfigSecret &other)
        : m_secret(other.m_secret.clone())
    {}
    ConfigSecret(ConfigSecret &&other) noexcept = default;
    ConfigSecret &operator=(const ConfigSecret &other)
    {
        if (this != &other)
            m_secret = other.m_secret.clone();
        return *this;
    }
    ConfigSecret &operator=(ConfigSecret &&other) noexcept = default;
    ~ConfigSecret() = default;

    [[nodiscard]] const base::Secret &secret() const noexcept { return m_secret; } // UTF-8
    [[nodiscard]] bool isEmpty() const noexcept { return m_secret.isEmpty(); }

private:
    base::Secret m_secret;
};

enum class QosKind {
    Local,    // the game asks its own connector
    Official, // EA's host, port 17502
    Custom,   // another QoS server: host and port
    Disabled, // no QoS, public addresses are not resolved
    Hamachi,  // no QoS; loopback players appear under `host` (IPv4)
};

struct QosConfig // member `qos`
{
    QosKind kind = QosKind::Local; // `type`
    QString host;                  // custom: name or address; hamachi: IPv4
    quint16 port = 0;              // custom
};

struct DashboardConfig // member `dashboard`
{
    QString superEmail;               // this account becomes SuperAdmin; empty = none
    ConfigSecret superPassword;       // set for that account at start; empty = leave the password alone
    bool disableRegistration = false; // no account creation through the web; in the game it stays possible
};

struct GalaxyAtWarConfig // member `galaxy_at_war`
{
    float decay = 0.0F; // 100 × decay points a day away and area are lost; 0 = never
    bool promotions = true;
};

struct RetrieverConfig // member `retriever`
{
    // Off unless the operator says otherwise: nothing of a player is sent to a third party by default.
    bool enabled = false;
    bool originFetch = true;
    bool originFetchData = true;
    // Ours: member `redirector`. Another one of the same kind can be asked instead of the publisher's.
    QString redirectorHost = QStringLiteral("gosredirector.ea.com"); // name or address
    quint16 redirectorPort = 42127;
};

enum class TunnelMode {
    Stricter, // relay unless the NAT is open
    Always,
    Disabled,
};

struct UdpTunnelConfig // member `udp_tunnel`
{
    bool enabled = true;
    quint16 port = 9032;                 // 0 = any free one
    std::optional<quint16> externalPort; // what players see when a proxy or container maps it
};

struct ApiToken // one entry of `api.access_tokens`
{
    ConfigSecret token;
    base::PlayerId player {};
};

struct ApiConfig // member `api`
{
    bool publicGames = false;
    bool publicGamesHidePlayers = true;
    QList<ApiToken> accessTokens;
};

struct TlsConfig // ours: member `http.tls`; both or neither
{
    QString certificate; // PEM file, chain allowed; a relative path starts at the configuration file's folder
    QString key;         // PEM file, RSA or EC, not encrypted
    [[nodiscard]] bool isSet() const { return !certificate.isEmpty(); }
};

enum class ProxyHeader {
    RealIp,       // X-Real-IP
    ForwardedFor, // the first entry of X-Forwarded-For
};

struct HttpConfig // ours: member `http`
{
    TlsConfig tls;
    ProxyHeader proxyHeader = ProxyHeader::RealIp; // where `reverse_proxy` finds the client's address
};

struct ConnectorPorts // ours: member `connector.ports`; 0 = any free one
{
    quint16 redirector = 42127; // TCP, the one the game has built in
    quint16 blaze = 42128;      // TCP
    quint16 telemetry = 42129;  // TCP
    quint16 qos = 42130;        // UDP
    quint16 http = 42131;       // TCP
    quint16 tunnel = 42132;     // UDP
};

struct ConnectorConfig // ours: member `connector`
{
    QString address; // the server joined last, offered again; empty = none
    ConnectorPorts ports;
    bool telemetry = true;   // what the game reports about itself goes to the server
    quint16 gamePort = 3659; // UDP, the game's own; other programs than the real game may use another
};

struct LimitsConfig // ours: member `limits`
{
    int connections = base::kConnectionsMax;
    int connectionsPerAddress = base::kConnectionsPerAddressMax; // loopback exempt; not asked with `reverse_proxy`
    qsizetype frameBytes = base::kFrameBodyMax;                  // longest game packet after login
    // Of the web API, a minute; a burst before it comes on top. An address of this computer or a private network has
    // more. Wrong passwords:
    int loginsPerAccount = base::kLoginAccountPerMinute;
    int loginsPerAddress = base::kLoginAddressPerMinute;
    // Login codes asked for, and wrong ones typed:
    int codesPerAccount = base::kCodeAccountPerMinute;
    int codesPerAddress = base::kCodeAddressPerMinute;
    int telemetryPerAddress = base::kTelemetryAddressPerMinute;
    // Of one player through the relay; 0: no limit. A burst before it comes on top.
    int tunnelPacketsPerSecond = base::kTunnelPacketsPerSecond;
    int tunnelBitsPerSecond = base::kTunnelBitsPerSecond;
    int tunnels = base::kTunnelsMax;

    [[nodiscard]] BudgetSizes loginBudget() const;
    [[nodiscard]] BudgetSizes codeBudget() const;
    [[nodiscard]] BudgetSizes telemetryBudget() const;
};

struct LogConfig // ours: member `log`
{
    bool redact = true; // names and addresses in logs as short codes; passwords and tokens are never logged
};

// The line in the game's main menu; {v} becomes the version, {n} the player's display name.
[[nodiscard]] QString defaultMenuMessage();

struct Config
{
    QHostAddress host {QHostAddress::AnyIPv4};
    quint16 port = 80;      // 0 = any free one
    bool portNamed = false; // the text had a `port`: nobody may take another one instead; not written by toJson()
    bool reverseProxy = false;
    QosConfig qos;
    DashboardConfig dashboard;
    QString menuMessage = defaultMenuMessage();
    GalaxyAtWarConfig galaxyAtWar;
    telemetry::LogLevel logging = telemetry::LogLevel::Info;
    RetrieverConfig retriever;
    TunnelMode tunnel = TunnelMode::Stricter;
    UdpTunnelConfig udpTunnel;
    ApiConfig api;

    // Ours
    QString serverName; // shown to people; empty = the computer's name
    HttpConfig http;
    ConnectorConfig connector;
    LimitsConfig limits;
    LogConfig log;
    // Members `migration`, `join_timeout_s`, `matchmaking`, `strict_host`, `tunnel_require`; its tunnel mode is
    // `tunnel`.
    game::Settings games;
    ContentConfig content;
    std::optional<QList<content::Message>> messages; // main-menu news; nullopt: the built-in introduction
    std::array<int, 3> jobThrottle {10'000, 5'000, 1'000};

    QString sourceFolder; // of the file this came from, where relative paths start; empty: the working directory
    [[nodiscard]] QString pathOf(const QString &relative) const;
    // How requests tell whom they come from.
    [[nodiscard]] http::ProxyMode proxyMode() const;
    // Behind a reverse proxy all connections come from its address: only their total is limited there.
    [[nodiscard]] int connectionsPerAddressMax() const
    {
        return reverseProxy ? limits.connections : limits.connectionsPerAddress;
    }
};

// Why a configuration was refused. Lines and columns count from 1; 0 = the file as a whole.
struct ConfigError
{
    QString file;
    int line = 0;
    int column = 0;
    QString path;   // "udp_tunnel.port"; empty: the document
    QString reason; // English sentence part: "must be a whole number from 0 to 65535, not 70000"

    // "config.json:12:9: udp_tunnel.port must be …"
    [[nodiscard]] QString toString() const;
};

} // namespace server
