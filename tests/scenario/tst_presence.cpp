// Who is online: logins over logins, subscriptions, leaving, and what the dashboard is told.

#include <core/session/commands/authentication/getauthtoken.h>
#include <core/session/commands/authentication/login.h>
#include <core/session/commands/authentication/loginpersona.h>
#include <core/session/commands/authentication/logout.h>
#include <core/session/commands/authentication/silentlogin.h>
#include <core/session/commands/usersessions/lookupuser.h>
#include <core/session/commands/usersessions/updatehardwareflags.h>
#include <core/session/commands/usersessions/updatenetworkinfo.h>
#include <core/session/commands/util/ping.h>
#include <core/session/commands/util/postauth.h>
#include <core/session/subscriptions.h>
#include <tests/scenario/world.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scenario;
using namespace session;

class PresenceTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void secondConnectionEndsTheFirst()
    {
        World world;
        const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        const Account b = world.accounts().add(u"b@example.com"_s, u"Bob"_s, "pw");
        Client &other = world.inMenu(b);
        Client &old = world.inMenu(a);
        subscribe(other.session(), old.session()); // as if they shared a game
        world.presence().setGame(old.session(), base::GameId {5});
        other.clear();
        old.clear();

        Client &fresh = world.loggedIn(a);
        QCOMPARE(old.endReason(), EndReason::DuplicateLogin);
        QCOMPARE(old.takeNames(), QStringList {u"! UserSessions.UserRemoved"_s});
        QCOMPARE(other.takeNames(), QStringList {u"! UserSessions.UserRemoved"_s});
        QVERIFY(world.games().gone == (std::vector<FakeGames::Gone> {{a.id, base::GameId {5}}}));
        QCOMPARE(world.presence().find(a.id), &fresh.session());

        // The end of the old connection must not take the new one's entry with it.
        world.time().settle();
        QVERIFY(old.isClosed());
        QCOMPARE(world.presence().find(a.id), &fresh.session());
        QCOMPARE(other.errorOf(usersessions::lookupUser, {a.id}), blaze::Error::None);
        QCOMPARE(world.brokenInvariant(), QString());
    }

    void anEndedConnectionHandlesNothingMore()
    {
        World world;
        const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        Client &old = world.loggedIn(a);
        world.loggedIn(a);
        const std::size_t before = old.frameCount();
        // Its bytes may still arrive before the transport is gone.
        base::ByteBuffer frame;
        blaze::appendRequest(frame, authentication::getAuthToken, 9);
        old.connection().feed(frame.view());
        QCOMPARE(old.frameCount(), before);
    }

    void loginOnTheSameConnection()
    {
        World world;
        const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        Client &client = world.inMenu(a);
        client.call(usersessions::updateHardwareFlags, {1});
        client.clear();
        world.presence().setGame(client.session(), base::GameId {3});
        client.clear();
        client.send(authentication::silentLogin, {world.tokens().issueSession(a.id)});
        QCOMPARE(client.takeNames(), (QStringList {u"Authentication.SilentLogin"_s, u"! UserSessions.UserRemoved"_s}));
        QVERIFY(world.games().gone == (std::vector<FakeGames::Gone> {{a.id, base::GameId {3}}}));
        const auto found = client.call(usersessions::lookupUser, {a.id});
        QCOMPARE(found.data.hardwareFlags, quint8(0));
        QVERIFY(!found.data.games);
        QCOMPARE(world.brokenInvariant(), QString());
    }

    // Games call back into the sessions when somebody leaves; that must find the leaver gone already.
    void leavingMayCallBack()
    {
        World world;
        const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        const Account b = world.accounts().add(u"b@example.com"_s, u"Bob"_s, "pw");
        Client &ann = world.inMenu(a);
        Client &bob = world.inMenu(b);
        world.presence().setGame(ann.session(), base::GameId {3});
        world.presence().setGame(bob.session(), base::GameId {3});
        subscribe(ann.session(), bob.session());
        subscribe(bob.session(), ann.session());
        bool foundLeaver = true;
        world.games().onGone = [&](PlayerId player) {
            foundLeaver = world.presence().find(player) != nullptr;
            world.presence().setGame(bob.session(), std::nullopt);
        };
        ann.clear();
        bob.clear();
        ann.send(authentication::silentLogin, {world.tokens().issueSession(a.id)});
        world.games().onGone = nullptr;
        QVERIFY(!foundLeaver);
        const QStringList told = ann.takeNames();
        QCOMPARE(told.first(), u"Authentication.SilentLogin"_s);
        // Bob's change, the end of watching Bob, the end of being watched by herself.
        QCOMPARE(told.mid(1), (QStringList {u"! UserSessions.UserSessionExtendedDataUpdate"_s,
                                            u"! UserSessions.UserRemoved"_s, u"! UserSessions.UserRemoved"_s}));
        QCOMPARE(bob.takeNames(),
                 (QStringList {u"! UserSessions.UserSessionExtendedDataUpdate"_s, u"! UserSessions.UserRemoved"_s}));
        QCOMPARE(world.brokenInvariant(), QString());
    }

    void subscribersAreToldUntilTheyLeave()
    {
        World world;
        const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        const Account b = world.accounts().add(u"b@example.com"_s, u"Bob"_s, "pw");
        Client &ann = world.inMenu(a);
        Client &bob = world.inMenu(b);
        subscribe(bob.session(), ann.session());
        QCOMPARE(bob.takeNames(), (QStringList {u"! UserSessions.UserAdded"_s, u"! UserSessions.UserUpdated"_s}));
        subscribe(bob.session(), ann.session()); // again: told again, but no second subscription
        QCOMPARE(bob.takeNames(), (QStringList {u"! UserSessions.UserAdded"_s, u"! UserSessions.UserUpdated"_s}));
        ann.send(usersessions::updateHardwareFlags, {1});
        QCOMPARE(bob.takeNames(), QStringList {u"! UserSessions.UserSessionExtendedDataUpdate"_s});
        world.presence().setGame(ann.session(), base::GameId {9});
        const Received update = bob.take();
        const auto body = tdf::decode<ExtendedDataUpdate>(base::asBytes(QByteArrayView(update.body)));
        QVERIFY(body.hasValue());
        QCOMPARE(body->data.games->first().id, quint64(9));
        world.presence().setGame(ann.session(), base::GameId {9}); // no change, nothing to tell
        QVERIFY(!bob.hasFrame());

        unsubscribe(bob.session(), ann.session());
        QCOMPARE(bob.takeNames(), QStringList {u"! UserSessions.UserRemoved"_s});
        unsubscribe(bob.session(), ann.session());
        ann.send(usersessions::updateHardwareFlags, {0});
        QVERIFY(!bob.hasFrame());

        subscribe(bob.session(), ann.session());
        bob.clear();
        bob.disconnect();
        ann.send(usersessions::updateHardwareFlags, {1});
        ann.clear();
        ann.send(authentication::logout);
        QCOMPARE(ann.takeNames(), (QStringList {u"Authentication.Logout"_s, u"! UserSessions.UserRemoved"_s}));
        QCOMPARE(world.brokenInvariant(), QString());
    }

    void deletedPlayersAreDisconnected()
    {
        World world;
        const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        Client &client = world.inMenu(a);
        world.accounts().remove(a.id);
        world.presence().removePlayer(a.id);
        world.presence().removePlayer(a.id);
        QCOMPARE(client.endReason(), EndReason::PlayerDeleted);
        world.time().settle();
        QVERIFY(client.isClosed());
        QCOMPARE(world.presence().playerCount(), 0);
        QCOMPARE(world.sessions().count(), 0);
    }

    void gracefulStopEndsEverything()
    {
        World world;
        const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        const Account b = world.accounts().add(u"b@example.com"_s, u"Bob"_s, "pw");
        Client &ann = world.inMenu(a);
        Client &bob = world.inMenu(b);
        subscribe(bob.session(), ann.session());
        subscribe(ann.session(), bob.session());
        Client &anonymous = world.connect();
        world.sessions().endAll(EndReason::ServerStopping);
        for (const Client *client : {&ann, &bob, &anonymous})
            QCOMPARE(client->endReason(), EndReason::ServerStopping);
        world.time().settle();
        QCOMPARE(world.sessions().count(), 0);
        QCOMPARE(world.time().timersPending(), std::size_t(1)); // the last round, after which there is none
        world.time().advance(base::kSessionRoundPeriod);
        QCOMPARE(world.time().timersPending(), std::size_t(0));
    }

    void theDashboardIsTold()
    {
        World world;
        const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        Client &client = world.inMenu(a);
        world.presence().setGame(client.session(), base::GameId {4});
        const QList<OnlinePlayer> online = world.presence().players();
        QCOMPARE(online.size(), 1);
        QCOMPARE(online.first().name, u"Ann"_s);
        QVERIFY(online.first().inMenu);
        QVERIFY(!online.first().thisPc);
        QVERIFY(online.first().since == world.time().wall());
        client.call(util::postAuth); // again: nothing new to tell the dashboard
        client.disconnect();
        QCOMPARE(world.watcher().told, (QStringList {u"connections 1"_s, u"online 1"_s, u"changed 1 menu"_s,
                                                     u"changed 1 menu game 4"_s, u"offline 1"_s, u"connections 0"_s}));
    }

    void keysOfALogin()
    {
        World world;
        const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        Client &client = world.connect();
        authentication::LoginRequest request;
        request.email = a.email;
        request.password = base::Secret("pw");
        client.clear();
        const std::uint32_t sequence = client.send(authentication::login, request);
        const auto login = client.take().as(authentication::login, sequence);
        QVERIFY(login.has_value());
        world.time().advance(std::chrono::seconds(30));
        // LoginPersona repeats the key of the login; GetAuthToken gives a fresh one.
        QCOMPARE(client.call(authentication::loginPersona).key, login->key);
        QVERIFY(client.call(authentication::getAuthToken).token != login->key);
        QVERIFY(world.tokens().verifySession(login->key).hasValue());
    }

    void expiredTokens()
    {
        World world;
        const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        Client &client = world.connect();
        const auto issued = world.time().wall() - Tokens::kLifetime - std::chrono::seconds(1);
        QCOMPARE(client.errorOf(authentication::silentLogin, {world.tokens().issueSession(a.id, issued)}),
                 blaze::Error::ExpiredToken);
        const auto just = world.time().wall() - Tokens::kLifetime;
        QCOMPARE(client.errorOf(authentication::silentLogin, {world.tokens().issueSession(a.id, just)}),
                 blaze::Error::None);
    }

    void errorsOfTheAccounts_data()
    {
        QTest::addColumn<int>("error");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, AccountError error, blaze::Error code) {
            QTest::newRow(name) << static_cast<int>(error) << static_cast<int>(code);
        };
        row("unknown", AccountError::NotFound, blaze::Error::InvalidUser);
        row("without password", AccountError::NoPassword, blaze::Error::InvalidUser);
        row("wrong", AccountError::WrongPassword, blaze::Error::InvalidPassword);
        row("budget", AccountError::TooManyTries, blaze::Error::Timeout);
        row("busy", AccountError::Busy, blaze::Error::Timeout);
        row("storage", AccountError::Storage, blaze::Error::DatabaseSystem);
    }
    void errorsOfTheAccounts()
    {
        QFETCH(const int, error);
        QFETCH(const int, code);
        World world;
        Client &client = world.connect();
        world.accounts().failNext(static_cast<AccountError>(error));
        authentication::LoginRequest request;
        request.email = u"a@example.com"_s;
        request.password = base::Secret("x");
        client.send(authentication::login, request);
        QCOMPARE(static_cast<int>(client.take().header.error), code);
        QVERIFY(!client.session().player());
    }

    void everyCommandHasItsRights()
    {
        World world;
        QStringList needLogin;
        for (const blaze::CommandInfo &info : world.router().commands()) {
            const QString name = QString::fromLatin1(info.name);
            // Nobody who has not logged in has anything to do with games.
            if (name.startsWith(u"gamemanager."_s))
                QVERIFY2(info.access == blaze::Access::Player, info.name);
            else if (info.access == blaze::Access::Player)
                needLogin << name;
        }
        needLogin.sort();
        QCOMPARE(needLogin,
                 (QStringList {u"authentication.getAuthToken"_s, u"authentication.loginPersona"_s,
                               u"gamereporting.submitOfflineGameReport"_s, u"messaging.fetchMessages"_s,
                               u"util.postAuth"_s, u"util.userSettingsLoadAll"_s, u"util.userSettingsSave"_s}));
    }
};

QTEST_APPLESS_MAIN(PresenceTest)
#include "tst_presence.moc"
