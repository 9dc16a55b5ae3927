#include <core/server/configjson.h>

#include <core/base/jsonreader.h>
#include <core/server/contentconfig.h>
#include <core/server/gamesconfig.h>

namespace server {

using namespace Qt::StringLiterals;
using base::JsonReader;

namespace {

constexpr qint64 kPortMax = 65'535;

// Strict, as operators write addresses: four numbers, or IPv6. QHostAddress alone would also take "127.1".
std::optional<QHostAddress> addressFrom(const QString &text)
{
    QHostAddress address;
    if (!address.setAddress(text) || !address.scopeId().isEmpty())
        return std::nullopt;
    if (address.protocol() == QAbstractSocket::IPv4Protocol && address.toString() != text)
        return std::nullopt;
    return address;
}

bool isIpv4(const QString &text)
{
    const auto address = addressFrom(text);
    return address && address->protocol() == QAbstractSocket::IPv4Protocol;
}

void readHost(JsonReader &reader, QHostAddress &host)
{
    QString text = host.toString();
    reader.text(u"host"_s, text, base::kConfigTextMax);
    if (const auto address = addressFrom(text))
        host = *address;
    else
        reader.fail(u"host"_s, u"must be an IP address such as \"0.0.0.0\", not \"%1\""_s.arg(text.left(64)));
}

void readQos(JsonReader reader, bool given, QosConfig &qos)
{
    if (given && !reader.has(u"type"_s))
        return reader.failHere(u"type"_s, u"needs a member \"type\""_s);
    reader.word(u"type"_s, qos.kind,
                {{u"local"_s, QosKind::Local},
                 {u"official"_s, QosKind::Official},
                 {u"custom"_s, QosKind::Custom},
                 {u"disabled"_s, QosKind::Disabled},
                 {u"hamachi"_s, QosKind::Hamachi}});
    const bool hostWanted = qos.kind == QosKind::Custom || qos.kind == QosKind::Hamachi;
    const bool portWanted = qos.kind == QosKind::Custom;
    if (hostWanted)
        reader.text(u"host"_s, qos.host, base::kConfigTextMax);
    if (portWanted)
        reader.number(u"port"_s, qos.port, 1, kPortMax);
    if (hostWanted && !reader.has(u"host"_s))
        reader.failHere(u"host"_s, u"needs a member \"host\" with this type"_s);
    else if (qos.kind == QosKind::Hamachi && !isIpv4(qos.host))
        reader.fail(u"host"_s, u"must be an IPv4 address with type \"hamachi\""_s);
    else if (hostWanted && qos.host.trimmed().isEmpty())
        reader.fail(u"host"_s, u"must not be empty"_s);
    if (portWanted && !reader.has(u"port"_s))
        reader.failHere(u"port"_s, u"needs a member \"port\" with this type"_s);
    for (const auto &[name, wanted] : {std::pair(u"host"_s, hostWanted), std::pair(u"port"_s, portWanted)}) {
        if (wanted || !reader.has(name))
            continue;
        reader.ignore({name});
        reader.note(name, u"has no effect with this type"_s);
    }
    reader.finish();
}

void readDashboard(JsonReader reader, DashboardConfig &dashboard)
{
    reader.textOrNull(u"super_email"_s, dashboard.superEmail, base::kEmailMax);
    QString password;
    reader.textOrNull(u"super_password"_s, password, base::kPasswordBytesMax);
    if (password.toUtf8().size() > base::kPasswordBytesMax)
        reader.fail(u"super_password"_s, u"must not be longer than %1 bytes"_s.arg(base::kPasswordBytesMax));
    dashboard.superPassword = ConfigSecret(password);
    reader.flag(u"disable_registration"_s, dashboard.disableRegistration);
    if (!dashboard.superPassword.isEmpty() && dashboard.superEmail.isEmpty())
        reader.note(u"super_password"_s, u"has no effect without super_email"_s);
    // Published servers up to 0.8.1 took an empty text here as the new password of that account.
    if (reader.has(u"super_password"_s) && password.isEmpty() && !dashboard.superEmail.isEmpty()) {
        reader.note(u"super_password"_s, u"is empty and leaves the password alone; if another server ran with this "
                                         "file, that account may have an empty password: set a new one"_s);
    }
    reader.finish();
}

void readGalaxyAtWar(JsonReader reader, GalaxyAtWarConfig &galaxy)
{
    double decay = galaxy.decay;
    reader.real(u"decay"_s, decay, 0.0, base::kGalaxyDecayMax);
    galaxy.decay = static_cast<float>(decay);
    reader.flag(u"promotions"_s, galaxy.promotions);
    reader.finish();
}

void readRetriever(JsonReader reader, RetrieverConfig &retriever)
{
    reader.flag(u"enabled"_s, retriever.enabled);
    reader.flag(u"origin_fetch"_s, retriever.originFetch);
    reader.flag(u"origin_fetch_data"_s, retriever.originFetchData);
    JsonReader redirector = reader.object(u"redirector"_s);
    redirector.text(u"host"_s, retriever.redirectorHost, base::kServerAddressMax);
    redirector.number(u"port"_s, retriever.redirectorPort, 1, kPortMax);
    redirector.finish();
    if (retriever.enabled)
        reader.note(u"enabled"_s, u"sends the login tokens of official copies to EA's servers"_s);
    reader.finish();
}

void readUdpTunnel(JsonReader reader, UdpTunnelConfig &tunnel)
{
    reader.flag(u"enabled"_s, tunnel.enabled);
    reader.number(u"port"_s, tunnel.port, 0, kPortMax);
    reader.numberOrNull(u"external_port"_s, tunnel.externalPort, 1, kPortMax);
    reader.finish();
}

void readAccessTokens(JsonReader reader, QList<ApiToken> &tokens)
{
    const QStringList names = reader.names();
    if (names.size() > base::kConfigTokensMax)
        return reader.failHere({}, u"must not have more than %1 entries"_s.arg(base::kConfigTokensMax));
    for (const QString &name : names) {
        // The name is the secret itself, so no path may show it.
        const auto player = reader.quietNumber(name, 1, std::numeric_limits<quint32>::max());
        if (name.isEmpty() || name.size() > base::kConfigTextMax)
            reader.failHere(name, u"has an empty or overlong token"_s);
        else if (!player)
            reader.failHere(name, u"must give each token the number of a player"_s);
        else
            tokens.append({ConfigSecret(name), static_cast<base::PlayerId>(*player)});
    }
    reader.finish();
}

void readApi(JsonReader reader, ApiConfig &api)
{
    reader.flag(u"public_games"_s, api.publicGames);
    reader.flag(u"public_games_hide_players"_s, api.publicGamesHidePlayers);
    readAccessTokens(reader.object(u"access_tokens"_s), api.accessTokens);
    reader.finish();
}

void readHttp(JsonReader reader, bool reverseProxy, HttpConfig &http)
{
    reader.word(u"proxy_header"_s, http.proxyHeader,
                {{u"X-Real-IP"_s, ProxyHeader::RealIp}, {u"X-Forwarded-For"_s, ProxyHeader::ForwardedFor}});
    if (reader.has(u"proxy_header"_s) && !reverseProxy)
        reader.note(u"proxy_header"_s, u"has no effect without reverse_proxy"_s);
    JsonReader tls = reader.object(u"tls"_s);
    tls.text(u"certificate"_s, http.tls.certificate, base::kConfigTextMax);
    tls.text(u"key"_s, http.tls.key, base::kConfigTextMax);
    if (http.tls.certificate.isEmpty() != http.tls.key.isEmpty()) {
        const QString missing = http.tls.key.isEmpty() ? u"key"_s : u"certificate"_s;
        tls.fail(missing, u"is missing: a certificate and its key are only of use together"_s);
    }
    tls.finish();
    reader.finish();
}

void readConnector(JsonReader reader, ConnectorConfig &connector)
{
    reader.text(u"address"_s, connector.address, base::kServerAddressMax);
    JsonReader ports = reader.object(u"ports"_s);
    ports.number(u"redirector"_s, connector.ports.redirector, 0, kPortMax);
    ports.number(u"blaze"_s, connector.ports.blaze, 0, kPortMax);
    ports.number(u"telemetry"_s, connector.ports.telemetry, 0, kPortMax);
    ports.number(u"qos"_s, connector.ports.qos, 0, kPortMax);
    ports.number(u"http"_s, connector.ports.http, 0, kPortMax);
    ports.number(u"tunnel"_s, connector.ports.tunnel, 0, kPortMax);
    ports.finish();
    reader.flag(u"telemetry"_s, connector.telemetry);
    reader.number(u"game_port"_s, connector.gamePort, 1, kPortMax);
    reader.finish();
}

void readLimits(JsonReader reader, LimitsConfig &limits)
{
    reader.number(u"connections"_s, limits.connections, 1, base::kConfigConnectionsMax);
    reader.number(u"connections_per_address"_s, limits.connectionsPerAddress, 1, base::kConfigConnectionsMax);
    reader.number(u"frame_bytes"_s, limits.frameBytes, base::kFrameBodyAnonymousMax, base::kFrameBodyCeiling);
    for (auto [name, rate] : {std::pair(u"logins_per_account"_s, &limits.loginsPerAccount),
                              std::pair(u"logins_per_address"_s, &limits.loginsPerAddress),
                              std::pair(u"codes_per_account"_s, &limits.codesPerAccount),
                              std::pair(u"codes_per_address"_s, &limits.codesPerAddress),
                              std::pair(u"telemetry_per_address"_s, &limits.telemetryPerAddress)})
        reader.number(name, *rate, 1, base::kConfigRateMax);
    constexpr int kAny = std::numeric_limits<int>::max();
    reader.number(u"tunnel_packets_per_second"_s, limits.tunnelPacketsPerSecond, 0, kAny);
    reader.number(u"tunnel_bits_per_second"_s, limits.tunnelBitsPerSecond, 0, kAny);
    reader.number(u"tunnels"_s, limits.tunnels, 1, base::kConfigConnectionsMax);
    reader.finish();
}

void readLog(JsonReader reader, LogConfig &log)
{
    reader.flag(u"redact"_s, log.redact);
    reader.finish();
}

void readJobThrottle(JsonReader &reader, std::array<int, 3> &throttle)
{
    const auto numbers = reader.numbers(u"job_throttle"_s, 3, 0, std::numeric_limits<int>::max());
    for (std::size_t i = 0; numbers && i < throttle.size(); ++i)
        throttle[i] = static_cast<int>(numbers->at(static_cast<qsizetype>(i)));
}

void readDocument(JsonReader &reader, Config &config)
{
    readHost(reader, config.host);
    reader.number(u"port"_s, config.port, 0, kPortMax);
    config.portNamed = reader.has(u"port"_s);
    reader.flag(u"reverse_proxy"_s, config.reverseProxy);
    readQos(reader.object(u"qos"_s), reader.has(u"qos"_s), config.qos);
    readDashboard(reader.object(u"dashboard"_s), config.dashboard);
    reader.text(u"menu_message"_s, config.menuMessage, base::kConfigTextMax);
    readGalaxyAtWar(reader.object(u"galaxy_at_war"_s), config.galaxyAtWar);
    using telemetry::LogLevel;
    QList<std::pair<QString, LogLevel>> levels;
    for (const LogLevel level :
         {LogLevel::Off, LogLevel::Error, LogLevel::Warn, LogLevel::Info, LogLevel::Debug, LogLevel::Trace})
        levels.append({telemetry::wordOf(level), level});
    reader.word(u"logging"_s, config.logging, levels);
    readRetriever(reader.object(u"retriever"_s), config.retriever);
    reader.word(u"tunnel"_s, config.tunnel,
                {{u"stricter"_s, TunnelMode::Stricter},
                 {u"always"_s, TunnelMode::Always},
                 {u"disabled"_s, TunnelMode::Disabled}});
    readUdpTunnel(reader.object(u"udp_tunnel"_s), config.udpTunnel);
    readApi(reader.object(u"api"_s), config.api);

    reader.text(u"server_name"_s, config.serverName, base::kServerNameMax);
    readHttp(reader.object(u"http"_s), config.reverseProxy, config.http);
    readConnector(reader.object(u"connector"_s), config.connector);
    readLimits(reader.object(u"limits"_s), config.limits);
    readLog(reader.object(u"log"_s), config.log);
    readGames(reader, config.games);
    readContent(reader, config.content);
    readMessages(reader, config.messages);
    readJobThrottle(reader, config.jobThrottle);
    reader.finish();
}

} // namespace

base::Result<ParsedConfig, ConfigError> parseConfig(const QByteArray &text, const QString &fileName)
{
    const auto refuse = [&fileName](const base::JsonError &error) {
        return base::failure(ConfigError {fileName, error.place.line, error.place.column, error.path, error.reason});
    };
    const auto document = base::JsonDocument::parse(text, base::kConfigFileMax, {u"api.access_tokens"_s});
    if (!document)
        return refuse(document.error());
    base::JsonFindings findings;
    JsonReader reader(*document, findings);
    ParsedConfig parsed;
    readDocument(reader, parsed.config);
    if (findings.error)
        return refuse(*findings.error);
    for (const base::JsonNote &note : findings.notes)
        parsed.warnings.append(
            ConfigError {fileName, note.place.line, note.place.column, note.path, note.text}.toString());
    return parsed;
}

} // namespace server
