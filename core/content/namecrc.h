#pragma once
// The checksum of names in a Coalesced file: 32 bits, polynomial 04C11DB7, start and final inversion all ones, most
// significant bit first, no reflection (catalogued as CRC-32/BZIP2; "123456789" gives FC891918). It is not zlib's.

#include <QByteArrayView>

namespace content {

[[nodiscard]] quint32 nameCrc(QByteArrayView name);

} // namespace content
