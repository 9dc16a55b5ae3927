#pragma once
// What all streams of one network share: its thread's readiness set, turn, timers and read scratch.

#include <core/base/clock.h>
#include <core/base/limits.h>
#include <core/base/scheduler.h>
#include <core/net/qtnetwork.h>
#include <core/net/readinessset.h>
#include <core/net/turn.h>

#include <cstddef>
#include <memory>
#include <span>

namespace net {

struct StreamHome
{
    base::Scheduler &scheduler;
    StreamDeadlines deadlines;
    base::SystemClock clock {};
    Turn turn {};
    std::unique_ptr<ReadinessSet> readiness {};
    std::unique_ptr<std::byte[]> scratchBytes {new std::byte[static_cast<std::size_t>(base::kReadChunk)]};

    // One for all streams: bytes are handed on before the next read.
    [[nodiscard]] std::span<std::byte> scratch() const
    {
        return {scratchBytes.get(), static_cast<std::size_t>(base::kReadChunk)};
    }
};

} // namespace net
