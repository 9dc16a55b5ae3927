#pragma once
// The operator's own files, by name. A port: behind it is the data folder, in tests a table in memory.
// Network thread; files are small, and read again only when they have changed.

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QString>

#include <optional>

namespace content {

class ContentFiles
{
public:
    ContentFiles() = default;
    ContentFiles(const ContentFiles &) = delete;
    ContentFiles &operator=(const ContentFiles &) = delete;
    virtual ~ContentFiles() = default;

    // The whole file, or nullopt when there is none, it cannot be read or it is longer than `bytesMax`.
    // `name` is a plain file name made by us, never a path from a peer.
    [[nodiscard]] virtual std::optional<QByteArray> read(const QString &name, qsizetype bytesMax) = 0;
};

// Whether two readings gave the same bytes, told by their place in memory: true only for bytes that both hold on to.
[[nodiscard]] bool isSameFile(const std::optional<QByteArray> &a, const std::optional<QByteArray> &b);

// The files of one folder. What was read is kept until size or time of the file changes, so that a thousand games
// that ask for the same text cost one read. Unreadable and over-long files are named once per change in the log.
class FolderFiles final : public ContentFiles
{
public:
    explicit FolderFiles(QString folder);
    [[nodiscard]] std::optional<QByteArray> read(const QString &name, qsizetype bytesMax) override;

private:
    struct Entry
    {
        qint64 size = -1;
        QDateTime changed;
        std::optional<QByteArray> bytes;
    };
    QString m_folder;
    QHash<QString, Entry> m_entries; // only of files that exist
};

} // namespace content
