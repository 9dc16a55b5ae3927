#pragma once
// The compressed configuration behind ME3_BINI_PC_COMPRESSED: a Coalesced binary with a 16-byte head, packed by zlib.
// Head, little-endian: bytes "NIBC", version 1, length of the compressed part, length of the plain part.

#include <core/content/contenterror.h>
#include <core/content/pairs.h>

#include <optional>

namespace content {

// Where the plain Coalesced binary comes from. nullopt: it cannot be built, and the game gets an error. No bytes: there
// is none, and the game gets an empty map.
class OverridesSource
{
public:
    OverridesSource() = default;
    OverridesSource(const OverridesSource &) = delete;
    OverridesSource &operator=(const OverridesSource &) = delete;
    virtual ~OverridesSource() = default;
    [[nodiscard]] virtual std::optional<QByteArray> coalesced() = 0;
};

// The slot nobody has filled: the valid, nearly empty configuration.
class NoOverrides final : public OverridesSource
{
public:
    [[nodiscard]] std::optional<QByteArray> coalesced() override;
};

[[nodiscard]] QByteArray packOverrides(const QByteArray &coalesced);
// The plain part again. Refuses lengths that do not match, more than base::kCoalescedMax bytes and more than
// base::kInflateRatioMax times the packed size; memory grows with what really comes out.
[[nodiscard]] ContentResult<QByteArray> unpackOverrides(QByteArrayView packed);
[[nodiscard]] bool looksPacked(QByteArrayView bytes);

// Packs once per content: half a megabyte through zlib for every game that connects would be felt.
class Overrides
{
public:
    explicit Overrides(OverridesSource &source);
    [[nodiscard]] std::optional<Pairs> chunks();

private:
    OverridesSource &m_source;
    QByteArray m_packedFrom;
    Pairs m_chunks;
};

} // namespace content
