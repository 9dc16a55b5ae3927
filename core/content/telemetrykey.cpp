#include <core/content/telemetrykey.h>

namespace content {

const QByteArray &telemetryKey()
{
    static const QByteArray key = QByteArray::fromHex(
        "5e202020202020202020202020202020cea420de8a2020dcb02020202020202020e4b19920c78e202020202020202020"
        "20c28920c3ac202020202020202020202020cc892020cc9a20c8992020d8972020cd9b20cc9920202020ebb2a6202020"
        "20c4a120c68c20202020202020cbb2ee8895d28020");
    return key;
}

} // namespace content
