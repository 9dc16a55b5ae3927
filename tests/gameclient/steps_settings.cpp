#include <tests/gameclient/commandids.h>
#include <tests/gameclient/fieldcheck.h>
#include <tests/gameclient/steps.h>

#include <deque>

namespace gameclient::steps {

using namespace Qt::StringLiterals;
using tdf::Value;

namespace {

QByteArray randomDigits(base::Random &random, int length)
{
    QByteArray digits;
    for (int i = 0; i < length; ++i)
        digits.append(static_cast<char>('0' + random.below(10)));
    return digits;
}

QByteArray className(int index)
{
    static constexpr const char *kNames[] = {"Adept", "Soldier", "Engineer", "Sentinel", "Infiltrator", "Vanguard"};
    return kNames[index % 6];
}

// Rows of the kinds and lengths the game keeps; the values differ from account to account and from call to call.
std::map<QByteArray, QByteArray> newRows(base::Random &random)
{
    std::map<QByteArray, QByteArray> rows;
    rows["Base"] =
        "20;4;" + QByteArray::number(random.below(100'000)) + ";-1;0;0;0;0;0;0;" + randomDigits(random, 1400);
    rows["FaceCodes"] = "20;" + randomDigits(random, 60);
    rows["NewItem"] = "20;4;" + QByteArray::number(random.below(300)) + " " + QByteArray::number(random.below(300));
    rows["csreward"] = QByteArray::number(random.below(154));
    rows["Completion"] = "22," + randomDigits(random, 700);
    rows["Progress"] = "22," + randomDigits(random, 900);
    rows["cscompletion"] = "22," + randomDigits(random, 250);
    for (const char *key : {"cstimestamps", "cstimestamps2", "cstimestamps3"})
        rows[key] = "22," + randomDigits(random, 120);
    for (int i = 0; i < 6; ++i) {
        rows["class" + QByteArray::number(i + 1)] = "20;4;" + className(i) + ";" +
                                                    QByteArray::number(1 + random.below(20)) + ";0.0000;" +
                                                    QByteArray::number(random.below(100));
        rows["char" + QByteArray::number(i)] =
            "20;4;" + className(i) + "HumanMale;J\xC3\xB6rg Shepard;0;" + randomDigits(random, 200);
    }
    return rows;
}

struct Saving
{
    std::deque<std::pair<QByteArray, QByteArray>> left;
    Done done;
};

// One request after the other, each waiting for its answer: that is how the game saves.
void saveNext(GameClient &game, const std::shared_ptr<Saving> &saving)
{
    if (saving->left.empty()) {
        auto done = std::move(saving->done);
        return done({});
    }
    const auto row = saving->left.front();
    saving->left.pop_front();
    game.ask(
        cmd::kUserSettingsSave, {{"DATA", Value::text(row.second)}, {"KEY", Value::text(row.first)}, {"UID", 0}},
        [&game, row](const tdf::Fields &body) {
            if (!body.isEmpty())
                return u"the answer to UserSettingsSave should be empty"_s;
            game.account.rows[row.first] = row.second; // acknowledged, so it must be there from now on
            return QString();
        },
        [&game, saving](const QString &problem) {
            if (problem.isEmpty())
                return saveNext(game, saving);
            auto done = std::move(saving->done);
            done(problem);
        });
}

void save(GameClient &game, const std::map<QByteArray, QByteArray> &rows, Done done)
{
    auto saving = std::make_shared<Saving>();
    saving->left.assign(rows.begin(), rows.end());
    saving->done = std::move(done);
    game.trace(u"saving %1 rows"_s.arg(rows.size()));
    saveNext(game, saving);
}

QString compare(const Account &account, const tdf::Fields &body)
{
    QString problem;
    FieldCheck(body, u"UserSettingsLoadAll"_s, problem).map("SMAP", tdf::Type::String, tdf::Type::String);
    if (!problem.isEmpty())
        return problem;
    const auto loaded = textMap(body, "SMAP");
    auto expected = account.rows.begin();
    for (const auto &[key, value] : loaded) {
        const QString name = QString::fromUtf8(key);
        if (expected == account.rows.end())
            return u"the row %1 was never saved"_s.arg(name);
        if (key != expected->first)
            return u"the row %1 comes where %2 should"_s.arg(name, QString::fromUtf8(expected->first));
        if (value != expected->second)
            return u"the row %1 is not what was saved"_s.arg(name);
        ++expected;
    }
    if (expected != account.rows.end())
        return u"the row %1 is lost"_s.arg(QString::fromUtf8(expected->first));
    return {};
}

} // namespace

void loadSettings(GameClient &game, Done done)
{
    game.ask(
        cmd::kUserSettingsLoadAll, {},
        [&game](const tdf::Fields &body) {
            const QString problem = compare(game.account, body);
            if (problem.isEmpty())
                game.trace(u"%1 rows, all as saved"_s.arg(game.account.rows.size()));
            return problem;
        },
        std::move(done));
}

void saveSettings(GameClient &game, Done done)
{
    save(game, newRows(game.random()), std::move(done));
}

void changeSettings(GameClient &game, Done done)
{
    const auto fresh = newRows(game.random());
    std::map<QByteArray, QByteArray> changed;
    for (const char *key : {"Base", "Progress", "class1", "char3"})
        changed.emplace(key, fresh.at(key));
    save(game, changed, std::move(done));
}

} // namespace gameclient::steps
