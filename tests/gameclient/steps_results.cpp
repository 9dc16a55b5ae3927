// What a game does with the outcome of a match: records for the developers, saves, standings.
#include <tests/gameclient/bodycheck.h>
#include <tests/gameclient/commandids.h>
#include <tests/gameclient/matchnotes.h>
#include <tests/gameclient/steps.h>

#include <QtEndian>

namespace gameclient::steps {

using namespace Qt::StringLiterals;
using tdf::Value;

namespace {

constexpr char kMaskKey[] = "The truth is back in style."; // 27 bytes, repeated
constexpr quint64 kReportType = 0x1234;                    // which form of report; the receiver does not ask

// The masking the game uses: seven bits, the eighth set where a byte would look like a separator.
QByteArray masked(const QByteArray &text)
{
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto plain = static_cast<unsigned char>(text[i]);
        const auto key = static_cast<unsigned char>(kMaskKey[i % (qsizetype(sizeof kMaskKey) - 1)]);
        const auto cipher = static_cast<unsigned char>((plain ^ key) & 0x7FU);
        out.append(static_cast<char>(cipher < 0x20 || cipher == '=' ? cipher | 0x80U : cipher));
    }
    return out;
}

QByteArray telemetryMessage(const QByteArray &event)
{
    const QByteArray data = masked(event);
    const QByteArray line = "TLM3=@" + QByteArray::number(data.size() + 1, 16) + '-' + data + '\n' + '\0';
    QByteArray head(12, '\0');
    qToBigEndian(static_cast<quint16>(head.size() + line.size()), head.data() + 10);
    return head + line;
}

} // namespace

void sendTelemetry(GameClient &game, Done done)
{
    const QByteArray event = "00000055/-;0000002" + QByteArray::number(game.random().below(10)) +
                             "/GAME/MULT/KILL/inst=Player&dead=SFXPawn_Husk&ksrc=M-8Avenger&posX=1.5&posY=-2.25&"
                             "posZ=90.0&mapv=biop_mpcer3&clas=AdeptHumanMale&levl=3&diff=0&mtch=1";
    game.sendTelemetry(telemetryMessage(event), std::move(done));
}

void submitReport(GameClient &game, Done done)
{
    // Standings only rise.
    game.account.rating += 1 + game.random().below(2'000);
    game.account.challengePoints += 1 + game.random().below(300);
    const Value standing =
        Value::group({{"CTRY", 16725}, {"NCHP", game.account.challengePoints}, {"NRAT", game.account.rating}});
    const Value report =
        Value::group({{"GAME", Value::group({})},
                      {"PLYR", Value::map(tdf::Type::Integer, tdf::Type::Group, {{game.account.playerId, standing}})}});
    const Value whole = Value::group({{"GAME", tdf::IntList {{kReportType}}},
                                      {"GAME", report},
                                      {"GRID", 0},
                                      {"GTYP", Value::text("massEffectReport"_ba)}});
    auto submitted = [&game, done = std::move(done)](const QString &problem) mutable {
        if (!problem.isEmpty())
            return done(problem);
        expectAll(game, {notes::reportSubmitted()}, std::move(done));
    };
    game.ask(cmd::kSubmitOfflineGameReport, {{"FNSH", 0}, {"PRVT", tdf::IntList {}}, {"RPRT", whole}},
             [](const tdf::Fields &body) { return bodyProblem(u"SubmitOfflineGameReport"_s, {}, body); },
             std::move(submitted), {note::kGameReportSubmitted});
}

} // namespace gameclient::steps
