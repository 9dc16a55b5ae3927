#include <core/content/slotoverrides.h>

#include <core/base/limits.h>
#include <core/content/coalescedfile.h>
#include <core/content/contentjson.h>
#include <core/content/emptyslots.h>
#include <core/content/log.h>

namespace content {

namespace {

// nullopt: there is none, or none that can be used.
std::optional<Coalesced> documentOf(const std::optional<QByteArray> &text, const QString &name)
{
    if (!text)
        return std::nullopt;
    const auto root = parseContentJson(*text);
    auto document = root ? coalescedFromJson(*root) : base::failure(root.error());
    if (document)
        return *std::move(document);
    qCWarning(logContent).noquote() << name << "is not used:" << document.error().detail;
    return std::nullopt;
}

} // namespace

SlotOverrides::SlotOverrides(ContentFiles &files, EmptySlot whenEmpty)
    : m_files(files)
    , m_whenEmpty(whenEmpty)
{}

std::optional<QByteArray> SlotOverrides::coalesced()
{
    const SlotName slot {.kind = SlotKind::Configuration};
    const auto imported = m_files.read(slot.file(), base::kCoalescedJsonMax);
    const auto layer = m_files.read(slot.layerFile(), base::kContentLayerMax);
    if (!m_built || !isSameFile(imported, m_imported) || !isSameFile(layer, m_layer)) {
        m_coalesced = build(imported, layer);
        m_imported = imported;
        m_layer = layer;
        m_built = true;
    }
    return m_coalesced;
}

QByteArray SlotOverrides::build(const std::optional<QByteArray> &imported, const std::optional<QByteArray> &layer) const
{
    const SlotName slot {.kind = SlotKind::Configuration};
    const auto below = documentOf(imported, slot.file());
    const auto above = documentOf(layer, slot.layerFile());
    for (const bool withLayer : {true, false}) {
        if (!(withLayer ? above : below))
            continue;
        auto written = writeCoalesced(withLayer ? layered(below.value_or(Coalesced {}), *above) : *below);
        if (written)
            return *std::move(written);
        qCWarning(logContent).noquote() << (withLayer ? slot.layerFile() : slot.file())
                                        << "is not used:" << written.error().detail;
    }
    return m_whenEmpty == EmptySlot::Standard ? emptyOverrides() : QByteArray();
}

} // namespace content
