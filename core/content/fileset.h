#pragma once
// Several files of one folder that are replaced together: everything is written beside its place first, and moved there
// at the end. When anything fails on the way, the folder is as it was. Blocking; not for the network thread.

#include <core/content/contenterror.h>

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace content {

class FileSet
{
public:
    using Step = base::Result<void, ContentError>;

    explicit FileSet(QString folder);

    // `relative` is a path of ours, with "/" between its parts. A second one of the same name replaces the first.
    [[nodiscard]] Step add(const QString &relative, const QByteArray &bytes);
    // Copies without holding the whole in memory; refused when it has not exactly `size` bytes.
    [[nodiscard]] Step addCopy(const QString &relative, const QString &from, qint64 size);
    // Replaces each file in one step, its old content kept until all are done.
    [[nodiscard]] Step commit();

    [[nodiscard]] bool isEmpty() const noexcept { return m_files.isEmpty(); }

private:
    [[nodiscard]] Step begin();
    [[nodiscard]] Step makePlace(const QString &relative) const;
    [[nodiscard]] QString staged(const QString &relative) const;
    [[nodiscard]] QString kept(const QString &relative) const;
    void note(const QString &relative);
    void undo(qsizetype count) const;

    QString m_folder;
    std::unique_ptr<QTemporaryDir> m_staging; // in the folder, so that moving is renaming
    QStringList m_files;
};

} // namespace content
