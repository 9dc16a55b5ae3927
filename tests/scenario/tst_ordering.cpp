// Order and loss: pipelined requests, slow storage, notifications behind their response, connections that end half-way.

#include <core/session/commands/authentication/createaccount.h>
#include <core/session/commands/authentication/login.h>
#include <core/session/commands/authentication/logout.h>
#include <core/session/commands/authentication/silentlogin.h>
#include <core/session/commands/usersessions/updatehardwareflags.h>
#include <core/session/commands/util/ping.h>
#include <core/session/commands/util/postauth.h>
#include <core/session/commands/util/usersettingsloadall.h>
#include <core/session/commands/util/usersettingssave.h>
#include <tests/scenario/world.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scenario;
using namespace session;

class OrderingTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void aWholeMenuWithoutWaiting()
    {
        World world;
        const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        Client &client = world.connect();
        world.worker().hold();
        const QByteArray token = world.tokens().issueSession(a.id);
        client.send(authentication::silentLogin, {token});
        client.send(util::postAuth);
        client.send(usersessions::updateHardwareFlags, {1});
        client.send(util::userSettingsSave, {"1", "class1"});
        client.send(util::userSettingsLoadAll);
        client.send(authentication::logout);
        client.send(util::ping);
        QVERIFY(!client.hasFrame()); // all of it waits for the first answer
        world.worker().release();
        QCOMPARE(client.takeNames(),
                 (QStringList {u"Authentication.SilentLogin"_s, u"Util.PostAuth"_s, u"! UserSessions.UserAdded"_s,
                               u"! UserSessions.UserUpdated"_s, u"UserSessions.UpdateHardwareFlags"_s,
                               u"! UserSessions.UserSessionExtendedDataUpdate"_s, u"Util.UserSettingsSave"_s,
                               u"Util.UserSettingsLoadAll"_s, u"Authentication.Logout"_s,
                               u"! UserSessions.UserRemoved"_s, u"Util.Ping"_s}));
        QCOMPARE(world.brokenInvariant(), QString());
    }

    void everySplitGivesTheSame()
    {
        QStringList whole;
        QByteArray bytes;
        {
            World world;
            const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
            Client &client = world.connect();
            bytes = conversation(world, a);
            client.feed(base::asBytes(QByteArrayView(bytes)));
            whole = client.takeNames();
            QCOMPARE(whole.size(), 9);
        }
        for (qsizetype split = 1; split < bytes.size(); ++split) {
            World world;
            world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
            Client &client = world.connect();
            client.feed(base::asBytes(QByteArrayView(bytes).first(split)));
            client.feed(base::asBytes(QByteArrayView(bytes).sliced(split)));
            QCOMPARE(client.takeNames(), whole);
        }
        World world;
        world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        Client &client = world.connect();
        for (const char byte : std::as_const(bytes))
            client.feed(base::asBytes(QByteArrayView(&byte, 1)));
        QCOMPARE(client.takeNames(), whole);
    }

    void otherPlayersNotificationsWaitForTheResponse()
    {
        World world;
        const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        Client &client = world.inMenu(a);
        world.worker().hold();
        client.send(util::userSettingsLoadAll);
        world.presence().setGame(client.session(), base::GameId {2}); // raised while the request is in progress
        QVERIFY(!client.hasFrame());
        world.worker().release();
        QCOMPARE(client.takeNames(),
                 (QStringList {u"Util.UserSettingsLoadAll"_s, u"! UserSessions.UserSessionExtendedDataUpdate"_s}));
        world.presence().setGame(client.session(), std::nullopt);
        QCOMPARE(client.takeNames(), QStringList {u"! UserSessions.UserSessionExtendedDataUpdate"_s});
    }

    void slowLoginAfterTheGameIsGone()
    {
        World world;
        const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        Client &client = world.connect();
        world.worker().hold();
        authentication::LoginRequest request;
        request.email = a.email;
        request.password = base::Secret("pw");
        client.send(authentication::login, request);
        client.disconnect();
        world.worker().release();
        QVERIFY(!client.hasFrame());
        QCOMPARE(world.presence().playerCount(), 0);
        QCOMPARE(world.accounts().stored(a.id)->logins, 0);
    }

    void slowLoginAfterTheServerEndedIt()
    {
        World world;
        const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        Client &client = world.connect();
        world.worker().hold();
        client.send(authentication::silentLogin, {world.tokens().issueSession(a.id)});
        world.sessions().endAll(EndReason::ServerStopping);
        world.worker().release();
        QVERIFY(!client.hasFrame());
        QCOMPARE(world.presence().playerCount(), 0);
    }

    void twoSlowLoginsOfOnePlayer()
    {
        World world;
        const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        Client &first = world.connect();
        Client &second = world.connect();
        world.worker().hold();
        const QByteArray token = world.tokens().issueSession(a.id);
        first.send(authentication::silentLogin, {token});
        second.send(authentication::silentLogin, {token});
        world.worker().release();
        QCOMPARE(first.takeNames(), QStringList {u"Authentication.SilentLogin"_s});
        QCOMPARE(first.endReason(), EndReason::DuplicateLogin);
        QCOMPARE(second.takeNames(), QStringList {u"Authentication.SilentLogin"_s});
        QCOMPARE(world.presence().find(a.id), &second.session());
        world.time().settle();
        QCOMPARE(world.brokenInvariant(), QString());
    }

    // What the game asked before it closed its half is still answered, then the server closes its own.
    void halfClosedConnectionsGetWhatIsOwed()
    {
        World world;
        const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        Client &client = world.loggedIn(a);
        world.worker().hold();
        client.send(util::userSettingsSave, {"1", "class1"});
        client.send(util::ping);
        client.endOfInput();
        QVERIFY(!client.isFinished());
        world.worker().release();
        QCOMPARE(client.takeNames(), (QStringList {u"Util.UserSettingsSave"_s, u"Util.Ping"_s}));
        QVERIFY(client.isFinished());
        QCOMPARE(world.playerData().get(a.id, "class1"), "1"_ba);
        world.time().settle();
        QCOMPARE(world.presence().playerCount(), 0);
    }

    void errorsOfTheStore_data()
    {
        QTest::addColumn<int>("error");
        QTest::addColumn<int>("code");
        QTest::newRow("busy") << static_cast<int>(StoreError::Busy) << 0x4068;
        QTest::newRow("deleted") << static_cast<int>(StoreError::NoPlayer) << 0x4065;
        QTest::newRow("too large") << static_cast<int>(StoreError::TooLarge) << 0x4065;
        QTest::newRow("database") << static_cast<int>(StoreError::Database) << 0x4065;
    }
    void errorsOfTheStore()
    {
        QFETCH(const int, error);
        QFETCH(const int, code);
        World world;
        Client &client = world.loggedIn(world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw"));
        world.playerData().failNext(static_cast<StoreError>(error));
        QCOMPARE(static_cast<int>(client.errorOf(util::userSettingsSave, {"1", "class1"})), code);
        world.playerData().failNext(static_cast<StoreError>(error));
        QCOMPARE(static_cast<int>(client.errorOf(util::userSettingsLoadAll)), code);
        QCOMPARE(client.errorOf(util::userSettingsLoadAll), blaze::Error::None);
    }

    void savedTextIsKeptAsItCame()
    {
        World world;
        const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        Client &client = world.loggedIn(a);
        const QByteArray withNul("a\0b", 3);
        client.call(util::userSettingsSave, {withNul, "nul"});
        QCOMPARE(world.playerData().get(a.id, "nul"), withNul);
        client.call(util::userSettingsSave, {"x\xFFy"_ba, "broken"});
        QCOMPARE(world.playerData().get(a.id, "broken"), u"x\uFFFDy"_s.toUtf8());
        client.call(util::userSettingsSave, {"empty key"_ba, ""});
        QCOMPARE(world.playerData().get(a.id, ""), "empty key"_ba);
    }

    void frameLimitsFollowTheLogin()
    {
        World world;
        const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        Client &client = world.connect();
        client.send(0x9, 0x99, QByteArray(base::kFrameBodyAnonymousMax, '\0'));
        QCOMPARE(client.takeNames(), QStringList {u"Util.0x99"_s});
        client.call(authentication::silentLogin, {world.tokens().issueSession(a.id)});
        client.send(0x9, 0x99, QByteArray(base::kFrameBodyMax, '\0'));
        QCOMPARE(client.takeNames(), QStringList {u"Util.0x99"_s});
        client.send(authentication::logout);
        client.clear();
        client.send(0x9, 0x99, QByteArray(base::kFrameBodyAnonymousMax + 1, '\0'));
        QCOMPARE(client.closeCause(), blaze::CloseCause::FrameTooLong);

        Client &other = world.loggedIn(a);
        other.send(0x9, 0x99, QByteArray(base::kFrameBodyMax + 1, '\0'));
        QCOMPARE(other.closeCause(), blaze::CloseCause::FrameTooLong);
    }

    void passwordsHaveALength()
    {
        World world;
        Client &client = world.connect();
        const auto create = [&client](qsizetype length) {
            authentication::CreateAccountRequest request;
            request.email = u"new%1@example.com"_s.arg(length);
            request.password = base::Secret(QByteArray(length, 'p'));
            client.clear();
            client.send(authentication::createAccount, request);
            return static_cast<blaze::Error>(client.take().header.error);
        };
        QCOMPARE(create(base::kPasswordBytesMax), blaze::Error::None);
        QCOMPARE(create(base::kPasswordBytesMax + 1), blaze::Error::FieldTooLong);
        QCOMPARE(create(1), blaze::Error::None);
        QCOMPARE(create(0), blaze::Error::FieldTooShort);
    }

private:
    static QByteArray conversation(World &world, const Account &account)
    {
        base::ByteBuffer bytes;
        blaze::appendRequest(bytes, util::ping, 1);
        blaze::appendRequest(bytes, authentication::silentLogin, 2, {world.tokens().issueSession(account.id)});
        blaze::appendRequest(bytes, util::postAuth, 3);
        blaze::appendRequest(bytes, usersessions::updateHardwareFlags, 4, {1});
        blaze::appendRequest(bytes, util::userSettingsSave, 5, {"20;4;x", "char0"});
        blaze::appendRequest(bytes, util::userSettingsLoadAll, 6);
        return base::toByteArray(bytes.view());
    }
};

QTEST_APPLESS_MAIN(OrderingTest)
#include "tst_ordering.moc"
