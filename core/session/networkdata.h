#pragma once
// Where a player can be reached and how well, as the game reports it. Plain data with its wire form; pure.

#include <core/base/ids.h>
#include <core/session/settings.h>
#include <core/tdf/field.h>
#include <core/tdf/types.h>

#include <QList>

namespace session {

struct NetworkAddress
{
    base::Ipv4 ip;
    quint16 port = 0;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"IP">(&NetworkAddress::ip, tdf::secret),
                           tdf::field<"PORT">(&NetworkAddress::port));
    }
    bool operator==(const NetworkAddress &) const = default;
};

struct AddressPair
{
    NetworkAddress external;
    NetworkAddress internal;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"EXIP">(&AddressPair::external), tdf::field<"INIP">(&AddressPair::internal));
    }
    bool operator==(const AddressPair &) const = default;
};

// Of the five kinds of address only the pair is used on PC; the others read as unset.
using AddressUnion = tdf::Union<tdf::Case<2, AddressPair>>;

enum class NatType : quint8 {
    Open = 0,
    Moderate = 1,
    StrictSequential = 2,
    Strict = 3,
    Unknown = 4,
};

struct QosData
{
    quint32 downstreamBps = 0;
    quint32 natType = static_cast<quint32>(NatType::Unknown);
    quint32 upstreamBps = 0;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"DBPS">(&QosData::downstreamBps), tdf::field<"NATT">(&QosData::natType),
                           tdf::field<"UBPS">(&QosData::upstreamBps));
    }
    bool operator==(const QosData &) const = default;
};

struct NetworkData
{
    AddressUnion address;
    QosData qos;
    quint8 hardwareFlags = 0; // bit 0: voice headset
    QList<quint32> latencies; // milliseconds by ping site
};

// Completes what the game does not know about itself. `source` is where its connection comes from.
void completeAddress(AddressUnion &address, const Settings &settings, base::Ipv4 source);

// Numbers nobody knows count as Unknown.
[[nodiscard]] quint32 knownNatType(quint32 type) noexcept;

} // namespace session
