#include <core/base/limits.h>
#include <core/storage/connection.h>
#include <core/storage/passwordhash.h>
#include <tests/support/openstorage.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using namespace storage;
using base::PlayerId;
using base::Result;

namespace {

using Found = Result<std::optional<PlayerRecord>, StoreError>;
using Made = Result<PlayerRecord, StoreError>;
using Changed = Result<void, StoreError>;

Found byId(test::OpenStorage &open, PlayerId id)
{
    return test::answerOf<Found>([&](auto done) { open.players.byId(id, std::move(done)); });
}

Found byEmail(test::OpenStorage &open, const QString &email)
{
    return test::answerOf<Found>([&](auto done) { open.players.byEmail(email, std::move(done)); });
}

Made create(test::OpenStorage &open, const NewPlayer &player)
{
    return test::answerOf<Made>([&](auto done) { open.players.create(player, std::move(done)); });
}

NewPlayer newPlayer(const QString &email, const QString &name = u"Someone"_s)
{
    NewPlayer player;
    player.email = email;
    player.displayName = name;
    return player;
}

} // namespace

class TestPlayers : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void createdPlayersAreFound();
    void emailsAreExactAndUnique();
    void firstFreeNameIsTaken();
    void changes();
    void changesOfNobody();
    void removingTakesTheRowsAlong();
    void idsAreNeverReused();
    void pages();
    void loginsAreNoted();
    void passwordsOfTheSample_data();
    void passwordsOfTheSample();
    void rolesOfTheSample();
};

void TestPlayers::createdPlayersAreFound()
{
    test::OpenStorage open;
    NewPlayer player = newPlayer(u"zoë@exämple.test"_s, u"Zoë \"O'Q\"; Żółw"_s);
    player.passwordHash = "$argon2id$…";
    player.role = PlayerRole::SuperAdmin;
    const auto made = create(open, player);
    QVERIFY(made);
    for (const Found &found : {byId(open, made->id), byEmail(open, player.email)}) {
        QVERIFY(found && *found);
        QCOMPARE((*found)->id, made->id);
        QCOMPARE((*found)->email, player.email);
        QCOMPARE((*found)->displayName, player.displayName);
        QCOMPARE((*found)->passwordHash, player.passwordHash);
        QCOMPARE((*found)->role, PlayerRole::SuperAdmin);
        QVERIFY(!(*found)->lastLoginAt);
    }
    Connection file(open.file, Connection::Access::ReadOnly);
    QCOMPARE(file.single(u"SELECT typeof(email) || typeof(password) || typeof(role) FROM players"_s).toString(),
             u"texttextinteger"_s);
    const auto nobody = byId(open, PlayerId {99});
    QVERIFY(nobody && !*nobody);
}

void TestPlayers::emailsAreExactAndUnique()
{
    test::OpenStorage open;
    QVERIFY(create(open, newPlayer(u"a@example.test"_s)));
    const auto again = create(open, newPlayer(u"a@example.test"_s));
    QVERIFY(!again);
    QCOMPARE(again.error(), StoreError::Taken);
    QVERIFY(create(open, newPlayer(u"A@example.test"_s))); // another account
    const auto trimmed = byEmail(open, u" a@example.test"_s);
    QVERIFY(trimmed && !*trimmed);
}

void TestPlayers::firstFreeNameIsTaken()
{
    test::OpenStorage open;
    QVERIFY(create(open, newPlayer(u"1@example.test"_s, u"one"_s)));
    QVERIFY(create(open, newPlayer(u"2@example.test"_s, u"two"_s)));
    NewPlayer player = newPlayer(u"3@example.test"_s);
    player.namesToTry = {u"one"_s, u"two"_s, u"three"_s, u"four"_s};
    const auto made = create(open, player);
    QVERIFY(made);
    QCOMPARE(made->displayName, u"three"_s);
    player.email = u"4@example.test"_s;
    player.namesToTry = {u"one"_s, u"three"_s};
    const auto none = create(open, player);
    QVERIFY(!none);
    QCOMPARE(none.error(), StoreError::TooMany);
    // Given names need not be unique.
    QVERIFY(create(open, newPlayer(u"5@example.test"_s, u"one"_s)));
}

