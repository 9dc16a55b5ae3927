// Helper of the kill test: saves rows as fast as it may and prints the number of each one once it is acknowledged.
//     storagewriter FILE ROUND

#include <tests/support/answers.h>

#include <core/storage/playerdata.h>
#include <core/storage/players.h>
#include <core/storage/storageclient.h>

#include <QCoreApplication>

#include <cstdio>

namespace {

constexpr int kUnderWay = 64; // as many players at once

class Writer
{
public:
    Writer(storage::PlayerData &data, storage::PlayerId player, QByteArray round)
        : m_data(data)
        , m_player(player)
        , m_round(std::move(round))
    {}
    void start()
    {
        for (int i = 0; i < kUnderWay; ++i)
            saveNext();
    }

private:
    void saveNext()
    {
        const QByteArray number = QByteArray::number(m_next++);
        // A few keys again and again and ever new ones; the value tells which save it was.
        m_data.save(m_player, m_round + '-' + QByteArray::number(m_next % 500), m_round + ':' + number,
                    [this, number](const auto &saved) {
                        if (!saved)
                            std::exit(3);
                        std::printf("%s\n", number.constData());
                        std::fflush(stdout);
                        saveNext();
                    });
    }

    storage::PlayerData &m_data;
    storage::PlayerId m_player;
    QByteArray m_round;
    int m_next = 0;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc != 3)
        return 2;
    storage::Storage storage;
    storage::StorageClient client(storage);
    storage::Players players(client);
    storage::PlayerData data(client);
    const auto opened = test::answerOf<storage::Storage::OpenAnswer>([&](auto done) {
        client.open(QString::fromLocal8Bit(argv[1]), std::chrono::system_clock::now(), std::move(done));
    });
    if (!opened)
        return 4;
    // A player for each round: how many rows one may have is bounded.
    const QString email = QStringLiteral("%1@example.test").arg(QString::fromLocal8Bit(argv[2]));
    using Found = base::Result<std::optional<storage::PlayerRecord>, storage::StoreError>;
    auto player = test::answerOf<Found>([&](auto done) { players.byEmail(email, std::move(done)); });
    if (!player)
        return 5;
    if (!*player) {
        storage::NewPlayer fresh;
        fresh.email = email;
        using Made = base::Result<storage::PlayerRecord, storage::StoreError>;
        const auto made = test::answerOf<Made>([&](auto done) { players.create(fresh, std::move(done)); });
        if (!made)
            return 6;
        *player = *made;
    }
    std::printf("ready\n");
    std::fflush(stdout);
    Writer writer(data, (*player)->id, argv[2]);
    writer.start();
    return QCoreApplication::exec();
}
