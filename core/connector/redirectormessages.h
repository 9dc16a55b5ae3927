#pragma once
// GetServerInstance: the only request the redirector ever hears. The server needs nothing of the request; what the
// game sends is declared for logs and for those who play the game's part.

#include <core/base/ids.h>
#include <core/blaze/command.h>
#include <core/blaze/component.h>
#include <core/tdf/types.h>

#include <QString>

#include <optional>

namespace connector {

struct ServerInstanceRequest
{
    QString blazeSdkVersion;                  // "3.15.6.0"
    QString blazeSdkBuildDate;                // "Dec 21 2012 12:47:10"
    QString clientName;                       // "MassEffect3-pc"
    quint32 clientType = 0;                   // 0: a player's game
    QString clientSku;                        // "134845"
    QString clientVersion;                    // "05427.124"
    QString dirtySdkVersion;                  // "8.14.7.1"
    QString environment;                      // "prod"
    std::optional<tdf::Union<>> firstPartyId; // always unset on PC
    quint32 locale = 0;                       // four ASCII letters, "enNZ" as 0x656E4E5A
    QString name;                             // "masseffect-3-pc"
    QString platform;                         // "Windows"
    QString profile;                          // "standardSecure_v3"

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"BSDK">(&ServerInstanceRequest::blazeSdkVersion, tdf::lenient),
                           tdf::field<"BTIM">(&ServerInstanceRequest::blazeSdkBuildDate, tdf::lenient),
                           tdf::field<"CLNT">(&ServerInstanceRequest::clientName, tdf::lenient),
                           tdf::field<"CLTP">(&ServerInstanceRequest::clientType, tdf::lenient),
                           tdf::field<"CSKU">(&ServerInstanceRequest::clientSku, tdf::lenient),
                           tdf::field<"CVER">(&ServerInstanceRequest::clientVersion, tdf::lenient),
                           tdf::field<"DSDK">(&ServerInstanceRequest::dirtySdkVersion, tdf::lenient),
                           tdf::field<"ENV">(&ServerInstanceRequest::environment, tdf::lenient),
                           tdf::field<"FPID">(&ServerInstanceRequest::firstPartyId, tdf::lenient),
                           tdf::field<"LOC">(&ServerInstanceRequest::locale, tdf::lenient),
                           tdf::field<"NAME">(&ServerInstanceRequest::name, tdf::lenient),
                           tdf::field<"PLAT">(&ServerInstanceRequest::platform, tdf::lenient),
                           tdf::field<"PROF">(&ServerInstanceRequest::profile, tdf::lenient));
    }
};

// As a server one of host and ip is sent; as a reader any combination is taken, and host preferred.
struct ServerInstanceAddress
{
    std::optional<QString> host;
    std::optional<base::Ipv4> ip;
    quint16 port = 0;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"HOST">(&ServerInstanceAddress::host),
                           tdf::field<"IP">(&ServerInstanceAddress::ip),
                           tdf::field<"PORT">(&ServerInstanceAddress::port));
    }
};

struct ServerInstanceResponse
{
    tdf::Union<tdf::Case<0, ServerInstanceAddress>> address;
    bool secure = false; // the game must speak SSL 3.0 there too
    bool xdns = false;   // never set by anybody

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"ADDR">(&ServerInstanceResponse::address),
                           tdf::field<"SECU">(&ServerInstanceResponse::secure),
                           tdf::field<"XDNS">(&ServerInstanceResponse::xdns, tdf::orDefault));
    }
};

inline constexpr blaze::Command<ServerInstanceRequest, ServerInstanceResponse> getServerInstance {
    .component = blaze::Component::Redirector,
    .id = 0x1,
    .name = "redirector.getServerInstance",
};

} // namespace connector
