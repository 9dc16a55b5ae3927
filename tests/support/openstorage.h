#pragma once
// A storage with an open database in a temporary folder, and its repositories.

#include <core/storage/galaxyatwar.h>
#include <core/storage/gamereports.h>
#include <core/storage/leaderboards.h>
#include <core/storage/playerdata.h>
#include <core/storage/players.h>
#include <core/storage/storageclient.h>
#include <tests/support/answers.h>

#include <QTemporaryDir>

namespace test {

inline constexpr std::chrono::system_clock::time_point kStorageTime {std::chrono::seconds(1'742'000'000)};

struct OpenStorage
{
    explicit OpenStorage(const QString &existing = {})
        : file(folder.filePath(QStringLiteral("app.db")))
    {
        if (!existing.isEmpty()) {
            const bool copied = QFile::copy(existing, file);
            Q_ASSERT(copied);
            QFile::setPermissions(file, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        }
        const auto opened = answerOf<storage::Storage::OpenAnswer>(
            [&](auto done) { client.open(file, kStorageTime, std::move(done)); });
        if (!opened)
            qFatal("the test database does not open: %s", qPrintable(opened.error().detail));
        report = *opened;
    }

    template <class T>
    using Answer = base::Result<T, storage::StoreError>;

    storage::PlayerRecord addPlayer(const QString &email, const QString &name = QStringLiteral("Someone"))
    {
        storage::NewPlayer player;
        player.email = email;
        player.displayName = name;
        const auto made =
            answerOf<Answer<storage::PlayerRecord>>([&](auto done) { players.create(player, std::move(done)); });
        if (!made)
            qFatal("the test player cannot be made");
        return *made;
    }

    QTemporaryDir folder;
    QString file;
    storage::OpenReport report;
    storage::Storage storage;
    storage::StorageClient client {storage};
    storage::Players players {client};
    storage::PlayerData playerData {client};
    storage::GalaxyAtWar galaxy {client};
    storage::Leaderboards boards {client};
    storage::GameReports reports {client};
};

inline QString sampleDatabase()
{
    return QStringLiteral(RELAYDECK_SOURCE_DIR "/tests/vectors/pocket-relay-sample.db");
}

} // namespace test