void TestPlayers::changes()
{
    test::OpenStorage open;
    const PlayerId id = open.addPlayer(u"a@example.test"_s).id;
    open.addPlayer(u"b@example.test"_s);
    QVERIFY(test::answerOf<Changed>([&](auto done) { open.players.setPassword(id, "hash", std::move(done)); }));
    QVERIFY(test::answerOf<Changed>([&](auto done) { open.players.setRole(id, PlayerRole::Admin, std::move(done)); }));
    QVERIFY(test::answerOf<Changed>(
        [&](auto done) { open.players.setDetails(id, u"New"_s, u"new@example.test"_s, std::move(done)); }));
    auto found = byId(open, id);
    QVERIFY(found && *found);
    QCOMPARE((*found)->passwordHash, std::optional<QByteArray>("hash"));
    QCOMPARE((*found)->role, PlayerRole::Admin);
    QCOMPARE((*found)->displayName, u"New"_s);
    QCOMPARE((*found)->email, u"new@example.test"_s);

    const auto taken = test::answerOf<Changed>(
        [&](auto done) { open.players.setDetails(id, u"New"_s, u"b@example.test"_s, std::move(done)); });
    QVERIFY(!taken);
    QCOMPARE(taken.error(), StoreError::Taken);
    QVERIFY(test::answerOf<Changed>([&](auto done) { open.players.setPassword(id, std::nullopt, std::move(done)); }));
    found = byId(open, id);
    QVERIFY(found && *found && !(*found)->passwordHash);
    QCOMPARE((*found)->email, u"new@example.test"_s);
}

void TestPlayers::changesOfNobody()
{
    test::OpenStorage open;
    const PlayerId nobody {42};
    const QList<Changed> outcomes {
        test::answerOf<Changed>([&](auto done) { open.players.setPassword(nobody, "x", std::move(done)); }),
        test::answerOf<Changed>([&](auto done) { open.players.setRole(nobody, PlayerRole::Admin, std::move(done)); }),
        test::answerOf<Changed>([&](auto done) { open.players.setDetails(nobody, u"x"_s, u"x"_s, std::move(done)); }),
        test::answerOf<Changed>([&](auto done) { open.players.remove(nobody, std::move(done)); })};
    for (const Changed &outcome : outcomes) {
        QVERIFY(!outcome);
        QCOMPARE(outcome.error(), StoreError::NotFound);
    }
}

void TestPlayers::removingTakesTheRowsAlong()
{
    test::OpenStorage open(test::sampleDatabase());
    QVERIFY(test::answerOf<Changed>([&](auto done) { open.players.remove(PlayerId {1}, std::move(done)); }));
    Connection file(open.file, Connection::Access::ReadOnly);
    for (const QString &table : {u"player_data"_s, u"galaxy_at_war"_s, u"leaderboard_data"_s})
        QCOMPARE(file.single(u"SELECT COUNT(*) FROM %1 WHERE player_id = 1"_s.arg(table)).toInt(), 0);
    QCOMPARE(file.single(u"SELECT COUNT(*) FROM game_report"_s).toInt(), 2);
    QCOMPARE(file.single(u"SELECT COUNT(*) FROM players"_s).toInt(), 4);
}

void TestPlayers::idsAreNeverReused()
{
    test::OpenStorage open;
    const PlayerId first = open.addPlayer(u"a@example.test"_s).id;
    QVERIFY(test::answerOf<Changed>([&](auto done) { open.players.remove(first, std::move(done)); }));
    QVERIFY(base::number(open.addPlayer(u"b@example.test"_s).id) > base::number(first));
}

