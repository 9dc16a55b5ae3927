#include <core/stats/commands/stats/getleaderboardgroup.h>

#include <core/base/limits.h>

#include <QHash>

namespace stats {

using namespace Qt::StringLiterals;

namespace {

// What differs between the two boards.
struct Titles
{
    QByteArray prefix; // of the name asked for
    QByteArray title;
    QByteArray group;
    QByteArray column;
};

const Titles *titlesOf(QByteArrayView name)
{
    static const QList<Titles> boards {
        {"N7Rating"_ba, "N7 Rating"_ba, "ME3LeaderboardGroup"_ba, "n7rating"_ba},
        {"ChallengePoints"_ba, "Challenge Points"_ba, "ME3ChallengePoints"_ba, "ChallengePoints"_ba},
    };
    for (const Titles &board : boards) {
        if (name.startsWith(board.prefix))
            return &board;
    }
    return nullptr;
}

LeaderboardColumn columnOf(const Titles &titles)
{
    LeaderboardColumn column;
    column.category = "MassEffectStats"_ba;
    column.initial = "0"_ba;
    column.format = "%d"_ba;
    column.longTitle = titles.title;
    column.layout = "W=200, HMC=tableColHeader3, REMC=tableRowEntry3"_ba;
    column.name = titles.column;
    column.title = titles.title;
    return column;
}

} // namespace

QString placeShown(const QString &place)
{
    static const QHash<QString, QString> places {
        {u"global"_s, u"Global"_s}, {u"de"_s, u"Germany"_s},     {u"en"_s, u"English"_s}, {u"es"_s, u"Spain"_s},
        {u"fr"_s, u"France"_s},     {u"it"_s, u"Italy"_s},       {u"ja"_s, u"Japan"_s},   {u"pl"_s, u"Poland"_s},
        {u"ru"_s, u"Russia"_s},     {u"nz"_s, u"New Zealand"_s},
    };
    const QString lower = place.toLower();
    return places.value(lower, lower);
}

void GetLeaderboardGroupHandler::operator()(const LeaderboardGroupRequest &request, blaze::Context & /*context*/,
                                            blaze::Reply<LeaderboardGroupResponse> reply) const
{
    const Titles *titles = request.name.size() <= base::kBoardNameMax ? titlesOf(request.name) : nullptr;
    if (titles == nullptr)
        return reply.ok();
    const QString place = QString::fromUtf8(request.name.sliced(titles->prefix.size()));
    LeaderboardGroupResponse response;
    response.ascending = 0;
    response.boardName = request.name;
    response.description = QString::fromLatin1(titles->title) + u" - "_s + placeShown(place);
    response.entityType = tdf::ObjectType {.component = static_cast<quint16>(blaze::Component::UserSessions),
                                           .entity = blaze::kEntityDefault};
    response.keyScopes = {{"accountcountry"_ba, KeyScope {.values = {{0, 0}}}}};
    response.size = 7'500'000;
    response.columns = {columnOf(*titles)};
    response.layout = "RF=@W=150, HMC=tableColHeader1, REMC=tableRowEntry1@ UF=@W=670, HMC=tableColHeader2, "
                      "REMC=tableRowEntry2@"_ba;
    response.name = titles->group;
    response.shortName = titles->column;
    reply.ok(response);
}

} // namespace stats
