#pragma once
// Takes the operator's own content into our data folder: one file of any kind that recognition.h knows, or a folder
// with such files (the data folder of a published server, also of one that is running; another folder of ours; loose
// pictures). Everything is read, checked and written beside its place before anything is replaced: a broken or hostile
// file is named with the reason, and nothing has changed. A server that runs on the folder uses the new content from
// the next request on. Blocking; runs in a command-line program or on a worker thread.

#include <core/base/clock.h>
#include <core/content/fileset.h>
#include <core/content/recognition.h>
#include <core/content/slotlist.h>

#include <QFileInfo>
#include <QStringList>

#include <optional>

namespace content {

struct ContentImportReport
{
    QList<SlotName> filled; // slots with new content, without images
    int images = 0;
    int publicFiles = 0; // further files below public/
    QStringList notes;   // what was left out and why, one line each
};

class ContentImport
{
public:
    // `folder` is our data folder; it is made when there is none.
    ContentImport(const QString &folder, base::WallTime now);

    // With `slot` only content of that slot is taken, and a single file must be of its kind.
    [[nodiscard]] ContentResult<ContentImportReport> run(const QString &source,
                                                         const std::optional<SlotName> &slot = {});

private:
    using Step = FileSet::Step;

    [[nodiscard]] Step takeFolder(const QString &path);
    [[nodiscard]] Step takeTree(const QString &path, const QString &relative, int depth);
    [[nodiscard]] Step takePublicFile(const QFileInfo &file, const QString &relative);
    [[nodiscard]] Step takeFile(const QString &path);
    [[nodiscard]] Step take(const QString &path, const QByteArray &bytes, Recognised content);
    [[nodiscard]] Step fill(const SlotName &slot, const QString &file, const QByteArray &bytes);
    [[nodiscard]] Step fillTalk(const QString &path, const RecognisedTalk &talk);
    [[nodiscard]] Step fillImage(const QString &path, const QByteArray &bytes, ImageSize size);
    [[nodiscard]] Step fillEntitlements(const Pairs &pairs);
    [[nodiscard]] Step count(qint64 bytes);
    [[nodiscard]] Step finish();
    [[nodiscard]] bool wants(SlotKind kind) const { return !m_slot || m_slot->kind == kind; }
    void note(const QString &text);

    QString m_folder;
    base::WallTime m_now;
    QString m_source;
    std::optional<SlotName> m_slot;
    bool m_isFolder = false;
    FileSet m_files;
    SlotList m_list;
    ContentImportReport m_report;
    int m_fileCount = 0;
    qint64 m_bytes = 0;
    qint64 m_imageBytes = 0;
};

} // namespace content
