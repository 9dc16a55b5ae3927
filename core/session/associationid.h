#pragma once
// Names one installation of a client, so that its game connection and its tunnel can be matched without relying on
// addresses. A random UUID, 16 bytes in network order; handed out signed (see tokens.h), never stored.

#include <array>
#include <cstddef>
#include <functional>

namespace session {

struct AssociationId
{
    std::array<std::byte, 16> bytes {};
    bool operator==(const AssociationId &) const = default;
};

} // namespace session

template <>
struct std::hash<session::AssociationId>
{
    std::size_t operator()(const session::AssociationId &id) const noexcept
    {
        std::size_t value = 0;
        for (std::size_t i = 0; i < sizeof value; ++i)
            value = (value << 8U) | std::to_integer<std::size_t>(id.bytes[i]);
        return value;
    }
};
