#include <core/content/namecrc.h>

#include <array>

namespace content {

namespace {

constexpr std::array<quint32, 256> makeTable()
{
    std::array<quint32, 256> table {};
    for (quint32 byte = 0; byte < table.size(); ++byte) {
        quint32 value = byte << 24U;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 0x80000000U) != 0 ? (value << 1U) ^ 0x04C11DB7U : value << 1U;
        table[byte] = value;
    }
    return table;
}

constexpr auto kTable = makeTable();

} // namespace

quint32 nameCrc(QByteArrayView name)
{
    quint32 value = 0xFFFFFFFFU;
    for (const char c : name)
        value = (value << 8U) ^ kTable[(value >> 24U) ^ static_cast<quint8>(c)];
    return ~value;
}

} // namespace content
