#pragma once
// What is known about the slots that were filled by an import: from where, when, and what it was. Kept as
// content-slots.json beside the content. Pure. A value.

#include <core/base/clock.h>
#include <core/content/contenterror.h>
#include <core/content/slotname.h>

#include <QByteArray>
#include <QMap>

namespace content {

struct SlotRecord
{
    QString source;            // the file or folder it came from, as the operator named it
    base::WallTime importedAt; // in seconds
    QByteArray sha256;         // of the stored file, in hex; of images: empty
    qint64 bytes = 0;          // of the stored file; of images: of all of them
    bool operator==(const SlotRecord &) const = default;
};

struct SlotList
{
    // Raised by one with each change of the configuration slot: a game that kept an older set then asks for the new
    // one.
    quint32 configurationRevision = 0;
    QMap<QString, SlotRecord> records; // by SlotName::toString()

    [[nodiscard]] static QString fileName() { return QStringLiteral("content-slots.json"); }
    // At most base::kSlotListMax bytes. No bytes give an empty list.
    [[nodiscard]] static ContentResult<SlotList> fromJson(const QByteArray &text);
    [[nodiscard]] QByteArray toJson() const;
    bool operator==(const SlotList &) const = default;
};

} // namespace content
