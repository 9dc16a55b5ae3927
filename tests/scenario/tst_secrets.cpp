// Nothing that must not be seen reaches a log, at the most talkative level and with every kind of request, good and
// bad.

#include <core/session/commands/authentication/createaccount.h>
#include <core/session/commands/authentication/login.h>
#include <core/session/commands/authentication/originlogin.h>
#include <core/session/commands/authentication/passwordforgot.h>
#include <core/session/commands/authentication/silentlogin.h>
#include <core/session/commands/usersessions/resumesession.h>
#include <core/session/commands/usersessions/updatenetworkinfo.h>
#include <core/session/commands/util/postauth.h>
#include <core/session/commands/util/setclientmetrics.h>
#include <core/tdf/describe.h>
#include <tests/scenario/world.h>

#include <QLoggingCategory>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scenario;
using namespace session;

namespace {

QStringList &lines()
{
    static QStringList kept;
    return kept;
}

void keep(QtMsgType /*type*/, const QMessageLogContext & /*context*/, const QString &text)
{
    lines() << text;
}

// Describes every frame the way a packet log does.
class Describer final : public blaze::FrameObserver
{
public:
    void onFrame(const blaze::Connection & /*connection*/, blaze::Direction direction, const blaze::Frame &frame,
                 const blaze::CommandInfo *info) override
    {
        const tdf::Schema *schema = nullptr;
        if (info != nullptr)
            schema = direction == blaze::Direction::In ? info->request : info->response;
        lines() << tdf::describe(frame.body, schema);
    }
};

} // namespace

class SecretsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingPlantedIsFound()
    {
        QLoggingCategory::setFilterRules(u"app.*.debug=true"_s);
        const QtMessageHandler previous = qInstallMessageHandler(keep);
        const QStringList planted = play();
        qInstallMessageHandler(previous);
        QLoggingCategory::setFilterRules({});

        QVERIFY(lines().size() > 20); // something was said at all
        for (const QString &secret : planted) {
            QVERIFY(!secret.isEmpty());
            for (const QString &line : std::as_const(lines()))
                QVERIFY2(!line.contains(secret), qPrintable(u"found %1 in: %2"_s.arg(secret, line)));
        }
    }

private:
    static QStringList play()
    {
        World world;
        Describer describer;
        world.router().setObserver(&describer);
        const Account a = world.accounts().add(u"planted-mail@example.com"_s, u"Ann"_s, "planted-password");
        const QByteArray token = world.tokens().issueSession(a.id);
        const QByteArray earlier = world.tokens().issueSession(a.id, world.time().wall() - std::chrono::hours(1));
        Client &client = world.connect(base::Ipv4 {0xCB007142});

        const auto login = [&client](const QString &email, const QByteArray &password) {
            authentication::LoginRequest request;
            request.email = email;
            request.password = base::Secret(password);
            client.send(authentication::login, request);
        };
        login(u"planted-mail@example.com"_s, "planted-password");
        login(u"planted-mail@example.com"_s, "planted-guess");
        login(u"planted-unknown@example.com"_s, "planted-guess");
        login(u"planted no mail"_s, "planted-guess");
        authentication::CreateAccountRequest account;
        account.email = u"planted-new@example.com"_s;
        account.password = base::Secret("planted-chosen");
        client.send(authentication::createAccount, account);
        client.send(authentication::createAccount, account);
        client.send(authentication::passwordForgot, {"planted-forgot@example.com"});
        client.send(authentication::silentLogin, {earlier});
        client.send(authentication::silentLogin, {"planted-token"});
        client.send(authentication::originLogin, {"planted-origin", 1});
        client.send(usersessions::resumeSession, {earlier});
        client.send(util::postAuth);
        // The first packet names the network card; nothing of it is read, and it is not shown either.
        tdf::Fields info {{"CINF", tdf::Value::group({{"MAC", tdf::Value::text("00:00:5e:planted")}})}};
        client.send(0x9, 0x7, tdf::written(info));
        util::SetClientMetricsRequest metrics;
        metrics.router = "planted-router";
        metrics.status = 2;
        metrics.outerAddress = base::Ipv4 {0xC6336455}; // 198.51.100.85
        client.send(util::setClientMetrics, metrics);
        usersessions::UpdateNetworkInfoRequest network;
        network.address.emplace<2>(AddressPair {.external = {{0xC6336456}, 1}, .internal = {{0xC6336457}, 2}});
        client.send(usersessions::updateNetworkInfo, network);
        // Undecodable bodies of commands with secrets.
        const QByteArray broken = tdf::written({{"MAIL", tdf::Value::text("planted-broken@example.com")}});
        client.send(0x1, 0x28, broken);
        client.send(0x1, 0x28, broken + '\xFF');
        client.send(0x1, 0x32, "planted-raw"_ba);
        world.time().advance(std::chrono::minutes(5));
        world.time().settle();
        world.router().setObserver(nullptr);
        return {u"planted"_s,
                QString::fromLatin1(token),
                QString::fromLatin1(earlier),
                QString::number(0xC6336455U),
                QString::number(0xC6336456U),
                QString::number(0xC6336457U),
                u"198.51.100"_s,
                u"203.0.113"_s};
    }
};

QTEST_APPLESS_MAIN(SecretsTest)
#include "tst_secrets.moc"
