#pragma once
// Views on wire bytes. A ByteView never owns; who keeps bytes copies them into a ByteBuffer or a QByteArray.

#include <QByteArray>
#include <QByteArrayView>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace base {

using ByteView = std::span<const std::byte>;

[[nodiscard]] inline ByteView asBytes(QByteArrayView bytes) noexcept
{
    return {reinterpret_cast<const std::byte *>(bytes.data()), static_cast<std::size_t>(bytes.size())};
}
[[nodiscard]] inline ByteView asBytes(std::string_view text) noexcept
{
    return {reinterpret_cast<const std::byte *>(text.data()), text.size()};
}
[[nodiscard]] inline ByteView asBytes(const std::uint8_t *data, std::size_t size) noexcept
{
    return {reinterpret_cast<const std::byte *>(data), size};
}
[[nodiscard]] inline QByteArrayView asChars(ByteView bytes) noexcept
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}
[[nodiscard]] inline QByteArray toByteArray(ByteView bytes)
{
    return asChars(bytes).toByteArray();
}

// Big-endian numbers; the caller has checked that the bytes are there.
[[nodiscard]] constexpr std::uint16_t readU16(const std::byte *at) noexcept
{
    return static_cast<std::uint16_t>((std::to_integer<unsigned>(at[0]) << 8U) | std::to_integer<unsigned>(at[1]));
}
[[nodiscard]] constexpr std::uint32_t readU32(const std::byte *at) noexcept
{
    return (static_cast<std::uint32_t>(readU16(at)) << 16U) | readU16(at + 2);
}
constexpr void writeU16(std::byte *at, std::uint16_t value) noexcept
{
    at[0] = static_cast<std::byte>(value >> 8U);
    at[1] = static_cast<std::byte>(value & 0xFFU);
}
constexpr void writeU32(std::byte *at, std::uint32_t value) noexcept
{
    writeU16(at, static_cast<std::uint16_t>(value >> 16U));
    writeU16(at + 2, static_cast<std::uint16_t>(value & 0xFFFFU));
}

} // namespace base
