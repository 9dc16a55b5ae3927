#include <core/server/routes/galaxyroutes.h>

#include <core/playerdata/n7estimate.h>

#include <algorithm>

namespace server {

using namespace Qt::StringLiterals;
using playerdata::GalaxyRatings;

namespace {

constexpr qsizetype kClassValueMax = 1024; // the longest that the game writes has some fifty bytes
constexpr int kAssets = 10;                // the first is promotions, the others were never used

const QByteArray kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"_ba;

// Published servers write their errors with these indents and without a last line feed.
http::Response error(const QByteArray &lines, int status)
{
    return http::Response::xml(kHead + "                <error>\n" + lines + "                </error>", status);
}

http::Response unknownPlayer()
{
    return error("                    <component>2049</component>\n"
                 "                    <errorCode>1074003968</errorCode>\n"
                 "                    <errorName>ERR_AUTHENTICATION_REQUIRED</errorName>\n",
                 200);
}

http::Response failed()
{
    return error("                    <errorcode>500</errorcode>\n"
                 "                    <errormessage>Internal server error</errormessage>\n",
                 500);
}

// What XML has no way to write is left out.
QByteArray escaped(const QString &text)
{
    QString allowed;
    for (const QChar c : text) {
        if (c >= u' ' || c == u'\t' || c == u'\n' || c == u'\r')
            allowed += c;
    }
    return allowed.toHtmlEscaped().toUtf8();
}

QByteArray loginDocument(const QString &token)
{
    return kHead +
           "<fulllogin>\n"
           "    <canageup>0</canageup>\n"
           "    <legaldochost/>\n"
           "    <needslegaldoc>0</needslegaldoc>\n"
           "    <pclogintoken/>\n"
           "    <privacypolicyuri/>\n"
           "    <sessioninfo>\n"
           "        <blazeuserid/>\n"
           "        <isfirstlogin>0</isfirstlogin>\n"
           "        <sessionkey>" +
           escaped(token) +
           "</sessionkey>\n"
           "        <lastlogindatetime/>\n"
           "        <email/>\n"
           "        <personadetails>\n"
           "            <displayname/>\n"
           "            <lastauthenticated/>\n"
           "            <personaid/>\n"
           "            <status>UNKNOWN</status>\n"
           "            <extid>0</extid>\n"
           "            <exttype>BLAZE_EXTERNAL_REF_TYPE_UNKNOWN</exttype>\n"
           "        </personadetails>\n"
           "        <userid/>\n"
           "    </sessioninfo>\n"
           "    <isoflegalcontactage>0</isoflegalcontactage>\n"
           "    <toshost/>\n"
           "    <termsofserviceuri/>\n"
           "    <tosuri/>\n"
           "</fulllogin>\n";
}

QByteArray ratingsDocument(const GalaxyRatings &ratings, quint32 promotions)
{
    QByteArray document = kHead + "<galaxyatwargetratings>\n    <ratings>\n";
    for (const quint16 rating : ratings.groups)
        document += "        <ratings>" + QByteArray::number(rating) + "</ratings>\n";
    document += "    </ratings>\n    <level>" + QByteArray::number(ratings.level()) + "</level>\n    <assets>\n";
    for (int asset = 0; asset < kAssets; ++asset)
        document += "        <assets>" + QByteArray::number(asset == 0 ? promotions : 0U) + "</assets>\n";
    return document + "    </assets>\n</galaxyatwargetratings>\n";
}

struct LoginQuery
{
    QString auth;
    static void read(http::QueryReader &in, LoginQuery &out) { in.text(u"auth", out.auth); }
};

struct RiseQuery
{
    std::array<quint16, 5> by {};
    static void read(http::QueryReader &in, RiseQuery &out)
    {
        for (std::size_t i = 0; i < out.by.size(); ++i)
            in.number(u"rinc|"_s + QString::number(i), out.by[i]);
    }
};

struct TokenPath
{
    QString token;
    static void read(http::PathReader &in, TokenPath &out) { in.text("token", out.token); }
};

} // namespace

GalaxyRoutes::GalaxyRoutes(const Parts &parts, const GalaxyAtWarConfig &config)
    : m_parts(parts)
    , m_config(config)
{}

void GalaxyRoutes::addTo(http::Router &router)
{
    router.add(http::Route<LoginQuery> {
        .path = "/authentication/sharedTokenLogin",
        .handler =
            [](auto call, http::Responder responder) {
                responder.send(http::Response::xml(loginDocument(call.query.auth)));
            },
    });
    router.add(http::Route<http::NoQuery, http::NoBody, TokenPath> {
        .path = "/galaxyatwar/getRatings/{token}",
        .handler = [this](auto call,
                          http::Responder responder) { answer(call.path.token, std::nullopt, std::move(responder)); },
    });
    router.add(http::Route<RiseQuery, http::NoBody, TokenPath> {
        .path = "/galaxyatwar/increaseRatings/{token}",
        .handler = [this](auto call,
                          http::Responder responder) { answer(call.path.token, call.query.by, std::move(responder)); },
    });
}

void GalaxyRoutes::answer(const QString &token, const Rise &rise, http::Responder responder)
{
    const auto player = m_parts.tokens.verifySession(token.toUtf8());
    if (!player)
        return responder.send(unknownPlayer());
    const storage::Timestamp now = storage::timestampFromWall(m_parts.clock.wall());
    const storage::GalaxyRecord initial {.player = *player, .lastModified = now, .groups = GalaxyRatings {}.groups};
    std::function<void(storage::GalaxyRecord &)> change;
    if (rise || m_config.decay > 0.0F) {
        change = [rise, now, decay = m_config.decay](storage::GalaxyRecord &record) {
            GalaxyRatings ratings {record.groups};
            const auto absence = std::chrono::duration_cast<std::chrono::seconds>(now - record.lastModified);
            if (decay > 0.0F)
                ratings.decay(playerdata::decayPoints(absence, decay));
            if (rise)
                ratings.increase(*rise);
            record.groups = ratings.groups;
            record.lastModified = now;
        };
    }
    m_parts.ratings.update(initial, std::move(change), [this, responder = std::move(responder)](auto record) mutable {
        if (record)
            return addPromotions(record->player, {record->groups}, std::move(responder));
        // The signature was good, so the player has been deleted since.
        const bool gone = record.error() == storage::StoreError::NotFound;
        responder.send(gone ? unknownPlayer() : failed());
    });
}

void GalaxyRoutes::addPromotions(base::PlayerId player, const GalaxyRatings &ratings, http::Responder responder)
{
    if (!m_config.promotions)
        return responder.send(http::Response::xml(ratingsDocument(ratings, 0)));
    m_parts.playerData.loadShort(player, "class"_ba, kClassValueMax,
                                 [ratings, responder = std::move(responder)](auto rows) mutable {
                                     if (!rows)
                                         return responder.send(failed());
                                     playerdata::ClassSums sums;
                                     for (const storage::PlayerDataRow &row : *rows)
                                         sums.add(row.key, row.value);
                                     responder.send(http::Response::xml(ratingsDocument(ratings, sums.promotions())));
                                 });
}

} // namespace server
