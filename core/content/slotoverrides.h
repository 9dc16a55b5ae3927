#pragma once
// The configuration slot as the game gets it: the imported set (coalesced.json), and what the operator wrote on top of
// it (overrides.json, the same JSON form) layered over it. Both are read again when they change. A file that cannot be
// used counts as not there, and the log says why, once a change. Network thread.

#include <core/content/contentfiles.h>
#include <core/content/overrides.h>
#include <core/content/slotname.h>

namespace content {

class SlotOverrides final : public OverridesSource
{
public:
    // `files` outlives it. `whenEmpty`: what an unfilled slot gives, EmptySlot::Nothing no bytes at all.
    SlotOverrides(ContentFiles &files, EmptySlot whenEmpty);
    [[nodiscard]] std::optional<QByteArray> coalesced() override;

private:
    [[nodiscard]] QByteArray build(const std::optional<QByteArray> &imported,
                                   const std::optional<QByteArray> &layer) const;

    ContentFiles &m_files;
    EmptySlot m_whenEmpty;
    bool m_built = false;
    // What it was built from; holding on to the bytes makes equal addresses mean equal bytes.
    std::optional<QByteArray> m_imported;
    std::optional<QByteArray> m_layer;
    QByteArray m_coalesced;
};

} // namespace content
