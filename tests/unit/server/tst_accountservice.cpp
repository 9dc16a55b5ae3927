#include <core/base/limits.h>
#include <core/server/accountservice.h>
#include <core/storage/passwordhash.h>
#include <tests/support/manualtime.h>
#include <tests/support/openstorage.h>
#include <tests/support/quiet.h>

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using base::PlayerId;
using base::Result;
using base::Secret;
using session::Account;
using session::AccountError;
using session::Role;

namespace {

constexpr base::Ipv4 kHome {0x7F000001};
using Answer = Result<Account, AccountError>;

// The service on an open database.
struct World
{
    explicit World(const QString &existing = {})
        : open(existing)
    {}
    Answer verify(const QString &email, const QByteArray &password, base::Ipv4 from = kHome)
    {
        return test::answerOf<Answer>(
            [&](auto done) { service->verify(email, Secret(password), from, std::move(done)); });
    }
    Answer create(const QString &email, const QByteArray &password)
    {
        return test::answerOf<Answer>([&](auto done) { service->create(email, Secret(password), std::move(done)); });
    }
    Answer find(PlayerId id)
    {
        return test::answerOf<Answer>([&](auto done) { service->find(id, std::move(done)); });
    }
    Result<bool, AccountError> setSuperAdmin(const QString &email, const QByteArray &password)
    {
        return test::answerOf<Result<bool, AccountError>>(
            [&](auto done) { service->setSuperAdmin(email, Secret(password), std::move(done)); });
    }
    storage::PlayerRecord stored(PlayerId id)
    {
        using Found = Result<std::optional<storage::PlayerRecord>, storage::StoreError>;
        return **test::answerOf<Found>([&](auto done) { open.players.byId(id, std::move(done)); });
    }

    test::OpenStorage open;
    test::ManualTime time;
    base::SystemRandom random;
    storage::PasswordHasher hasher {random};
    std::unique_ptr<server::AccountService> service =
        std::make_unique<server::AccountService>(open.players, hasher, time, random);
};

} // namespace

class TestAccountService : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void sampleLogins_data();
    void sampleLogins();
    void createdAccounts();
    void emailIsTakenOnce();
    void chosenNames();
    void findsPlayers();
    void unknownAccountsAreHashedToo();
    void budgetOfAnAccount();
    void budgetOfANetwork();
    void rightPasswordsGiveTheirBudgetBack();
    void busyGivesTheBudgetBack();
    void longPasswordsNeverMatch();
    void confirming();
    void changedPasswords();
    void superAdminAtStart();
    void superAdminPassword();
    void superAdminWithAnEmptyPassword();
    void superAdminToBe();
    void loginsAreNoted();
    void loginsThatCannotBeNotedAreCounted();
    void noCallbackWhenTheServiceIsGone();
};

void TestAccountService::sampleLogins_data()
{
    QTest::addColumn<QString>("email");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<int>("error"); // -1: none
    QTest::newRow("ada") << u"ada@example.test"_s << QByteArray("Harbor-Lantern-1") << -1;
    QTest::newRow("brann") << u"brann@example.test"_s << QByteArray("Copper-Kettle-2") << -1;
    QTest::newRow("casey") << u"casey@example.test"_s << QByteArray("Maple-Drift-3") << -1;
    QTest::newRow("eve") << u"eve@example.test"_s << QByteArray("Echo;Semicolon 5 ü") << -1;
    QTest::newRow("zoe") << u"Zoe.Origin@example.test"_s << QByteArray("") << int(AccountError::NoPassword);
    QTest::newRow("wrong") << u"ada@example.test"_s << QByteArray("harbor-lantern-1")
                           << int(AccountError::WrongPassword);
    QTest::newRow("empty") << u"ada@example.test"_s << QByteArray("") << int(AccountError::WrongPassword);
    QTest::newRow("case") << u"Ada@example.test"_s << QByteArray("Harbor-Lantern-1") << int(AccountError::NotFound);
    QTest::newRow("unknown") << u"nobody@example.test"_s << QByteArray("x") << int(AccountError::NotFound);
}

void TestAccountService::sampleLogins()
{
    QFETCH(QString, email);
    QFETCH(QByteArray, password);
    QFETCH(int, error);
    World world(test::sampleDatabase());
    const Answer answer = world.verify(email, password);
    QCOMPARE(answer ? -1 : int(answer.error()), error);
    if (answer) {
        QCOMPARE(answer->email, email);
        QVERIFY(answer->hasPassword);
    }
}

