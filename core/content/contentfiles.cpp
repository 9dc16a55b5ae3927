#include <core/content/contentfiles.h>

#include <core/content/log.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace content {

Q_LOGGING_CATEGORY(logContent, "app.content", QtInfoMsg)

namespace {

std::optional<QByteArray> readWhole(const QFileInfo &info, qsizetype bytesMax)
{
    QFile file(info.filePath());
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(logContent) << "cannot read" << info.fileName() << ":" << file.errorString();
        return std::nullopt;
    }
    // One byte more than allowed tells a file that grew since its size was asked.
    QByteArray bytes = file.read(bytesMax + 1);
    if (bytes.size() > bytesMax) {
        qCWarning(logContent) << "not used, longer than" << bytesMax << "bytes:" << info.fileName();
        return std::nullopt;
    }
    return bytes;
}
} // namespace

bool isSameFile(const std::optional<QByteArray> &a, const std::optional<QByteArray> &b)
{
    return a.has_value() == b.has_value() && (!a || (a->constData() == b->constData() && a->size() == b->size()));
}

FolderFiles::FolderFiles(QString folder)
    : m_folder(std::move(folder))
{}

std::optional<QByteArray> FolderFiles::read(const QString &name, qsizetype bytesMax)
{
    const QFileInfo info(QDir(m_folder), name);
    if (!info.isFile()) {
        m_entries.remove(name);
        return std::nullopt;
    }
    Entry &entry = m_entries[name];
    if (entry.size != info.size() || entry.changed != info.lastModified()) {
        entry = {.size = info.size(), .changed = info.lastModified(), .bytes = readWhole(info, bytesMax)};
    }
    return entry.bytes;
}

} // namespace content
