// What a program on this computer may ask the connector's HTTP port for: wherever it leads, it stays below the server's
// address, and the request made of it is one request.

#include "require.h"

#include <core/base/bytes.h>
#include <core/connector/proxyrequest.h>

using namespace Qt::StringLiterals;

using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    http::RequestHead head;
    head.target = base::toByteArray(base::asBytes(data, size));
    const auto target = connector::proxyTarget(QUrl(u"https://h:8443/sub/"_s), head);
    if (!target)
        return 0;
    require(target->startsWith("/sub/"));
    QByteArray path = target->first(target->indexOf('?') < 0 ? target->size() : target->indexOf('?'));
    // However often somebody behind us decodes it.
    for (int i = 0; i < 4; ++i) {
        const QList<QByteArray> segments = path.split('/');
        require(!segments.contains("..") && !segments.contains("."));
        path = QByteArray::fromPercentEncoding(path);
    }
    return 0;
}
