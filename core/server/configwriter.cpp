#include <core/server/configjson.h>
#include <core/server/contentconfig.h>
#include <core/server/gamesconfig.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace server {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const ConfigSecret &secret)
{
    return QString::fromUtf8(base::asChars(secret.secret().bytes()));
}

QJsonObject qosObject(const QosConfig &qos)
{
    switch (qos.kind) {
    case QosKind::Local:
        return {{u"type"_s, u"local"_s}};
    case QosKind::Official:
        return {{u"type"_s, u"official"_s}};
    case QosKind::Custom:
        return {{u"type"_s, u"custom"_s}, {u"host"_s, qos.host}, {u"port"_s, qos.port}};
    case QosKind::Disabled:
        return {{u"type"_s, u"disabled"_s}};
    case QosKind::Hamachi:
        return {{u"type"_s, u"hamachi"_s}, {u"host"_s, qos.host}};
    }
    Q_UNREACHABLE();
}

QString wordOf(TunnelMode mode)
{
    switch (mode) {
    case TunnelMode::Stricter:
        return u"stricter"_s;
    case TunnelMode::Always:
        return u"always"_s;
    case TunnelMode::Disabled:
        return u"disabled"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject dashboardObject(const DashboardConfig &dashboard, Secrets secrets)
{
    QJsonObject object {
        {u"super_email"_s, dashboard.superEmail.isEmpty() ? QJsonValue() : QJsonValue(dashboard.superEmail)},
        {u"disable_registration"_s, dashboard.disableRegistration}};
    if (secrets == Secrets::Include && !dashboard.superPassword.isEmpty())
        object.insert(u"super_password"_s, textOf(dashboard.superPassword));
    return object;
}

QJsonObject apiObject(const ApiConfig &api, Secrets secrets)
{
    QJsonObject object {{u"public_games"_s, api.publicGames},
                        {u"public_games_hide_players"_s, api.publicGamesHidePlayers}};
    if (secrets == Secrets::Include) {
        QJsonObject tokens;
        for (const ApiToken &entry : api.accessTokens)
            tokens.insert(textOf(entry.token), static_cast<qint64>(base::number(entry.player)));
        object.insert(u"access_tokens"_s, tokens);
    }
    return object;
}

QJsonObject connectorObject(const ConnectorConfig &connector)
{
    const ConnectorPorts &ports = connector.ports;
    return {{u"address"_s, connector.address},
            {u"ports"_s, QJsonObject {{u"redirector"_s, ports.redirector},
                                      {u"blaze"_s, ports.blaze},
                                      {u"telemetry"_s, ports.telemetry},
                                      {u"qos"_s, ports.qos},
                                      {u"http"_s, ports.http},
                                      {u"tunnel"_s, ports.tunnel}}},
            {u"telemetry"_s, connector.telemetry},
            {u"game_port"_s, connector.gamePort}};
}

} // namespace

QByteArray toJson(const Config &config, Secrets secrets)
{
    // As short as the float allows: 0.5 stays 0.5 and 0.1 does not become 0.10000000149011612.
    const double decay = QByteArray::number(config.galaxyAtWar.decay, 'g', 7).toDouble();
    QJsonObject udpTunnel {{u"enabled"_s, config.udpTunnel.enabled}, {u"port"_s, config.udpTunnel.port}};
    udpTunnel.insert(u"external_port"_s,
                     config.udpTunnel.externalPort ? QJsonValue(*config.udpTunnel.externalPort) : QJsonValue());
    QJsonObject http;
    if (config.http.proxyHeader == ProxyHeader::ForwardedFor)
        http.insert(u"proxy_header"_s, u"X-Forwarded-For"_s);
    if (config.http.tls.isSet()) {
        http.insert(u"tls"_s,
                    QJsonObject {{u"certificate"_s, config.http.tls.certificate}, {u"key"_s, config.http.tls.key}});
    }
    QJsonObject object {
        {u"host"_s, config.host.toString()},
        {u"port"_s, config.port},
        {u"reverse_proxy"_s, config.reverseProxy},
        {u"qos"_s, qosObject(config.qos)},
        {u"dashboard"_s, dashboardObject(config.dashboard, secrets)},
        {u"menu_message"_s, config.menuMessage},
        {u"galaxy_at_war"_s, QJsonObject {{u"decay"_s, decay}, {u"promotions"_s, config.galaxyAtWar.promotions}}},
        {u"logging"_s, telemetry::wordOf(config.logging)},
        {u"retriever"_s, QJsonObject {{u"enabled"_s, config.retriever.enabled},
                                      {u"origin_fetch"_s, config.retriever.originFetch},
                                      {u"origin_fetch_data"_s, config.retriever.originFetchData},
                                      {u"redirector"_s, QJsonObject {{u"host"_s, config.retriever.redirectorHost},
                                                                     {u"port"_s, config.retriever.redirectorPort}}}}},
        {u"tunnel"_s, wordOf(config.tunnel)},
        {u"udp_tunnel"_s, udpTunnel},
        {u"api"_s, apiObject(config.api, secrets)},
        {u"server_name"_s, config.serverName},
        {u"http"_s, http},
        {u"connector"_s, connectorObject(config.connector)},
        {u"limits"_s, QJsonObject {{u"connections"_s, config.limits.connections},
                                   {u"connections_per_address"_s, config.limits.connectionsPerAddress},
                                   {u"frame_bytes"_s, config.limits.frameBytes},
                                   {u"logins_per_account"_s, config.limits.loginsPerAccount},
                                   {u"logins_per_address"_s, config.limits.loginsPerAddress},
                                   {u"codes_per_account"_s, config.limits.codesPerAccount},
                                   {u"codes_per_address"_s, config.limits.codesPerAddress},
                                   {u"telemetry_per_address"_s, config.limits.telemetryPerAddress},
                                   {u"tunnel_packets_per_second"_s, config.limits.tunnelPacketsPerSecond},
                                   {u"tunnel_bits_per_second"_s, config.limits.tunnelBitsPerSecond},
                                   {u"tunnels"_s, config.limits.tunnels}}},
        {u"log"_s, QJsonObject {{u"redact"_s, config.log.redact}}},
        {u"job_throttle"_s, QJsonArray {config.jobThrottle[0], config.jobThrottle[1], config.jobThrottle[2]}},
    };
    writeGames(object, config.games);
    writeContent(object, config.content);
    writeMessages(object, config.messages);
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

} // namespace server
