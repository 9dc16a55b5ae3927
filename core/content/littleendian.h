#pragma once
// Little-endian numbers of the game's file formats. The reader knows its bounds: who asks for something outside gets
// nullopt, never other memory.

#include <QByteArray>
#include <QByteArrayView>
#include <QtEndian>

#include <optional>

namespace content {

class LittleEndianView
{
public:
    explicit LittleEndianView(QByteArrayView bytes)
        : m_bytes(bytes)
    {}

    [[nodiscard]] bool holds(quint64 offset, quint64 size) const noexcept
    {
        const auto all = static_cast<quint64>(m_bytes.size());
        return offset <= all && size <= all - offset;
    }
    [[nodiscard]] std::optional<quint16> u16(quint64 offset) const { return number<quint16>(offset); }
    [[nodiscard]] std::optional<quint32> u32(quint64 offset) const { return number<quint32>(offset); }
    [[nodiscard]] std::optional<QByteArrayView> part(quint64 offset, quint64 size) const
    {
        if (!holds(offset, size))
            return std::nullopt;
        return m_bytes.sliced(static_cast<qsizetype>(offset), static_cast<qsizetype>(size));
    }
    [[nodiscard]] quint64 size() const noexcept { return static_cast<quint64>(m_bytes.size()); }

private:
    template <class T>
    [[nodiscard]] std::optional<T> number(quint64 offset) const
    {
        if (!holds(offset, sizeof(T)))
            return std::nullopt;
        return qFromLittleEndian<T>(m_bytes.data() + offset);
    }
    QByteArrayView m_bytes;
};

template <class T>
void appendLittleEndian(QByteArray &out, T value)
{
    const qsizetype at = out.size();
    out.resize(at + static_cast<qsizetype>(sizeof(T)));
    qToLittleEndian(value, out.data() + at);
}

} // namespace content