void TestAccountService::createdAccounts()
{
    World world;
    const Answer made = world.create(u"new@example.test"_s, "secret");
    QVERIFY(made);
    QCOMPARE(made->email, u"new@example.test"_s);
    QCOMPARE(made->role, Role::Default);
    QVERIFY(made->hasPassword);
    QVERIFY(QRegularExpression(u"^[a-z]+-[a-z]+-[0-9]{4}$"_s).match(made->displayName).hasMatch());
    QVERIFY(world.stored(made->id).passwordHash->startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
    QVERIFY(world.verify(u"new@example.test"_s, "secret"));
    QVERIFY(!world.verify(u"new@example.test"_s, "Secret"));
}

void TestAccountService::emailIsTakenOnce()
{
    World world;
    // At the same time: the second look is the one of the insert.
    int made = 0;
    int taken = 0;
    for (int i = 0; i < 5; ++i) {
        world.service->create(u"new@example.test"_s, Secret("secret"), [&](const Answer &answer) {
            made += answer ? 1 : 0;
            taken += !answer && answer.error() == AccountError::EmailTaken ? 1 : 0;
        });
    }
    test::waitUntil([&] { return made + taken == 5; });
    QCOMPARE(made, 1);
    const Answer again = world.create(u"new@example.test"_s, "secret");
    QVERIFY(!again);
    QCOMPARE(again.error(), AccountError::EmailTaken);
}

void TestAccountService::chosenNames()
{
    World world;
    for (const QString &email : {u"a@example.test"_s, u"b@example.test"_s}) {
        const Answer made = test::answerOf<Answer>(
            [&](auto done) { world.service->createNamed(email, u"Zoë Żółw"_s, Secret("x"), std::move(done)); });
        QVERIFY(made);
        QCOMPARE(made->displayName, u"Zoë Żółw"_s); // twice is fine
    }
}

void TestAccountService::findsPlayers()
{
    World world(test::sampleDatabase());
    const Answer ada = world.find(PlayerId {1});
    QVERIFY(ada);
    QCOMPARE(ada->displayName, u"Ada Harbor"_s);
    QCOMPARE(ada->role, Role::SuperAdmin);
    const Answer zoe = world.find(PlayerId {4});
    QVERIFY(zoe);
    QVERIFY(!zoe->hasPassword);
    const Answer nobody = world.find(PlayerId {6});
    QVERIFY(!nobody);
    QCOMPARE(nobody.error(), AccountError::NotFound);
}

// Known and unknown accounts put the same work into the hash pool.
void TestAccountService::unknownAccountsAreHashedToo()
{
    World world(test::sampleDatabase());
    for (const QString &email : {u"ada@example.test"_s, u"nobody@example.test"_s, u"Zoe.Origin@example.test"_s}) {
        bool answered = false;
        bool hashed = false;
        world.service->verify(email, Secret("wrong"), kHome, [&](const Answer &) { answered = true; });
        test::waitUntil([&] {
            hashed = hashed || world.hasher.waiting() == 1;
            return answered;
        });
        QVERIFY2(hashed, qPrintable(email));
    }
}

void TestAccountService::budgetOfAnAccount()
{
    World world(test::sampleDatabase());
    for (const QString &email : {u"ada@example.test"_s, u"nobody@example.test"_s}) {
        for (int i = 0; i < base::kLoginAccountBurst; ++i) {
            const Answer answer = world.verify(email, "wrong");
            QVERIFY(!answer);
            QVERIFY(answer.error() != AccountError::TooManyTries);
        }
        const Answer over = world.verify(email, "Harbor-Lantern-1");
        QVERIFY(!over);
        QCOMPARE(over.error(), AccountError::TooManyTries);
    }
    QVERIFY(world.verify(u"brann@example.test"_s, "Copper-Kettle-2"));
    world.time.advance(std::chrono::seconds(7));
    QVERIFY(world.verify(u"ada@example.test"_s, "Harbor-Lantern-1"));
}

void TestAccountService::budgetOfANetwork()
{
    World world;
    const base::Ipv4 outside {0x08080808};
    for (int i = 0; i < base::kLoginAddressBurst; ++i)
        QVERIFY(world.verify(u"%1@example.test"_s.arg(i), "x", outside).error() == AccountError::NotFound);
    QVERIFY(world.verify(u"more@example.test"_s, "x", outside).error() == AccountError::TooManyTries);
    QVERIFY(world.verify(u"more@example.test"_s, "x", {0x09090909}).error() == AccountError::NotFound);
}

void TestAccountService::rightPasswordsGiveTheirBudgetBack()
{
    World world(test::sampleDatabase());
    for (int i = 0; i < 3 * base::kLoginAccountBurst; ++i)
        QVERIFY(world.verify(u"ada@example.test"_s, "Harbor-Lantern-1", {0x08080808}));
}

void TestAccountService::busyGivesTheBudgetBack()
{
    World world(test::sampleDatabase());
    while (world.hasher.hasRoom())
        world.hasher.pretend(Secret("x"), [](const auto &) {});
    for (int i = 0; i < 2 * base::kLoginAccountBurst; ++i) {
        const Answer answer = world.verify(u"ada@example.test"_s, "wrong");
        QVERIFY(!answer);
        if (answer.error() != AccountError::Busy)
            break; // the pool has worked off one meanwhile
        QVERIFY(world.hasher.waiting() > 0);
    }
    test::waitUntil([&] { return world.hasher.waiting() == 0; });
    QVERIFY(world.verify(u"ada@example.test"_s, "Harbor-Lantern-1"));
}

void TestAccountService::longPasswordsNeverMatch()
{
    World world;
    const QByteArray longest(base::kPasswordBytesMax, 'x');
    QVERIFY(world.create(u"a@example.test"_s, longest));
    QVERIFY(world.verify(u"a@example.test"_s, longest));
    const Answer longer = world.verify(u"a@example.test"_s, longest + 'x');
    QVERIFY(!longer);
    QCOMPARE(longer.error(), AccountError::WrongPassword);
    const Answer unknown = world.verify(u"b@example.test"_s, longest + 'x');
    QVERIFY(!unknown);
    QCOMPARE(unknown.error(), AccountError::NotFound);
}

void TestAccountService::confirming()
{
    World world(test::sampleDatabase());
    const auto confirm = [&](quint32 id, const QByteArray &password) {
        return test::answerOf<Answer>(
            [&](auto done) { world.service->confirm(PlayerId {id}, Secret(password), kHome, std::move(done)); });
    };
    QVERIFY(confirm(1, "Harbor-Lantern-1"));
    QCOMPARE(confirm(1, "x").error(), AccountError::WrongPassword);
    QCOMPARE(confirm(4, "x").error(), AccountError::NoPassword);
    QCOMPARE(confirm(9, "x").error(), AccountError::NotFound);
}

void TestAccountService::changedPasswords()
{
    World world(test::sampleDatabase());
    const auto set = [&](quint32 id, const QByteArray &password) {
        return test::answerOf<Result<bool, AccountError>>(
            [&](auto done) { world.service->setPassword(PlayerId {id}, Secret(password), std::move(done)); });
    };
    QVERIFY(set(1, "new"));
    QVERIFY(world.verify(u"ada@example.test"_s, "new"));
    QVERIFY(!world.verify(u"ada@example.test"_s, "Harbor-Lantern-1"));
    QCOMPARE(set(9, "new").error(), AccountError::NotFound);
}

void TestAccountService::superAdminAtStart()
{
    World world(test::sampleDatabase());
    QCOMPARE(*world.setSuperAdmin({}, "x"), false);
    QCOMPARE(*world.setSuperAdmin(u"nobody@example.test"_s, "x"), false);
    QCOMPARE(*world.setSuperAdmin(u"casey@example.test"_s, {}), true);
    QCOMPARE(world.find(PlayerId {3})->role, Role::SuperAdmin);
    // An empty password changes nothing.
    QVERIFY(world.verify(u"casey@example.test"_s, "Maple-Drift-3"));
    QVERIFY(!world.verify(u"casey@example.test"_s, ""));
    // Ada keeps what she had.
    QCOMPARE(world.find(PlayerId {1})->role, Role::SuperAdmin);
}

void TestAccountService::superAdminPassword()
{
    World world(test::sampleDatabase());
    const auto before = world.stored(PlayerId {1}).passwordHash;
    QCOMPARE(*world.setSuperAdmin(u"ada@example.test"_s, "Harbor-Lantern-1"), true);
    QCOMPARE(world.stored(PlayerId {1}).passwordHash, before); // the same one is not written again
    QCOMPARE(*world.setSuperAdmin(u"ada@example.test"_s, "Another"), true);
    QVERIFY(world.verify(u"ada@example.test"_s, "Another"));
    // Also for an account that has none.
    QCOMPARE(*world.setSuperAdmin(u"Zoe.Origin@example.test"_s, "First"), true);
    QVERIFY(world.verify(u"Zoe.Origin@example.test"_s, "First"));
    QCOMPARE(world.find(PlayerId {4})->role, Role::SuperAdmin);
}

// As a published server leaves the account when its configuration has an empty password.
void TestAccountService::superAdminWithAnEmptyPassword()
{
    const QString casey = u"casey@example.test"_s;
    World world(test::sampleDatabase());
    const auto emptied = test::answerOf<Result<bool, AccountError>>(
        [&](auto done) { world.service->setPassword(PlayerId {3}, Secret(QByteArray()), std::move(done)); });
    QVERIFY(emptied);
    QVERIFY(world.verify(casey, ""));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"password was empty"_s));
    QCOMPARE(*world.setSuperAdmin(casey, {}), true);
    QCOMPARE(world.find(PlayerId {3})->role, Role::SuperAdmin);
    QCOMPARE(world.verify(casey, "").error(), AccountError::NoPassword);
    QVERIFY(!world.stored(PlayerId {3}).passwordHash);
    // Once is enough, and the operator's own takes its place.
    QCOMPARE(*world.setSuperAdmin(casey, {}), true);
    QCOMPARE(*world.setSuperAdmin(casey, "Maple-Drift-3"), true);
    QVERIFY(world.verify(casey, "Maple-Drift-3"));
}

