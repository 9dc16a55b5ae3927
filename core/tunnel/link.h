#pragma once
// The client's end of one tunnel, as the connector sees it; whatever form it has. Network thread.

#include <core/tunnel/tunnel.h>

#include <memory>

namespace tunnel {

class LinkHandler
{
public:
    LinkHandler() = default;
    LinkHandler(const LinkHandler &) = delete;
    LinkHandler &operator=(const LinkHandler &) = delete;
    virtual ~LinkHandler() = default;
    // A packet of the player at index `from`, 0 to 3. The view dies with the call.
    virtual void onFrame(quint8 from, ByteView payload) = 0;
    // The link is dead; it may be destroyed inside this call. Last callback, and none comes after its destruction.
    virtual void onLinkLost() = 0;
};

class Link
{
public:
    Link() = default;
    Link(const Link &) = delete;
    Link &operator=(const Link &) = delete;
    virtual ~Link() = default; // closes it
    // A packet for the player at `index`; may be dropped.
    virtual void send(quint8 index, ByteView payload) = 0;
    [[nodiscard]] virtual Form form() const = 0;
    // Time to the server and back; nullopt when it is not known.
    [[nodiscard]] virtual std::optional<std::chrono::microseconds> roundTrip() const = 0;
};

} // namespace tunnel