void TestPlayers::pages()
{
    test::OpenStorage open;
    for (int i = 1; i <= 7; ++i)
        open.addPlayer(u"%1@example.test"_s.arg(i));
    const auto page = [&](qint64 offset, qint64 count) {
        const auto got = test::answerOf<Result<PlayerPage, StoreError>>(
            [&](auto done) { open.players.page(offset, count, std::move(done)); });
        QStringList emails;
        if (got && got->total == 7) {
            for (const PlayerRecord &player : got->rows)
                emails.append(player.email.first(1));
        }
        return emails.join(u"");
    };
    QCOMPARE(page(0, 3), u"123"_s);
    QCOMPARE(page(3, 3), u"456"_s);
    QCOMPARE(page(6, 3), u"7"_s);
    QCOMPARE(page(7, 3), u""_s);
    QCOMPARE(page(0, 0), u""_s);
    QCOMPARE(page(std::numeric_limits<qint64>::max(), 3), u""_s);
    QCOMPARE(page(-1, std::numeric_limits<qint64>::max()), u"1234567"_s);
    const auto count =
        test::answerOf<Result<qint64, StoreError>>([&](auto done) { open.players.count(std::move(done)); });
    QVERIFY(count);
    QCOMPARE(*count, 7);
}

void TestPlayers::loginsAreNoted()
{
    test::OpenStorage open;
    const PlayerId id = open.addPlayer(u"a@example.test"_s).id;
    const Timestamp time {std::chrono::seconds(1'742'000'000) + std::chrono::milliseconds(250)};
    QVERIFY(test::answerOf<Changed>([&](auto done) {
        open.players.noteLogins({{id, time}, {PlayerId {77}, time}}, std::move(done));
    }));
    const auto found = byId(open, id);
    QVERIFY(found && *found);
    QCOMPARE((*found)->lastLoginAt, std::optional(time));
}

void TestPlayers::passwordsOfTheSample_data()
{
    QTest::addColumn<QString>("email");
    QTest::addColumn<QString>("password");
    QTest::newRow("ada") << u"ada@example.test"_s << u"Harbor-Lantern-1"_s;
    QTest::newRow("brann") << u"brann@example.test"_s << u"Copper-Kettle-2"_s;
    QTest::newRow("casey") << u"casey@example.test"_s << u"Maple-Drift-3"_s;
    QTest::newRow("zoe has none") << u"Zoe.Origin@example.test"_s << QString();
    QTest::newRow("eve") << u"eve@example.test"_s << u"Echo;Semicolon 5 ü"_s;
}

void TestPlayers::passwordsOfTheSample()
{
    QFETCH(QString, email);
    QFETCH(QString, password);
    test::OpenStorage open(test::sampleDatabase());
    const auto found = byEmail(open, email);
    QVERIFY(found && *found);
    QCOMPARE((*found)->passwordHash.has_value(), !password.isNull());
    if (password.isNull())
        return;
    const auto hash = PasswordHash::parse(*(*found)->passwordHash);
    QVERIFY(hash);
    QVERIFY(hash->matches(base::Secret(password.toUtf8())));
    QVERIFY(!hash->matches(base::Secret(password.toUtf8() + ' ')));
}

void TestPlayers::rolesOfTheSample()
{
    test::OpenStorage open(test::sampleDatabase());
    const auto page =
        test::answerOf<Result<PlayerPage, StoreError>>([&](auto done) { open.players.page(0, 10, std::move(done)); });
    QVERIFY(page);
    QCOMPARE(page->rows[0].role, PlayerRole::SuperAdmin);
    QCOMPARE(page->rows[1].role, PlayerRole::Admin);
    QCOMPARE(page->rows[2].role, PlayerRole::Default);
    QCOMPARE(toZuluText(*page->rows[0].lastLoginAt), u"2025-03-14T09:26:53.589793238Z"_s);
    QCOMPARE(toZuluText(*page->rows[1].lastLoginAt), u"2025-03-13T18:00:00Z"_s);
    QVERIFY(!page->rows[2].lastLoginAt);
    QCOMPARE(page->rows[3].displayName, u"Zoë Żółw"_s);
    QCOMPARE(page->rows[4].displayName, u"Eve \"O'Quote\"; DROP"_s);
}

QTEST_GUILESS_MAIN(TestPlayers)
#include "tst_players.moc"
