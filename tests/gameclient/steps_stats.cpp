// The leaderboards as the game shows them: its own rows, the page around itself, the pages from the top.
#include <tests/gameclient/bodycheck.h>
#include <tests/gameclient/commandids.h>
#include <tests/gameclient/fieldcheck.h>
#include <tests/gameclient/steps.h>

#include <array>

namespace gameclient::steps {

using namespace Qt::StringLiterals;
using tdf::Value;

namespace {

constexpr int kPage = 60; // rows, as the game asks

struct Board
{
    const char *name;
    const char *title;
    const char *groupName;
    const char *statName;
    std::uint32_t (*standing)(const Account &account);
};

constexpr std::array<Board, 2> kBoards {
    Board {"N7RatingGlobal", "N7 Rating", "ME3LeaderboardGroup", "n7rating",
           [](const Account &account) { return account.rating; }},
    Board {"ChallengePointsGlobal", "Challenge Points", "ME3ChallengePoints", "ChallengePoints",
           [](const Account &account) { return account.challengePoints; }},
};

struct Row
{
    std::uint32_t player = 0;
    std::uint64_t rank = 0;
    std::uint64_t value = 0;
    QString name;
};

Value scopes()
{
    return Value::map(tdf::Type::String, tdf::Type::Integer,
                      {{Value::text("accountcountry"_ba), 0}, {Value::text("ME3Map"_ba), 0}});
}

// What is the same in every question, behind the fields that differ; sorted by tag as the game writes it.
tdf::Fields question(tdf::Fields first, const Board &board, std::optional<int> start = std::nullopt)
{
    first.append("KSUM", scopes());
    first.append("LBID", 0);
    first.append("NAME", Value::text(QByteArray(board.name)));
    first.append("POFF", 0);
    if (start)
        first.append("STRT", *start);
    first.append("TIME", 0);
    first.append("USET", tdf::ObjectId {{0, 0}, 0});
    return first;
}

QString readRows(const QString &name, const tdf::Fields &body, std::vector<Row> &rows)
{
    QString problem;
    FieldCheck(body, name, problem).list("LDLS", tdf::Type::Group);
    if (!problem.isEmpty())
        return problem;
    for (const Value &item : body.find("LDLS")->as<Value::List>()->items) {
        const tdf::Fields &fields = item.toFields();
        FieldCheck(fields, name + u".LDLS"_s, problem)
            .filledText("ENAM")
            .integer("ENID")
            .integer("RANK")
            .filledText("RSTA")
            .integer("RWFG", 0)
            .unionKey("RWST", tdf::kUnionUnset)
            .list("STAT", tdf::Type::String, 1)
            .integer("UATT", 0);
        if (!problem.isEmpty())
            return problem;
        Row row;
        row.player = static_cast<std::uint32_t>(fields.find("ENID")->toInteger());
        row.rank = fields.find("RANK")->toInteger();
        row.value = fields.find("RSTA")->toBytes().toULongLong();
        row.name = fields.find("ENAM")->toString();
        if (fields.find("STAT")->as<Value::List>()->items.front().toBytes() != fields.find("RSTA")->toBytes())
            return name + u": a row says two different values"_s;
        // Best first; ties share a rank and stand by player number, and the next rank counts them.
        if (!rows.empty()) {
            const Row &before = rows.back();
            const bool tied = before.value == row.value;
            if (before.value < row.value || (tied && (before.rank != row.rank || before.player >= row.player)) ||
                (!tied && before.rank >= row.rank))
                return name + u": the rows %1 and %2 are in a wrong order"_s.arg(before.player).arg(row.player);
        }
        rows.push_back(row);
    }
    return {};
}

QString checkOwnRow(const GameClient &game, const Board &board, const QString &name, const std::vector<Row> &rows)
{
    for (const Row &row : rows) {
        if (row.player != game.account.playerId)
            continue;
        const std::uint32_t expected = board.standing(game.account);
        if (row.value != expected)
            return name + u": the own value is %1, not %2"_s.arg(row.value).arg(expected);
        return row.name == game.account.displayName ? QString() : name + u": the own row has another name"_s;
    }
    return name + u": the own row is missing"_s;
}

using RowsCheck = base::MoveOnlyFunction<QString(const std::vector<Row> &)>;

void askRows(GameClient &game, const CommandId &command, const tdf::Fields &body, RowsCheck check, Done done)
{
    game.ask(
        command, body,
        [name = QString::fromLatin1(command.name), check = std::move(check)](const tdf::Fields &answer) mutable {
            std::vector<Row> rows;
            const QString problem = readRows(name, answer, rows);
            return problem.isEmpty() ? check(rows) : problem;
        },
        std::move(done));
}

void askGroup(GameClient &game, const Board &board, Done done)
{
    const auto text = [](const char *words) { return Value::text(QByteArray(words)); };
    const QByteArray title(board.title);
    const Value column = Value::group({{"CATG", text("MassEffectStats")},
                                       {"DFLT", text("0")},
                                       {"DRVD", 0},
                                       {"FRMT", text("%d")},
                                       {"KIND", text("")},
                                       {"LDSC", Value::text(title)},
                                       {"META", text("W=200, HMC=tableColHeader3, REMC=tableRowEntry3")},
                                       {"NAME", text(board.statName)},
                                       {"SDSC", Value::text(title)},
                                       {"TYPE", 0}});
    const Value values = Value::map(tdf::Type::Integer, tdf::Type::Integer, {{0, 0}});
    const Value countries =
        Value::map(tdf::Type::String, tdf::Type::Group, {{text("accountcountry"), Value::group({{"KSVL", values}})}});
    const tdf::Fields expected {
        {"ACSD", 0},
        {"BNAM", text(board.name)},
        {"DESC", Value::text(title + " - Global")},
        {"ETYP", tdf::ObjectType {0x7802, 1}},
        {"KSUM", countries},
        {"LBSZ", 7'500'000},
        {"LIST", Value::list(tdf::Type::Group, {column})},
        {"META", text("RF=@W=150, HMC=tableColHeader1, REMC=tableRowEntry1@ UF=@W=670, HMC=tableColHeader2, "
                      "REMC=tableRowEntry2@")},
        {"NAME", text(board.groupName)},
        {"SNAM", text(board.statName)}};
    game.ask(
        cmd::kGetLeaderboardGroup, {{"LBID", 0}, {"NAME", text(board.name)}},
        [expected](const tdf::Fields &body) { return bodyProblem(u"GetLeaderboardGroup"_s, expected, body); },
        std::move(done));
}

void askCount(GameClient &game, const Board &board, Done done)
{
    game.ask(
        cmd::kGetLeaderboardEntityCount,
        {{"KSUM", scopes()}, {"LBID", 0}, {"NAME", Value::text(QByteArray(board.name))}, {"POFF", 0}},
        [](const tdf::Fields &body) {
            const QString problem = bodyProblem(u"GetLeaderboardEntityCount"_s, {{"CNT", 0}}, body, {"CNT"});
            if (problem.isEmpty() && body.find("CNT")->toInteger() == 0)
                return u"GetLeaderboardEntityCount.CNT is 0, and we are on the board"_s;
            return problem;
        },
        std::move(done));
}

void askFiltered(GameClient &game, const Board &board, Done done)
{
    const Value ids = Value::list(tdf::Type::Integer, {game.account.playerId});
    askRows(
        game, cmd::kGetFilteredLeaderboard, question({{"FILT", 1}, {"IDLS", ids}}, board),
        [&game, &board](const std::vector<Row> &rows) {
            if (rows.size() != 1)
                return u"GetFilteredLeaderboard gave %1 rows for one player"_s.arg(rows.size());
            return checkOwnRow(game, board, u"GetFilteredLeaderboard"_s, rows);
        },
        std::move(done));
}

void askCentered(GameClient &game, const Board &board, Done done)
{
    const tdf::Fields first {{"BOTT", 0}, {"CENT", game.account.playerId}, {"COUN", kPage}};
    askRows(
        game, cmd::kGetCenteredLeaderboard, question(first, board),
        [&game, &board](const std::vector<Row> &rows) {
            if (rows.size() > static_cast<std::size_t>(kPage))
                return u"GetCenteredLeaderboard gave more rows than wanted"_s;
            return checkOwnRow(game, board, u"GetCenteredLeaderboard"_s, rows);
        },
        std::move(done));
}

// All pages from the top; on the whole board a rank is one more than the rows with a larger value.
void askPages(GameClient &game, const Board &board, const std::shared_ptr<std::vector<Row>> &all, Done done)
{
    const auto start = static_cast<int>(all->size());
    const auto full = std::make_shared<bool>(false);
    auto then = [&game, &board, all, full, done = std::move(done)](const QString &problem) mutable {
        if (!problem.isEmpty())
            return done(problem);
        if (*full)
            return askPages(game, board, all, std::move(done));
        std::size_t larger = 0;
        for (std::size_t i = 0; i < all->size(); ++i) {
            if (i > 0 && (*all)[i].value < (*all)[i - 1].value)
                larger = i;
            if ((*all)[i].rank != larger + 1)
                return done(u"GetLeaderboard: row %1 has rank %2, not %3"_s.arg(i).arg((*all)[i].rank).arg(larger + 1));
        }
        done(checkOwnRow(game, board, u"GetLeaderboard"_s, *all));
    };
    askRows(
        game, cmd::kGetLeaderboard, question({{"COUN", kPage}}, board, start),
        [all, full](const std::vector<Row> &rows) {
            if (rows.size() > static_cast<std::size_t>(kPage))
                return u"GetLeaderboard gave more rows than wanted"_s;
            all->insert(all->end(), rows.begin(), rows.end());
            *full = rows.size() == static_cast<std::size_t>(kPage);
            return QString();
        },
        std::move(then));
}

using BoardStep = void (*)(GameClient &, const Board &, Done);

// One question after the other, as the screen fills.
void askAll(GameClient &game, std::vector<std::pair<BoardStep, const Board *>> left, Done done)
{
    if (left.empty())
        return done({});
    const auto [step, board] = left.front();
    left.erase(left.begin());
    step(game, *board, [&game, left = std::move(left), done = std::move(done)](const QString &problem) mutable {
        if (!problem.isEmpty())
            return done(problem);
        askAll(game, std::move(left), std::move(done));
    });
}

} // namespace

void showLeaderboards(GameClient &game, Done done)
{
    std::vector<std::pair<BoardStep, const Board *>> questions;
    for (const Board &board : kBoards) {
        for (const BoardStep step : {askGroup, askCount, askFiltered, askCentered})
            questions.emplace_back(step, &board);
    }
    askAll(game, std::move(questions), std::move(done));
}

void readWholeLeaderboards(GameClient &game, Done done)
{
    const auto whole = [](GameClient &player, const Board &board, Done then) {
        askPages(player, board, std::make_shared<std::vector<Row>>(), std::move(then));
    };
    askAll(game, {{whole, &kBoards[0]}, {whole, &kBoards[1]}}, std::move(done));
}

} // namespace gameclient::steps
