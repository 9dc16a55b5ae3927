#pragma once
// The datagram form of a tunnel: one message a datagram, numbers big-endian. Pure.
//
//     version 8 bits, always 1 · tunnel id 32 bits · type 8 bits · body
//
//     0 Initiate   client → server   id FFFFFFFF; token length 16 bits, token
//     1 Initiated  server → client   id of the new tunnel, again in the body (32 bits)
//     2 Forward    both              index 8 bits, payload length 16 bits, payload
//     3 KeepAlive  both              nothing
//
// What follows a whole message in the same datagram is ignored. A client must not look at the id of a Forward:
// published servers put that of another player's tunnel there.

#include <core/base/bytes.h>
#include <core/base/result.h>

#include <array>
#include <optional>

namespace tunnel {

using base::ByteView;

enum class TunnelId : quint32 {};
inline constexpr TunnelId kNoTunnelId {0xFFFFFFFFU};

enum class MessageType : quint8 {
    Initiate = 0,
    Initiated = 1,
    Forward = 2,
    KeepAlive = 3,
};

inline constexpr quint8 kDatagramVersion = 1;
inline constexpr std::size_t kDatagramHeadSize = 6;
inline constexpr std::size_t kForwardHeadSize = 9;

struct Message
{
    TunnelId id = kNoTunnelId;
    MessageType type = MessageType::KeepAlive;
    ByteView token {};              // Initiate
    TunnelId granted = kNoTunnelId; // Initiated
    quint8 index = 0;               // Forward
    ByteView payload {};            // Forward
    std::size_t trailing = 0;       // bytes behind the message
};

enum class DatagramError {
    Incomplete,
    UnsupportedVersion,
    UnknownType,
};

// The views in the message are parts of `datagram`.
[[nodiscard]] base::Result<Message, DatagramError> readDatagram(ByteView datagram);

// `token` and `payload` come behind these heads; sizes are at most 65535.
[[nodiscard]] std::array<std::byte, kDatagramHeadSize + 2> initiateHead(std::size_t tokenSize) noexcept;
[[nodiscard]] std::array<std::byte, kForwardHeadSize> forwardHead(TunnelId id, quint8 index,
                                                                  std::size_t payloadSize) noexcept;
[[nodiscard]] std::array<std::byte, kDatagramHeadSize + 4> initiatedMessage(TunnelId granted) noexcept;
[[nodiscard]] std::array<std::byte, kDatagramHeadSize> keepAliveMessage(TunnelId id) noexcept;
// The whole datagram of a message that was read or made; `trailing` is left out.
[[nodiscard]] QByteArray toDatagram(const Message &message);

} // namespace tunnel