void TestAccountService::superAdminToBe()
{
    World world;
    QCOMPARE(*world.setSuperAdmin(u"boss@example.test"_s, "ignored"), false);
    QCOMPARE(world.create(u"Boss@example.test"_s, "x")->role, Role::Default);
    QCOMPARE(world.create(u"boss@example.test"_s, "x")->role, Role::SuperAdmin);
    QVERIFY(world.verify(u"boss@example.test"_s, "x"));
}

void TestAccountService::loginsAreNoted()
{
    World world(test::sampleDatabase());
    for (int round = 0; round < 10; ++round) {
        for (quint32 id = 1; id <= 6; ++id) // 6 does not exist
            world.service->noteLogin(PlayerId {id});
    }
    const auto now = storage::timestampFromWall(world.time.wall());
    test::waitUntil([&] { return world.open.storage.jobsQueued() == 0; });
    for (quint32 id = 1; id <= 5; ++id)
        QCOMPARE(world.stored(PlayerId {id}).lastLoginAt, std::optional(now));
}

void TestAccountService::loginsThatCannotBeNotedAreCounted()
{
    World world;
    world.open.storage.close();
    const auto logIn = [&world] {
        world.service->noteLogin(PlayerId {1});
        QVERIFY(!world.find(PlayerId {1})); // whose answer comes behind that of the login
    };
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"last logins could not be written .0 more"_s));
    logIn();
    logIn();
    world.time.advance(std::chrono::seconds(10));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"last logins could not be written .1 more"_s));
    logIn();
}

void TestAccountService::noCallbackWhenTheServiceIsGone()
{
    World world(test::sampleDatabase());
    bool called = false;
    const auto note = [&](const Answer &) { called = true; };
    world.service->verify(u"ada@example.test"_s, Secret("x"), kHome, note);
    world.service->create(u"new@example.test"_s, Secret("x"), note);
    world.service->find(PlayerId {1}, note);
    world.service->noteLogin(PlayerId {1});
    world.service.reset();
    test::waitUntil([&] { return world.open.storage.jobsQueued() == 0 && world.hasher.waiting() == 0; });
    const auto count = test::answerOf<Result<qint64, storage::StoreError>>(
        [&](auto done) { world.open.players.count(std::move(done)); });
    QVERIFY(count);
    QVERIFY(!called);
}

QTEST_GUILESS_MAIN(TestAccountService)
#include "tst_accountservice.moc"
