#pragma once
// Unpacks a zlib stream that nobody vouches for. Pure.

#include <core/content/contenterror.h>

#include <QByteArray>

namespace content {

// Exactly `plainSize` bytes, from all of `stream`. Anything else is refused, and so is a stream that claims to unpack
// to more than base::kInflateRatioMax times its size: memory grows step by step with what really comes out.
[[nodiscard]] ContentResult<QByteArray> inflated(QByteArrayView stream, qsizetype plainSize);

} // namespace content
