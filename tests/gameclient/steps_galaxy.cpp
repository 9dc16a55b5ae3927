// Galaxy at War over plain HTTP, through the connector's local port as the game does it.
#include <tests/gameclient/steps.h>

namespace gameclient::steps {

using namespace Qt::StringLiterals;

namespace {

constexpr unsigned kRatingMax = 10'099;

// What the server must answer for these ratings and promotions, to the byte.
QByteArray ratingsDocument(const Account &account)
{
    QByteArray text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<galaxyatwargetratings>\n    <ratings>\n";
    unsigned sum = 0;
    for (const unsigned rating : account.galaxy) {
        text += "        <ratings>" + QByteArray::number(rating) + "</ratings>\n";
        sum += rating;
    }
    text += "    </ratings>\n    <level>" + QByteArray::number(sum / 5) + "</level>\n    <assets>\n";
    for (int i = 0; i < 10; ++i)
        text += "        <assets>" + QByteArray::number(i == 0 ? promotionsOf(account) : 0) + "</assets>\n";
    return text + "    </assets>\n</galaxyatwargetratings>\n";
}

QByteArray loginDocument(const QByteArray &token)
{
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<fulllogin>
    <canageup>0</canageup>
    <legaldochost/>
    <needslegaldoc>0</needslegaldoc>
    <pclogintoken/>
    <privacypolicyuri/>
    <sessioninfo>
        <blazeuserid/>
        <isfirstlogin>0</isfirstlogin>
        <sessionkey>)" +
           token + R"(</sessionkey>
        <lastlogindatetime/>
        <email/>
        <personadetails>
            <displayname/>
            <lastauthenticated/>
            <personaid/>
            <status>UNKNOWN</status>
            <extid>0</extid>
            <exttype>BLAZE_EXTERNAL_REF_TYPE_UNKNOWN</exttype>
        </personadetails>
        <userid/>
    </sessioninfo>
    <isoflegalcontactage>0</isoflegalcontactage>
    <toshost/>
    <termsofserviceuri/>
    <tosuri/>
</fulllogin>
)";
}

void expectDocument(GameClient &game, const QByteArray &target, const QString &name, const QByteArray &document,
                    Done done)
{
    game.httpGet(
        target,
        [name, document](const HttpAnswer &answer) {
            if (answer.status != 200)
                return name + u" was answered with %1"_s.arg(answer.status);
            if (!answer.contentType.startsWith("text/xml"))
                return name + u" did not bring XML"_s;
            // The document holds a token; it is not quoted.
            return answer.body == document ? QString() : name + u" brought another document than expected"_s;
        },
        std::move(done));
}

} // namespace

std::uint32_t promotionsOf(const Account &account)
{
    std::uint32_t sum = 0;
    for (const auto &[key, value] : account.rows) {
        const QList<QByteArray> fields = value.split(';');
        if (key.startsWith("class") && fields.size() >= 6)
            sum += fields[5].toUInt();
    }
    return sum;
}

void galaxyLogin(GameClient &game, Done done)
{
    expectDocument(game, "/authentication/sharedTokenLogin?auth=" + game.authToken, u"sharedTokenLogin"_s,
                   loginDocument(game.authToken), std::move(done));
}

void galaxyRead(GameClient &game, Done done)
{
    expectDocument(game, "/galaxyatwar/getRatings/" + game.authToken, u"getRatings"_s, ratingsDocument(game.account),
                   std::move(done));
}

void galaxyIncrease(GameClient &game, Done done)
{
    // As after a match: one theatre much, others a little, one nothing.
    QByteArray query;
    for (std::size_t group = 0; group < game.account.galaxy.size(); ++group) {
        const unsigned added = group == 4 ? 0 : game.random().below(group == 0 ? 2'000 : 400);
        game.account.galaxy.at(group) = std::min(game.account.galaxy.at(group) + added, kRatingMax);
        query += (query.isEmpty() ? "?rinc|" : "&rinc|") + QByteArray::number(group) + '=' + QByteArray::number(added);
    }
    expectDocument(game, "/galaxyatwar/increaseRatings/" + game.authToken + query, u"increaseRatings"_s,
                   ratingsDocument(game.account), std::move(done));
}

} // namespace gameclient::steps
