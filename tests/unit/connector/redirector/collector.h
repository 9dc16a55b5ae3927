#pragma once
// One end of a connection as a test sees it: what arrived and how it ended.

#include <core/net/transport.h>

#include <functional>
#include <optional>

namespace test {

class Collector final : public net::StreamHandler
{
public:
    void onBytes(base::ByteView bytes) override
    {
        received += base::toByteArray(bytes);
        if (whenBytes)
            whenBytes();
    }
    void onEnd() override { ended = true; }
    void onDrained() override { ++drained; }
    void onClosed(net::CloseReason reason) override { closed = reason; }

    void reset()
    {
        received.clear();
        ended = false;
        drained = 0;
        closed.reset();
        whenBytes = nullptr;
    }

    QByteArray received;
    bool ended = false;
    int drained = 0;
    std::optional<net::CloseReason> closed;
    std::function<void()> whenBytes;
};

} // namespace test
