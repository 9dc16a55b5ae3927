#include <core/http/clientaddress.h>
#include <core/server/configjson.h>
#include <tests/support/quiet.h>

#include <QFile>

using namespace Qt::StringLiterals;
using server::Config;
using server::QosKind;
using server::TunnelMode;

namespace {

// What an operator of a published server may have, with every member of its documentation.
const QByteArray kPublished =
    "{"
    "\"host\": \"127.0.0.1\","
    "\"port\": 8080,"
    "\"reverse_proxy\": true,"
    "\"qos\": { \"type\": \"custom\", \"host\": \"qos.example.org\", \"port\": 17499 },"
    "\"dashboard\": {"
    "\"super_email\": \"owner@example.org\","
    "\"super_password\": \"hunter2\","
    "\"disable_registration\": true"
    "},"
    "\"menu_message\": \"Hello {n}, this is {v}\","
    "\"galaxy_at_war\": { \"decay\": 0.5, \"promotions\": false },"
    "\"logging\": \"debug\","
    "\"retriever\": { \"enabled\": false, \"origin_fetch\": false, \"origin_fetch_data\": false },"
    "\"tunnel\": \"always\","
    "\"udp_tunnel\": { \"enabled\": false, \"port\": 9033, \"external_port\": 8081 },"
    "\"api\": {"
    "\"public_games\": true,"
    "\"public_games_hide_players\": false,"
    "\"access_tokens\": { \"s3cret.token\": 12, \"other\": 1 }"
    "}"
    "}";

QString utf8(const server::ConfigSecret &secret)
{
    return QString::fromUtf8(base::asChars(secret.secret().bytes()));
}

} // namespace

