#include <core/tunnel/datagram.h>

#include <algorithm>

namespace tunnel {

namespace {

template <std::size_t N>
std::array<std::byte, N> headed(TunnelId id, MessageType type) noexcept
{
    static_assert(N >= kDatagramHeadSize);
    std::array<std::byte, N> message {};
    message[0] = std::byte {kDatagramVersion};
    base::writeU32(&message[1], static_cast<quint32>(id));
    message[5] = static_cast<std::byte>(type);
    return message;
}

// The bytes counted by the 16 bits at the start of `body`; nullopt when they are not all there.
std::optional<ByteView> counted(ByteView body)
{
    if (body.size() < 2)
        return std::nullopt;
    const std::size_t size = base::readU16(body.data());
    if (body.size() - 2 < size)
        return std::nullopt;
    return body.subspan(2, size);
}

} // namespace

base::Result<Message, DatagramError> readDatagram(ByteView datagram)
{
    if (datagram.size() < kDatagramHeadSize)
        return base::failure(DatagramError::Incomplete);
    if (std::to_integer<quint8>(datagram[0]) != kDatagramVersion)
        return base::failure(DatagramError::UnsupportedVersion);
    Message message;
    message.id = TunnelId {base::readU32(&datagram[1])};
    message.type = static_cast<MessageType>(datagram[5]);
    const ByteView body = datagram.subspan(kDatagramHeadSize);
    std::size_t used = 0;
    switch (message.type) {
    case MessageType::Initiate: {
        const auto token = counted(body);
        if (!token)
            return base::failure(DatagramError::Incomplete);
        message.token = *token;
        used = 2 + token->size();
        break;
    }
    case MessageType::Initiated:
        if (body.size() < 4)
            return base::failure(DatagramError::Incomplete);
        message.granted = TunnelId {base::readU32(body.data())};
        used = 4;
        break;
    case MessageType::Forward: {
        const auto payload = body.empty() ? std::nullopt : counted(body.subspan(1));
        if (!payload)
            return base::failure(DatagramError::Incomplete);
        message.index = std::to_integer<quint8>(body[0]);
        message.payload = *payload;
        used = 3 + payload->size();
        break;
    }
    case MessageType::KeepAlive:
        break;
    default:
        return base::failure(DatagramError::UnknownType);
    }
    message.trailing = body.size() - used;
    return message;
}

std::array<std::byte, kDatagramHeadSize + 2> initiateHead(std::size_t tokenSize) noexcept
{
    auto head = headed<kDatagramHeadSize + 2>(kNoTunnelId, MessageType::Initiate);
    base::writeU16(&head[kDatagramHeadSize], static_cast<quint16>(tokenSize));
    return head;
}

std::array<std::byte, kForwardHeadSize> forwardHead(TunnelId id, quint8 index, std::size_t payloadSize) noexcept
{
    auto head = headed<kForwardHeadSize>(id, MessageType::Forward);
    head[kDatagramHeadSize] = static_cast<std::byte>(index);
    base::writeU16(&head[kDatagramHeadSize + 1], static_cast<quint16>(payloadSize));
    return head;
}

std::array<std::byte, kDatagramHeadSize + 4> initiatedMessage(TunnelId granted) noexcept
{
    auto message = headed<kDatagramHeadSize + 4>(granted, MessageType::Initiated);
    base::writeU32(&message[kDatagramHeadSize], static_cast<quint32>(granted));
    return message;
}

std::array<std::byte, kDatagramHeadSize> keepAliveMessage(TunnelId id) noexcept
{
    return headed<kDatagramHeadSize>(id, MessageType::KeepAlive);
}

QByteArray toDatagram(const Message &message)
{
    const auto bytes = [](const auto &head, ByteView rest) {
        return base::toByteArray(head) + base::toByteArray(rest);
    };
    switch (message.type) {
    case MessageType::Initiate: {
        auto head = initiateHead(message.token.size());
        base::writeU32(&head[1], static_cast<quint32>(message.id));
        return bytes(head, message.token);
    }
    case MessageType::Initiated: {
        auto head = initiatedMessage(message.granted);
        base::writeU32(&head[1], static_cast<quint32>(message.id));
        return bytes(head, {});
    }
    case MessageType::Forward:
        return bytes(forwardHead(message.id, message.index, message.payload.size()), message.payload);
    case MessageType::KeepAlive:
        return bytes(keepAliveMessage(message.id), {});
    }
    Q_UNREACHABLE();
}

} // namespace tunnel
