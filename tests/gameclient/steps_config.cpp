#include <tests/gameclient/commandids.h>
#include <tests/gameclient/fieldcheck.h>
#include <tests/gameclient/steps.h>

#include <QtEndian>

#include <map>

namespace gameclient::steps {

using namespace Qt::StringLiterals;
using tdf::Value;

namespace {

using Config = std::map<QByteArray, QByteArray>;
using ConfigCheck = base::MoveOnlyFunction<QString(const Config &)>;

// Asks for one configuration and hands its pairs on. Keys come once each.
void fetch(GameClient &game, const QByteArray &name, ConfigCheck check, Done done)
{
    game.ask(
        cmd::kFetchClientConfig, {{"CFID", Value::text(name)}},
        [&game, name, check = std::move(check)](const tdf::Fields &body) mutable {
            QString problem;
            FieldCheck(body, QString::fromLatin1(name), problem).map("CONF", tdf::Type::String, tdf::Type::String);
            if (!problem.isEmpty())
                return problem;
            Config config;
            for (const auto &[key, value] : textMap(body, "CONF")) {
                if (!config.emplace(key, value).second)
                    return u"%1 has the key %2 twice"_s.arg(QString::fromLatin1(name), QString::fromUtf8(key));
            }
            game.trace(u"%1: %2 entries"_s.arg(QString::fromLatin1(name)).arg(config.size()));
            problem = check(config);
            return problem.isEmpty() ? problem : QString::fromLatin1(name) + u": "_s + problem;
        },
        std::move(done));
}

QString missing(const QByteArray &key)
{
    return u"%1 is missing"_s.arg(QString::fromUtf8(key));
}

bool isNumber(const Config &config, const QByteArray &key)
{
    bool ok = false;
    const auto found = config.find(key);
    return found != config.end() && (std::ignore = found->second.toInt(&ok), ok);
}

QString checkData(const Config &config)
{
    for (const char *key :
         {"IMG_MNGR_MAX_BYTES", "IMG_MNGR_MAX_IMAGES", "JOB_THROTTLE_0", "JOB_THROTTLE_1", "JOB_THROTTLE_2",
          "MATCH_MAKING_RULES_VERSION", "MULTIPLAYER_PROTOCOL_VERSION", "TEL_PORT", "TEL_SEND_DELAY", "TEL_SEND_PCT"}) {
        if (!isNumber(config, key))
            return missing(key);
    }
    for (const char *key : {"TEL_DISABLE", "TEL_DOMAIN", "TEL_FILTER", "TEL_SERVER"}) {
        if (!config.contains(key))
            return missing(key);
    }
    for (const char *key : {"GAW_SERVER_BASE_URL", "IMG_MNGR_BASE_URL"}) {
        const auto found = config.find(key);
        // The game speaks plain HTTP only and puts a name right behind the address.
        if (found == config.end() || !found->second.startsWith("http://") || !found->second.endsWith('/'))
            return u"%1 is not a base address"_s.arg(QLatin1StringView(key));
    }
    return {};
}

QString checkMessages(const Config &config)
{
    for (int n = 1; config.contains("MSG_" + QByteArray::number(n) + "_message"); ++n) {
        const QByteArray prefix = "MSG_" + QByteArray::number(n);
        for (const char *language : {"de", "es", "fr", "it", "ja", "pl", "ru"}) {
            if (const QByteArray key = prefix + "_message_" + language; !config.contains(key))
                return missing(key);
        }
        for (const char *part : {"_priority", "_type"}) {
            if (!isNumber(config, prefix + part))
                return missing(prefix + part);
        }
    }
    return {};
}

QString checkEntitlements(const Config &config)
{
    for (int n = 1; n <= 114; ++n) {
        if (const QByteArray key = "ENT_" + QByteArray::number(n) + "_group"; !config.contains(key))
            return missing(key);
    }
    if (!isNumber(config, "CERBERUS_OFFER_ID") || !isNumber(config, "STORE_CATALOG_ID"))
        return u"the shop's numbers are missing"_s;
    return config.size() < 342 ? u"only %1 entries"_s.arg(config.size()) : QString();
}

QString checkShop(const Config &config)
{
    const auto found = config.find("Config");
    if (found == config.end())
        return missing("Config");
    if (found->second.count("<consumable>") != 19)
        return u"has %1 consumables, not 19"_s.arg(found->second.count("<consumable>"));
    return found->second.contains("</dime>") ? QString() : u"the document has no end"_s;
}

using ContentCheck = QString (*)(const QByteArray &content);

// "NIBC", 1, length of the compressed part, length of what is in it; then zlib, and in it the magic of a configuration.
QString bigConfigurationProblem(const QByteArray &content)
{
    constexpr qsizetype kHead = 16;
    constexpr quint32 kUnpackedMax = 16U << 20U; // forty times the largest ever seen
    if (content.size() < kHead || !content.startsWith("NIBC"))
        return u"it does not begin as a compressed configuration"_s;
    const auto number = [&content](qsizetype at) { return qFromLittleEndian<quint32>(content.constData() + at); };
    if (number(4) != 1 || number(8) != static_cast<quint32>(content.size() - kHead))
        return u"the head of the compressed configuration is wrong"_s;
    const quint32 unpacked = number(12);
    if (unpacked == 0 || unpacked > kUnpackedMax)
        return u"the compressed configuration says it is %1 bytes long"_s.arg(unpacked);
    // Qt wants the length in front of the stream.
    QByteArray packed(4, Qt::Uninitialized);
    qToBigEndian(unpacked, packed.data());
    const QByteArray plain = qUncompress(packed + content.sliced(kHead));
    if (plain.size() != static_cast<qsizetype>(unpacked))
        return u"the compressed configuration cannot be unpacked to the length it says"_s;
    return plain.startsWith("mrmf") ? QString() : u"what was packed is no configuration"_s;
}

// The head of a talk file and the lengths it promises.
QString talkProblem(const QByteArray &content)
{
    constexpr qsizetype kHead = 28;
    if (content.isEmpty())
        return {}; // none in this language
    if (content.size() < kHead || !content.startsWith(QByteArray("Tlk\0", 4)))
        return u"it is no talk file"_s;
    const auto number = [&content](qsizetype at) {
        return static_cast<qint64>(qFromLittleEndian<quint32>(content.constData() + at));
    };
    const qint64 length = kHead + 8 * (number(12) + number(16) + number(20)) + number(24);
    return content.size() == length ? QString() : u"the talk file is not as long as it says"_s;
}

// Pieces of 255 characters of Base64 with their sum. An empty map means that the server has nothing of the kind.
QString checkChunks(GameClient &game, const Config &config, ContentCheck contentProblem)
{
    if (config.empty()) {
        game.trace(u"the server has none"_s);
        return {};
    }
    QByteArray whole;
    for (int n = 0; config.contains("CHUNK_" + QByteArray::number(n)); ++n) {
        if (whole.size() % 255 != 0)
            return u"piece %1 is short, and not the last"_s.arg(n - 1);
        whole += config.at("CHUNK_" + QByteArray::number(n));
    }
    if (!isNumber(config, "CHUNK_SIZE") || config.at("CHUNK_SIZE") != "255")
        return u"CHUNK_SIZE is not 255"_s;
    if (!isNumber(config, "DATA_SIZE") || config.at("DATA_SIZE").toLongLong() != whole.size())
        return u"DATA_SIZE is not what the pieces add up to"_s;
    const auto pieces = static_cast<std::size_t>((whole.size() + 254) / 255);
    if (config.size() != pieces + 2)
        return u"there are other keys than the pieces and their sizes"_s;
    const auto decoded = QByteArray::fromBase64Encoding(whole, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return u"the pieces are not Base64"_s;
    game.trace(u"%1 pieces, %2 bytes"_s.arg(pieces).arg(decoded.decoded.size()));
    return contentProblem(decoded.decoded);
}

} // namespace

void fetchData(GameClient &game, Done done)
{
    fetch(game, "ME3_DATA"_ba, checkData, std::move(done));
}

void fetchMessagesConfig(GameClient &game, Done done)
{
    fetch(game, "ME3_MSG"_ba, checkMessages, std::move(done));
}

void fetchEntitlementsConfig(GameClient &game, Done done)
{
    fetch(game, "ME3_ENT"_ba, checkEntitlements, std::move(done));
}

void fetchShop(GameClient &game, Done done)
{
    fetch(game, "ME3_DIME"_ba, checkShop, std::move(done));
}

void fetchBigConfiguration(GameClient &game, Done done)
{
    const auto version = std::make_shared<QByteArray>();
    auto then = [&game, version, done = std::move(done)](const QString &problem) mutable {
        if (!problem.isEmpty() || version->isEmpty() || *version == game.options().cachedConfiguration)
            return done(problem);
        fetch(
            game, "ME3_BINI_PC_COMPRESSED"_ba,
            [&game](const Config &config) { return checkChunks(game, config, bigConfigurationProblem); },
            std::move(done));
    };
    fetch(
        game, "ME3_BINI_VERSION"_ba,
        [version](const Config &config) {
            if (config.empty()) // a server without such a configuration
                return QString();
            if (!config.contains("SECTION") || !isNumber(config, "VERSION"))
                return u"SECTION or VERSION is missing"_s;
            *version = config.at("VERSION");
            return QString();
        },
        std::move(then));
}

void fetchTalk(GameClient &game, Done done)
{
    fetch(
        game, "ME3_LIVE_TLK_PC_en"_ba, [&game](const Config &config) { return checkChunks(game, config, talkProblem); },
        std::move(done));
}

void fetchUnknownConfig(GameClient &game, Done done)
{
    fetch(
        game, "ME3_NO_SUCH_CONFIGURATION"_ba,
        [](const Config &config) { return config.empty() ? QString() : u"should be empty"_s; }, std::move(done));
}

} // namespace gameclient::steps
