#include <core/tdf/reader.h>

#include <algorithm>

namespace tdf {

bool Reader::longInteger(std::uint64_t &value, bool &negative) noexcept
{
    using Kind = DecodeError::Kind;
    if (atEnd())
        return fail(Kind::Truncated);
    auto next = std::to_integer<std::uint8_t>(*m_at++);
    negative = (next & 0x40U) != 0;
    std::uint64_t magnitude = next & 0x3FU;
    for (unsigned shift = 6; (next & 0x80U) != 0; shift += 7) {
        if (atEnd())
            return fail(Kind::Truncated);
        next = std::to_integer<std::uint8_t>(*m_at++);
        // Tenth byte: two bits are left of 64, and none may follow.
        if (shift == 62 && next > 0x03)
            return fail(Kind::BadInteger);
        magnitude |= static_cast<std::uint64_t>(next & 0x7FU) << shift;
    }
    if (negative) {
        constexpr std::uint64_t kTop = std::uint64_t(1) << 63U;
        if (magnitude > kTop)
            return fail(Kind::BadInteger);
        // "Minus zero" is how the game writes the most negative number.
        magnitude = magnitude == 0 ? kTop : ~magnitude + 1;
    }
    value = magnitude;
    return true;
}

bool Reader::longLength(std::size_t &value) noexcept
{
    std::uint64_t wide = 0;
    bool negative = false;
    if (!longInteger(wide, negative))
        return false;
    if (negative || wide > remaining())
        return fail(DecodeError::Kind::BadLength);
    value = static_cast<std::size_t>(wide);
    return true;
}

bool Reader::objectType(std::uint16_t &component, std::uint16_t &entity) noexcept
{
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    if (!integer(first) || !integer(second))
        return false;
    if (first > 0xFFFF || second > 0xFFFF)
        return fail(DecodeError::Kind::OutOfRange);
    component = static_cast<std::uint16_t>(first);
    entity = static_cast<std::uint16_t>(second);
    return true;
}

bool Reader::floatBits(std::uint32_t &bits) noexcept
{
    if (remaining() < 4)
        return fail(DecodeError::Kind::Truncated);
    bits = base::readU32(m_at);
    m_at += 4;
    return true;
}

bool Reader::generic() noexcept
{
    std::uint8_t present = 0;
    if (!byte(present))
        return false;
    return present == 0 || fail(DecodeError::Kind::Unsupported);
}

bool Reader::count(std::size_t &value, std::size_t sizeEach, std::size_t itemsEach) noexcept
{
    std::uint64_t wide = 0;
    bool negative = false;
    if (!longInteger(wide, negative))
        return false;
    if (negative)
        return fail(DecodeError::Kind::BadLength);
    if (wide > remaining() / sizeEach)
        return fail(DecodeError::Kind::TooManyItems);
    value = static_cast<std::size_t>(wide);
    return countItems(value * itemsEach);
}

bool Reader::listHead(Type &element, std::size_t &countOut) noexcept
{
    return typeByte(element) && count(countOut, sizeMin(element), 1);
}

bool Reader::mapHead(Type &key, Type &value, std::size_t &countOut) noexcept
{
    return typeByte(key) && typeByte(value) && count(countOut, sizeMin(key) + sizeMin(value), 2);
}

bool Reader::intListHead(std::size_t &countOut) noexcept
{
    return count(countOut, sizeMin(Type::Integer), 1);
}

bool Reader::groupHead(std::optional<std::uint8_t> &unionKey) noexcept
{
    if (atEnd())
        return fail(DecodeError::Kind::Truncated);
    // No tag begins below 40 or with 7F, and 00 ends the group: anything else down there is a union's key.
    const auto first = std::to_integer<std::uint8_t>(*m_at);
    if ((first > 0 && first < 0x40) || first == kUnionUnset) {
        unionKey = first;
        ++m_at;
    }
    return true;
}

bool Reader::skipFields() noexcept
{
    while (!groupEnd()) {
        Tag tag;
        Type type {};
        if (!header(tag, type))
            return false;
        if (!skip(type))
            return failedIn(tag);
    }
    return true;
}

// Recursion ends at kTdfNestingMax.
// NOLINTNEXTLINE(misc-no-recursion)
bool Reader::skipContainer(Type type) noexcept
{
    if (!enter())
        return false;
    if (type == Type::Group) {
        std::optional<std::uint8_t> unionKey;
        if (!groupHead(unionKey) || !skipFields())
            return false;
    } else if (type == Type::Union) {
        std::uint8_t key = 0;
        if (!byte(key))
            return false;
        Tag tag;
        Type member {};
        if (key != kUnionUnset && !header(tag, member))
            return false;
        if (key != kUnionUnset && !skip(member))
            return failedIn(tag);
    } else {
        Type key {};
        Type value {};
        std::size_t left = 0;
        const bool map = type == Type::Map;
        if (!(map ? mapHead(key, value, left) : listHead(value, left)))
            return false;
        for (; left > 0; --left) {
            if ((map && !skip(key)) || !skip(value))
                return false;
        }
    }
    leave();
    return true;
}

// NOLINTNEXTLINE(misc-no-recursion): see skipContainer
bool Reader::skipOther(Type type) noexcept
{
    switch (type) {
    case Type::Integer:
    case Type::String:
    case Type::Blob:
        break; // stepped over by skip()
    case Type::Group:
    case Type::List:
    case Type::Map:
    case Type::Union:
        return skipContainer(type);
    case Type::IntList: {
        std::size_t left = 0;
        if (!intListHead(left))
            return false;
        for (std::uint64_t ignored = 0; left > 0; --left) {
            if (!integer(ignored))
                return false;
        }
        return true;
    }
    case Type::ObjectType:
    case Type::ObjectId: {
        std::uint16_t component = 0;
        std::uint16_t entity = 0;
        std::uint64_t id = 0;
        return objectType(component, entity) && (type == Type::ObjectType || integer(id));
    }
    case Type::Float: {
        std::uint32_t ignored = 0;
        return floatBits(ignored);
    }
    case Type::Generic:
        return generic();
    }
    return fail(DecodeError::Kind::BadType);
}

} // namespace tdf
