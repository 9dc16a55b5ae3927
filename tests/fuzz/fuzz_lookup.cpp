// What strangers write and people type: the answer to a look-up, the Location of a redirect, an address. Whatever
// comes, what is accepted keeps the promises of the headers.

#include "require.h"

#include <core/connector/lookupanswer.h>
#include <core/connector/requestheads.h>
#include <core/connector/semanticversion.h>
#include <core/connector/serveraddress.h>

using namespace Qt::StringLiterals;

using fuzz::require;

namespace {

void checkAnswer(base::ByteView bytes)
{
    const QUrl base(u"http://h/"_s);
    const auto info = connector::readLookupAnswer(200, bytes, base);
    if (!info)
        return;
    require(info->base == base);
    const auto version = connector::SemanticVersion::parse(info->version);
    require(version && !(*version < *connector::SemanticVersion::parse(u"0.5.0")));
    // Whatever the token, it stays one header line.
    const QByteArray head = connector::upgradeRequest(base, info->association, 1);
    require(head.count("\r\n") == (info->association.isNull() ? 11 : 12) && head.count('\n') == head.count("\r\n"));
}

void checkAddress(const QString &typed)
{
    const auto address = connector::parseServerAddress(typed);
    if (!address)
        return;
    const QUrl &base = address->base;
    require(base.isValid() && !base.host().isEmpty() && base.userInfo().isEmpty());
    require(base.scheme() == u"http" || base.scheme() == u"https");
    require(base.path().endsWith(u'/') && !base.hasQuery() && !base.hasFragment());
    require(!connector::hostOf(base).isEmpty() && connector::portOf(base) != 0);
    const QByteArray head = connector::lookupRequest(connector::endpointOf(base, connector::kLookupRoute));
    require(head.count('\n') == 5 && head.count(' ') == 5 && head.endsWith("\r\n\r\n"));
    // Writing it down and reading it again changes nothing.
    const auto again = connector::parseServerAddress(QString::fromLatin1(base.toEncoded()));
    require(again && again->base == base);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const base::ByteView rest = base::asBytes(data + 1, size - 1);
    const QByteArray text = base::toByteArray(rest);
    switch (data[0] % 3) {
    case 0:
        checkAnswer(rest);
        break;
    case 1:
        checkAddress(QString::fromUtf8(text));
        break;
    default: {
        const QUrl from(u"https://h:8443/sub/api/server"_s);
        const auto target = connector::redirectTarget(from, text);
        require(!target ||
                (target->host() == from.host() && target->scheme() == u"https" && target->userInfo().isEmpty()));
        if (target)
            require(connector::lookupRequest(*target).count('\n') == 5);
        break;
    }
    }
    return 0;
}
