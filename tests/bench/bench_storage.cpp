// Storage: saves and look-ups answered a second, by wall clock, since the work is on the storage thread and the disk;
// password hashes in milliseconds each, and whole password logins: look-up, budget, hash pool, answer.

#include <core/server/accountservice.h>
#include <core/storage/passwordhash.h>
#include <core/storage/playerdata.h>
#include <core/storage/players.h>
#include <core/storage/storageclient.h>
#include <tests/bench/bench.h>
#include <tests/support/answers.h>

#include <QTemporaryDir>

namespace {

constexpr int kRounds = 9;

double seconds(std::chrono::steady_clock::time_point since)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
}

struct OpenDatabase
{
    OpenDatabase()
    {
        const auto opened = test::answerOf<storage::Storage::OpenAnswer>([this](auto done) {
            client.open(folder.filePath(QStringLiteral("app.db")), std::chrono::system_clock::now(), std::move(done));
        });
        if (!opened)
            qFatal("the database of the benchmark does not open");
        for (int i = 0; i < 100; ++i) {
            storage::NewPlayer player;
            player.email = QStringLiteral("%1@example.test").arg(i);
            using Made = base::Result<storage::PlayerRecord, storage::StoreError>;
            const auto made = test::answerOf<Made>([&](auto done) { players.create(player, std::move(done)); });
            ids.append(made->id);
        }
    }

    // `asked` requests at once; requests answered a second.
    template <class Ask>
    double burst(int asked, Ask ask)
    {
        int answered = 0;
        const auto start = std::chrono::steady_clock::now();
        for (int i = 0; i < asked; ++i)
            ask(i, [&answered](const auto &) { answered += 1; });
        test::waitUntil([&] { return answered == asked; });
        return asked / seconds(start);
    }

    QTemporaryDir folder;
    storage::Storage storage;
    storage::StorageClient client {storage};
    storage::Players players {client};
    storage::PlayerData data {client};
    QList<storage::PlayerId> ids;
};

BENCHMARK(storage)
{
    OpenDatabase database;
    const QByteArray value(400, 'v'); // a usual row: Base or a character
    std::vector<double> saves;
    std::vector<double> finds;
    std::vector<double> singles;
    for (int round = 0; round < kRounds; ++round) {
        saves.push_back(database.burst(5000, [&](int i, auto done) {
            database.data.save(database.ids[i % 100], "key" + QByteArray::number(i / 100), value, std::move(done));
        }));
        finds.push_back(database.burst(
            10'000, [&](int i, auto done) { database.players.byId(database.ids[i % 100], std::move(done)); }));
        const auto start = std::chrono::steady_clock::now();
        constexpr int kSingles = 100;
        for (int i = 0; i < kSingles; ++i)
            database.burst(1,
                           [&](int, auto done) { database.data.save(database.ids[0], "one", value, std::move(done)); });
        singles.push_back(seconds(start) / kSingles * 1000);
    }
    bench.report("storage.save.burst", "1/s", 5000, saves);
    bench.report("storage.save.single", "ms", 1, singles);
    bench.report("storage.find.burst", "1/s", 10'000, finds);
}

BENCHMARK(password_hash)
{
    base::SystemRandom random;
    std::vector<double> milliseconds;
    for (int round = 0; round < kRounds; ++round) {
        const auto start = std::chrono::steady_clock::now();
        bench::keep(storage::PasswordHash::make(base::Secret("Harbor-Lantern-1"), random));
        milliseconds.push_back(seconds(start) * 1000);
    }
    bench.report("storage.password.hash", "ms", 25, milliseconds);
}

BENCHMARK(password_logins)
{
    constexpr int kAtOnce = 16; // within what the hash pool lets wait
    OpenDatabase open;
    base::SystemClock clock;
    base::SystemRandom random;
    storage::PasswordHasher hasher {random};
    server::AccountService accounts(open.players, hasher, clock, random);
    for (const storage::PlayerId id : open.ids.first(kAtOnce)) {
        using Set = base::Result<bool, session::AccountError>;
        const auto set = test::answerOf<Set>(
            [&](auto done) { accounts.setPassword(id, base::Secret("Harbor-Lantern-1"), std::move(done)); });
        if (!set)
            qFatal("the benchmark's passwords cannot be set");
    }
    std::vector<double> logins;
    for (int round = 0; round < 5; ++round) {
        logins.push_back(open.burst(kAtOnce, [&](int i, auto done) {
            accounts.verify(
                QStringLiteral("%1@example.test").arg(i), base::Secret("Harbor-Lantern-1"),
                base::Ipv4 {0x0A000000U + static_cast<quint32>(i)},
                [done = std::move(done)](base::Result<session::Account, session::AccountError> account) mutable {
                    if (!account)
                        qFatal("a login of the benchmark was refused");
                    done(account);
                });
        }));
    }
    bench.report("storage.password.logins", "1/s", 40, logins);
}

} // namespace