class TestConfigJson : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void publishedFileIsUnderstood()
    {
        const auto parsed = server::parseConfig(kPublished, u"config.json"_s);
        QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().toString()));
        QCOMPARE(parsed->warnings, QStringList());
        const Config &config = parsed->config;
        QCOMPARE(config.host, QHostAddress(u"127.0.0.1"_s));
        QCOMPARE(config.port, 8080);
        QVERIFY(config.portNamed);
        QVERIFY(config.reverseProxy);
        QCOMPARE(config.qos.kind, QosKind::Custom);
        QCOMPARE(config.qos.host, u"qos.example.org"_s);
        QCOMPARE(config.qos.port, 17499);
        QCOMPARE(config.dashboard.superEmail, u"owner@example.org"_s);
        QCOMPARE(utf8(config.dashboard.superPassword), u"hunter2"_s);
        QVERIFY(config.dashboard.disableRegistration);
        QCOMPARE(config.menuMessage, u"Hello {n}, this is {v}"_s);
        QCOMPARE(config.galaxyAtWar.decay, 0.5F);
        QVERIFY(!config.galaxyAtWar.promotions);
        QCOMPARE(config.logging, telemetry::LogLevel::Debug);
        QVERIFY(!config.retriever.enabled && !config.retriever.originFetch && !config.retriever.originFetchData);
        QCOMPARE(config.tunnel, TunnelMode::Always);
        QVERIFY(!config.udpTunnel.enabled);
        QCOMPARE(config.udpTunnel.port, 9033);
        QCOMPARE(config.udpTunnel.externalPort, std::optional<quint16>(8081));
        QVERIFY(config.api.publicGames && !config.api.publicGamesHidePlayers);
        QCOMPARE(config.api.accessTokens.size(), 2);
        QCOMPARE(utf8(config.api.accessTokens[1].token), u"s3cret.token"_s);
        QCOMPARE(base::number(config.api.accessTokens[1].player), 12U);
    }

    void emptyObjectGivesTheDefaults()
    {
        const auto parsed = server::parseConfig("{}", u"config.json"_s);
        QVERIFY(parsed);
        QCOMPARE(parsed->warnings, QStringList());
        const Config &config = parsed->config;
        QCOMPARE(config.host, QHostAddress(QHostAddress::AnyIPv4));
        QCOMPARE(config.port, 80);
        QVERIFY(!config.portNamed);
        QCOMPARE(config.qos.kind, QosKind::Local);
        QVERIFY(config.dashboard.superEmail.isEmpty() && config.dashboard.superPassword.isEmpty());
        QCOMPARE(config.galaxyAtWar.decay, 0.0F);
        QVERIFY(config.galaxyAtWar.promotions);
        QCOMPARE(config.logging, telemetry::LogLevel::Info);
        QCOMPARE(config.tunnel, TunnelMode::Stricter);
        QVERIFY(config.udpTunnel.enabled);
        QCOMPARE(config.udpTunnel.port, 9032);
        QVERIFY(!config.udpTunnel.externalPort);
        QVERIFY(!config.api.publicGames && config.api.publicGamesHidePlayers);
        QVERIFY(config.menuMessage.contains(u"{n}"_s));
        QCOMPARE(config.connector.ports.redirector, 42127);
        QCOMPARE(config.connector.ports.tunnel, 42132);
        QVERIFY(!config.messages);
        QVERIFY(config.log.redact);
    }

    void writtenTextReadsBackTheSame_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("defaults") << QByteArray("{}");
        QTest::newRow("published") << kPublished;
        QTest::newRow("hamachi") << QByteArray("{\"qos\":{\"type\":\"hamachi\",\"host\":\"25.1.2.3\"}}");
        QTest::newRow("ours") << QByteArray(
            "{"
            "\"server_name\": \"The \\u00FCml\\u00E4ut's\", \"http\": {\"tls\": {\"certificate\": \"a.pem\", \"key\": "
            "\"b.pem\"}},"
            "\"connector\": {\"address\": \"example.org\", \"telemetry\": false, \"ports\": {\"redirector\": 0, "
            "\"blaze\": 1, \"telemetry\": "
            "2, \"qos\": 3,"
            "\"http\": 4, \"tunnel\": 65535}},"
            "\"limits\": {\"connections\": 10, \"connections_per_address\": 2, \"frame_bytes\": 65536,"
            "\"logins_per_account\": 1, \"logins_per_address\": 2, \"codes_per_account\": 3, \"codes_per_address\": 4,"
            "\"telemetry_per_address\": 1000000},"
            "\"log\": {\"redact\": false}, \"job_throttle\": [1, 2, 3], \"galaxy_at_war\": {\"decay\": 0.1},"
            "\"messages\": [{\"title\": \"T\", \"title_de\": \"Td\", \"message\": \"M\", \"message_fr\": \"Mf\", "
            "\"priority\": 5,"
            "\"tracking_id\": 9, \"type\": 8, \"end_date\": \"10:03:2025\", \"image\": \"Promo_n7.dds\"},"
            "{\"message\": \"only text\"}]}");
        QTest::newRow("no messages") << QByteArray("{\"messages\": []}");
        QTest::newRow("tunnel service") << QByteArray(
            "{\"reverse_proxy\": true, \"http\": {\"proxy_header\": \"X-Forwarded-For\"}}");
    }

    void writtenTextReadsBackTheSame()
    {
        QFETCH(const QByteArray, json);
        const auto first = server::parseConfig(json, u"a"_s);
        QVERIFY2(first, qPrintable(first ? QString() : first.error().toString()));
        QCOMPARE(first->warnings, QStringList());
        const QByteArray written = server::toJson(first->config, server::Secrets::Include);
        const auto second = server::parseConfig(written, u"b"_s);
        QVERIFY2(second, qPrintable(second ? QString() : second.error().toString()));
        QCOMPARE(second->warnings, QStringList());
        QCOMPARE(server::toJson(second->config, server::Secrets::Include), written);
        QCOMPARE(second->config.messages, first->config.messages);
        QCOMPARE(second->config.galaxyAtWar.decay, first->config.galaxyAtWar.decay);
    }

    void behindAProxyOnlyTheTotalIsLimited()
    {
        const QByteArray limits = "\"limits\": {\"connections\": 500, \"connections_per_address\": 7}";
        const auto direct = server::parseConfig("{" + limits + "}", u"config.json"_s);
        QVERIFY(direct);
        QCOMPARE(direct->config.connectionsPerAddressMax(), 7);
        const auto behind = server::parseConfig("{\"reverse_proxy\": true, " + limits + "}", u"config.json"_s);
        QVERIFY(behind);
        QCOMPARE(behind->config.connectionsPerAddressMax(), 500);
    }

    void secretsCanBeLeftOut()
    {
        const auto parsed = server::parseConfig(kPublished, u"config.json"_s);
        const QByteArray written = server::toJson(parsed->config, server::Secrets::LeaveOut);
        QVERIFY(!written.contains("hunter2"));
        QVERIFY(!written.contains("s3cret"));
        QVERIFY(server::toJson(parsed->config, server::Secrets::Include).contains("hunter2"));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const QByteArray &json, const char *error) {
            QTest::newRow(name) << json << QString::fromUtf8(error);
        };
        row("port too high", "{\n \"port\": 65536}", "2:10: port must be a whole number from 0 to 65535, not 65536");
        row("port negative", "{\"port\": -1}", "1:10: port must be a whole number from 0 to 65535, not -1");
        row("port as text", "{\"port\": \"80\"}", "1:10: port must be a whole number from 0 to 65535, not \"80\"");
        row("port null", "{\"port\": null}", "1:10: port must be a whole number from 0 to 65535, not null");
        row("host short", "{\"host\": \"127.1\"}",
            "1:10: host must be an IP address such as \"0.0.0.0\", not \"127.1\"");
        row("host name", "{\"host\": \"localhost\"}",
            "1:10: host must be an IP address such as \"0.0.0.0\", not \"localhost\"");
        row("flag as number", "{\"reverse_proxy\": 1}", "1:19: reverse_proxy must be true or false, not 1");
        row("unknown word", "{\"tunnel\": \"Always\"}",
            "1:12: tunnel must be one of \"stricter\", \"always\", \"disabled\", not \"Always\"");
        row("unknown level", "{\"logging\": \"verbose\"}",
            "1:13: logging must be one of \"off\", \"error\", \"warn\", \"info\", \"debug\", \"trace\", not "
            "\"verbose\"");
        row("unknown header", "{\"http\": {\"proxy_header\": \"Forwarded\"}}",
            "1:27: http.proxy_header must be one of \"X-Real-IP\", \"X-Forwarded-For\", not \"Forwarded\"");
        row("word as number", "{\"tunnel\": 5}",
            "1:12: tunnel must be one of \"stricter\", \"always\", \"disabled\", not 5");
        row("object as list", "{\"dashboard\": []}", "1:15: dashboard must be an object { … }, not a list");
        row("twice", "{\"port\": 1, \"port\": 1}", "1:13: port is given twice");
        row("qos without type", "{\"qos\": {}}", "1:9: qos needs a member \"type\"");
        row("qos type", "{\"qos\": {\"type\": \"lan\"}}",
            "1:18: qos.type must be one of \"local\", \"official\", \"custom\", \"disabled\", \"hamachi\", not "
            "\"lan\"");
        row("qos without port", "{\"qos\": {\"type\": \"custom\", \"host\": \"a\"}}",
            "1:9: qos needs a member \"port\" with this type");
        row("qos without host", "{\"qos\": {\"type\": \"custom\", \"port\": 1}}",
            "1:9: qos needs a member \"host\" with this type");
        row("hamachi with a name", "{\"qos\": {\"type\": \"hamachi\", \"host\": \"a\"}}",
            "1:37: qos.host must be an IPv4 address with type \"hamachi\"");
        row("decay", "{\"galaxy_at_war\": {\"decay\": -0.1}}",
            "1:29: galaxy_at_war.decay must be a number from 0 to 655.35, not -0.1");
        row("external port", "{\"udp_tunnel\": {\"external_port\": 0}}",
            "1:34: udp_tunnel.external_port must be a whole number from 1 to 65535, not 0");
        row("token for nobody", "{\"api\": {\"access_tokens\": {\"s3cret\": 0}}}",
            "1:38: api.access_tokens must give each token the number of a player");
        row("token twice", "{\"api\": {\"access_tokens\": {\"s3cret\": 1, \"s3cret\": 2}}}",
            "1:41: api.access_tokens has a member twice");
        row("key missing", "{\"http\": {\"tls\": {\"certificate\": \"a\"}}}",
            "1:18: http.tls.key is missing: a certificate and its key are only of use together");
        row("connector port", "{\"connector\": {\"ports\": {\"blaze\": 70000}}}",
            "1:35: connector.ports.blaze must be a whole number from 0 to 65535, not 70000");
        row("frame too small", "{\"limits\": {\"frame_bytes\": 65535}}",
            "1:28: limits.frame_bytes must be a whole number from 65536 to 16777216, not 65535");
        row("no logins", "{\"limits\": {\"logins_per_account\": 0}}",
            "1:35: limits.logins_per_account must be a whole number from 1 to 1000000, not 0");
        row("too much telemetry", "{\"limits\": {\"telemetry_per_address\": 1000001}}",
            "1:38: limits.telemetry_per_address must be a whole number from 1 to 1000000, not 1000001");
        row("frame too large", "{\"limits\": {\"frame_bytes\": 16777217}}",
            "1:28: limits.frame_bytes must be a whole number from 65536 to 16777216, not 16777217");
        row("no connections", "{\"limits\": {\"connections\": 0}}",
            "1:28: limits.connections must be a whole number from 1 to 1000000, not 0");
        row("message without text", "{\"messages\": [{\"title\": \"x\"}]}",
            "1:15: messages[0] needs a member \"message\" with a text");
        row("message date", "{\"messages\": [{\"message\": \"x\", \"end_date\": \"soon\"}]}",
            "1:44: messages[0].end_date must be three numbers with colons, such as \"10:03:2025\"");
        row("message image", "{\"messages\": [{\"message\": \"x\", \"image\": \"../x\"}]}",
            "1:41: messages[0].image must be a file name, such as \"Promo_n7.dds\"");
        row("job throttle", "{\"job_throttle\": [1, 2]}", "1:18: job_throttle must be a list of 3 numbers");
        row("syntax", "{\n\"port\": 80\n\"host\": \"\"}", "3:2: a '}' or ',' is missing");
    }

    void refuses()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QString, error);
        const auto parsed = server::parseConfig(json, u"the file"_s);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().file, u"the file"_s);
        QVERIFY(!parsed.error().toString().contains(u"s3cret"_s));
        QCOMPARE(parsed.error().toString(), u"the file:"_s + error);
    }

    void warns_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("warning");
        const auto row = [](const char *name, const QByteArray &json, const char *warning) {
            QTest::newRow(name) << json << QString::fromUtf8(warning);
        };
        row("unknown", "{\"colour\": 1}", "1:2: colour is not known and has no effect");
        row("typing error", "{\"dashboard\": {\"super_mail\": \"a\"}}",
            "1:16: dashboard.super_mail is not known and has no effect; did you mean \"super_email\"?");
        row("qos host", "{\"qos\": {\"type\": \"local\", \"host\": \"a\"}}",
            "1:27: qos.host has no effect with this type");
        row("retriever", "{\"retriever\": {\"enabled\": true}}",
            "1:16: retriever.enabled sends the login tokens of official copies to EA's servers");
        row("header without proxy", "{\"http\": {\"proxy_header\": \"X-Real-IP\"}}",
            "1:11: http.proxy_header has no effect without reverse_proxy");
        row("password alone", "{\"dashboard\": {\"super_password\": \"a\"}}",
            "1:16: dashboard.super_password has no effect without super_email");
    }

    void warns()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QString, warning);
        const auto parsed = server::parseConfig(json, u"f"_s);
        QVERIFY(parsed);
        QCOMPARE(parsed->warnings, QStringList(u"f:"_s + warning));
    }

    // The example in the README is a valid file, and shows the defaults.
    void exampleOfTheReadme()
    {
        QFile readme(QStringLiteral(RELAYDECK_SOURCE_DIR "/README.md"));
        QVERIFY(readme.open(QIODevice::ReadOnly));
        const QByteArray text = readme.readAll();
        const qsizetype start = text.indexOf("```json\n") + 8;
        const QByteArray example = text.mid(start, text.indexOf("```", start) - start);
        auto parsed = server::parseConfig(example, u"README.md"_s);
        QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().toString()));
        QCOMPARE(parsed->warnings, QStringList());
        QCOMPARE(parsed->config.messages->size(), 1);
        parsed->config.messages.reset();
        QCOMPARE(server::toJson(parsed->config, server::Secrets::Include),
                 server::toJson(Config(), server::Secrets::Include));
    }

    void whomRequestsComeFrom()
    {
        const auto mode = [](const QByteArray &json) { return server::parseConfig(json, u"f"_s)->config.proxyMode(); };
        QCOMPARE(mode("{}"), http::ProxyMode::Direct);
        QCOMPARE(mode("{\"http\": {\"proxy_header\": \"X-Forwarded-For\"}}"), http::ProxyMode::Direct);
        QCOMPARE(mode("{\"reverse_proxy\": true}"), http::ProxyMode::TrustedProxy);
        QCOMPARE(mode("{\"reverse_proxy\": true, \"http\": {\"proxy_header\": \"X-Forwarded-For\"}}"),
                 http::ProxyMode::TrustedForwardedFor);
    }

    void emptySuperPasswordLeavesThePasswordAlone()
    {
        const auto parsed =
            server::parseConfig("{\"dashboard\": {\"super_email\": \"a@b.c\", \"super_password\": \"\"}}", u"f"_s);
        QVERIFY(parsed);
        QVERIFY(parsed->config.dashboard.superPassword.isEmpty());
        QCOMPARE(parsed->warnings.size(), 1);
        QVERIFY(parsed->warnings.first().contains(u"leaves the password alone"_s));
        // null is how the documentation writes "none".
        const auto none =
            server::parseConfig("{\"dashboard\": {\"super_email\": null, \"super_password\": null}}", u"f"_s);
        QVERIFY(none);
        QCOMPARE(none->warnings, QStringList());
    }

    void limits()
    {
        const auto parses = [](const QByteArray &json) { return server::parseConfig(json, u"f"_s).hasValue(); };
        const auto named = [](qsizetype length) { return "{\"server_name\": \"" + QByteArray(length, 'x') + "\"}"; };
        QVERIFY(parses(named(base::kServerNameMax)));
        QVERIFY(!parses(named(base::kServerNameMax + 1)));
        const auto password = [](const QByteArray &text) {
            return "{\"dashboard\": {\"super_email\": \"a\", \"super_password\": \"" + text + "\"}}";
        };
        QVERIFY(parses(password(QByteArray(base::kPasswordBytesMax, 'x'))));
        QVERIFY(!parses(password(QByteArray(base::kPasswordBytesMax + 1, 'x'))));
        QVERIFY(!parses(password(QByteArray("\u00E4").repeated(base::kPasswordBytesMax / 2 + 1))));
        const auto messages = [](int count) {
            return "{\"messages\": [" + QByteArray("{\"message\":\"x\"},").repeated(count).chopped(1) + "]}";
        };
        QVERIFY(parses(messages(base::kConfigMessagesMax)));
        QVERIFY(!parses(messages(base::kConfigMessagesMax + 1)));
        QByteArray tokens;
        for (int i = 0; i < base::kConfigTokensMax; ++i)
            tokens += "\"t" + QByteArray::number(i) + "\":1,";
        QVERIFY(parses("{\"api\":{\"access_tokens\":{" + tokens.chopped(1) + "}}}"));
        QVERIFY(!parses("{\"api\":{\"access_tokens\":{" + tokens + "\"more\":1}}}"));
        QVERIFY(parses("{}" + QByteArray(base::kConfigFileMax - 2, ' ')));
        QVERIFY(!parses("{}" + QByteArray(base::kConfigFileMax - 1, ' ')));
    }

    void anyPrefixIsRefusedWithoutHarm()
    {
        for (qsizetype length = 0; length < kPublished.size(); ++length)
            QVERIFY(!server::parseConfig(kPublished.first(length), u"f"_s));
    }
};

QTEST_APPLESS_MAIN(TestConfigJson)
#include "tst_configjson.moc"
