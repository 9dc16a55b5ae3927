#pragma once
// A cursor over one TDF body: the primitives that both the typed decoder and the value tree stand on. Every function
// returns false on the first fault and remembers why; after that the reader is not used further. Allocates nothing,
// visits each byte once, and bounds nesting, items and counts itself. The body must outlive the reader.

#include <core/base/bytes.h>
#include <core/base/limits.h>
#include <core/tdf/type.h>

#include <optional>

namespace tdf {

using base::ByteView;

class Reader
{
public:
    explicit Reader(ByteView body) noexcept
        : m_at(body.data())
        , m_end(body.data() + body.size())
    {}

    [[nodiscard]] bool atEnd() const noexcept { return m_at == m_end; }
    [[nodiscard]] std::size_t remaining() const noexcept { return static_cast<std::size_t>(m_end - m_at); }
    [[nodiscard]] const DecodeError &error() const noexcept { return m_error; }

    // Tag and type of the next field.
    [[nodiscard]] bool header(Tag &tag, Type &type) noexcept
    {
        if (remaining() < 4)
            return fail(DecodeError::Kind::Truncated);
        const std::uint32_t word = base::readU32(m_at);
        // Codes begin at 10 hexadecimal, so no tag begins below 40; 7F is the mark of an unset union.
        if (word < 0x40000000U || (word >> 24U) == kUnionUnset)
            return fail(DecodeError::Kind::BadTag);
        tag = Tag(word >> 8U);
        m_at += 3;
        return typeByte(type) && countItems(1);
    }
    [[nodiscard]] bool typeByte(Type &type) noexcept
    {
        if (atEnd())
            return fail(DecodeError::Kind::Truncated);
        const auto byte = std::to_integer<std::uint8_t>(*m_at);
        if (!isType(byte))
            return fail(DecodeError::Kind::BadType);
        type = static_cast<Type>(byte);
        ++m_at;
        return true;
    }
    [[nodiscard]] bool byte(std::uint8_t &value) noexcept
    {
        if (atEnd())
            return fail(DecodeError::Kind::Truncated);
        value = std::to_integer<std::uint8_t>(*m_at++);
        return true;
    }
    // Negative numbers arrive as 64-bit two's complement, in either of their two wire forms.
    [[nodiscard]] bool integer(std::uint64_t &value) noexcept
    {
        if (!atEnd()) {
            const auto first = std::to_integer<std::uint8_t>(*m_at);
            if (first < 0x40) {
                value = first;
                ++m_at;
                return true;
            }
        }
        bool negative = false;
        return longInteger(value, negative);
    }
    // A number of bytes that follow; checked against what is left.
    [[nodiscard]] bool length(std::size_t &value) noexcept
    {
        if (!atEnd()) {
            const auto first = std::to_integer<std::uint8_t>(*m_at);
            if (first < 0x40 && first < remaining()) {
                value = first;
                ++m_at;
                return true;
            }
        }
        return longLength(value);
    }
    // Text without its NUL; a view into the body.
    [[nodiscard]] bool string(ByteView &text) noexcept
    {
        if (!blob(text))
            return false;
        // The NUL is counted; a text that has none, or no bytes at all, is taken as it is.
        if (!text.empty() && text.back() == std::byte {0})
            text = text.first(text.size() - 1);
        return true;
    }
    [[nodiscard]] bool blob(ByteView &bytes) noexcept
    {
        std::size_t size = 0;
        if (!length(size))
            return false;
        bytes = ByteView(m_at, size);
        m_at += size;
        return true;
    }
    [[nodiscard]] bool objectType(std::uint16_t &component, std::uint16_t &entity) noexcept;
    [[nodiscard]] bool floatBits(std::uint32_t &bits) noexcept;
    [[nodiscard]] bool generic() noexcept;
    // Heads of lists, maps and integer lists. `count` elements surely fit the remaining bytes and the items budget;
    // a pair of a map counts as two items.
    [[nodiscard]] bool listHead(Type &element, std::size_t &count) noexcept;
    [[nodiscard]] bool mapHead(Type &key, Type &value, std::size_t &count) noexcept;
    [[nodiscard]] bool intListHead(std::size_t &count) noexcept;
    // Begins a group value; `unionKey` when a union's key stands before its fields.
    [[nodiscard]] bool groupHead(std::optional<std::uint8_t> &unionKey) noexcept;
    // Inside a group: true and consumed when the group ends here.
    [[nodiscard]] bool groupEnd() noexcept
    {
        if (m_at != m_end && *m_at == std::byte {0}) {
            ++m_at;
            return true;
        }
        return false;
    }

    // One more level of group, list, map or union; undone by leave().
    [[nodiscard]] bool enter() noexcept
    {
        if (++m_depth > base::kTdfNestingMax)
            return fail(DecodeError::Kind::TooDeep);
        return true;
    }
    void leave() noexcept { --m_depth; }

    // Steps over one value whose header was read.
    [[nodiscard]] bool skip(Type type) noexcept
    {
        if (type == Type::Integer) {
            std::uint64_t ignored = 0;
            return integer(ignored);
        }
        if (type == Type::String || type == Type::Blob) {
            ByteView ignored;
            return blob(ignored);
        }
        return skipOther(type);
    }

    // Records the first fault; always false.
    bool fail(DecodeError::Kind kind) noexcept
    {
        if (m_error.kind == DecodeError::Kind::None)
            m_error.kind = kind;
        return false;
    }
    // Names the field a fault belongs to; the innermost one, which speaks first, stays.
    bool failedIn(Tag tag) noexcept
    {
        if (m_error.tag == Tag())
            m_error.tag = tag;
        return false;
    }

private:
    [[nodiscard]] bool longInteger(std::uint64_t &value, bool &negative) noexcept;
    [[nodiscard]] bool countItems(std::size_t count) noexcept
    {
        if (count > m_itemsLeft)
            return fail(DecodeError::Kind::TooManyItems);
        m_itemsLeft -= count;
        return true;
    }
    [[nodiscard]] bool count(std::size_t &value, std::size_t sizeEach, std::size_t itemsEach) noexcept;
    [[nodiscard]] bool longLength(std::size_t &value) noexcept;
    [[nodiscard]] bool skipOther(Type type) noexcept;
    [[nodiscard]] bool skipFields() noexcept;
    [[nodiscard]] bool skipContainer(Type type) noexcept;

    const std::byte *m_at;
    const std::byte *m_end;
    std::size_t m_itemsLeft = base::kTdfItemsMax;
    int m_depth = 0;
    DecodeError m_error;
};

} // namespace tdf
