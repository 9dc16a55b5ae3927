#pragma once
// Just enough DER to walk through a certificate. General parsers complain about the game's certificate, whose two
// signature algorithms differ on purpose. Pure; every length is checked against the bytes that are there.

#include <core/base/bytes.h>

#include <cstdint>
#include <optional>

namespace ssl3 {

class DerReader
{
public:
    static constexpr std::uint8_t kInteger = 0x02;
    static constexpr std::uint8_t kBitString = 0x03;
    static constexpr std::uint8_t kNull = 0x05;
    static constexpr std::uint8_t kObjectId = 0x06;
    static constexpr std::uint8_t kUtf8String = 0x0C;
    static constexpr std::uint8_t kPrintableString = 0x13;
    static constexpr std::uint8_t kUtcTime = 0x17;
    static constexpr std::uint8_t kSequence = 0x30;
    static constexpr std::uint8_t kSet = 0x31;
    static constexpr std::uint8_t kExplicitVersion = 0xA0;

    explicit DerReader(base::ByteView bytes)
        : m_rest(bytes)
    {}
    [[nodiscard]] bool atEnd() const noexcept { return m_rest.empty(); }
    [[nodiscard]] std::optional<std::uint8_t> peekTag() const;
    // Content of the next element, which must have this tag; nullopt otherwise, and the place stays.
    [[nodiscard]] std::optional<base::ByteView> take(std::uint8_t tag);
    // The same with its header.
    [[nodiscard]] std::optional<base::ByteView> takeWhole(std::uint8_t tag);
    bool skip(std::uint8_t tag) { return take(tag).has_value(); }

private:
    struct Element
    {
        std::size_t header = 0;
        std::size_t content = 0;
    };
    [[nodiscard]] std::optional<Element> measure(std::uint8_t tag) const;
    base::ByteView m_rest;
};

} // namespace ssl3
