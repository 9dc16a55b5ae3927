#pragma once
// What one player is told about another (or about themselves): two groups that appear in several notifications and
// replies, and the four notifications of UserSessions built from them.

#include <core/base/ids.h>
#include <core/blaze/command.h>
#include <core/session/networkdata.h>
#include <core/tdf/containers.h>
#include <core/tdf/field.h>
#include <core/tdf/types.h>

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace session {

struct ExtendedData
{
    AddressUnion address;
    QByteArray bestPingSite = QByteArrayLiteral("ea-sjc");
    QByteArray country;
    tdf::IntList clientAttributes;
    // Meant as the N7 rating; existing servers send this constant to everybody.
    QList<std::pair<quint32, quint32>> dataMap {{0x70001, 100}};
    quint8 hardwareFlags = 0;
    QList<quint32> latencies;
    QosData qos;
    quint64 userAttributes = 0;
    std::optional<QList<tdf::ObjectId>> games; // absent when in no game

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"ADDR">(&ExtendedData::address), tdf::field<"BPS">(&ExtendedData::bestPingSite),
                           tdf::field<"CTY">(&ExtendedData::country),
                           tdf::field<"CVAR">(&ExtendedData::clientAttributes),
                           tdf::field<"DMAP">(&ExtendedData::dataMap), tdf::field<"HWFG">(&ExtendedData::hardwareFlags),
                           tdf::field<"PSLM">(&ExtendedData::latencies), tdf::field<"QDAT">(&ExtendedData::qos),
                           tdf::field<"UATT">(&ExtendedData::userAttributes), tdf::field<"ULST">(&ExtendedData::games));
    }

    [[nodiscard]] static ExtendedData of(const NetworkData &network, std::optional<base::GameId> game);
};

struct UserIdentification
{
    base::PlayerId account {};
    quint32 locale = 0x64654445; // four letters, deDE; constant in existing servers
    tdf::Blob externalBlob;
    quint64 externalId = 0;
    base::PlayerId id {};
    QString name;

    static constexpr auto tdfFields()
    {
        return tdf::fields(
            tdf::field<"AID">(&UserIdentification::account), tdf::field<"ALOC">(&UserIdentification::locale),
            tdf::field<"EXBB">(&UserIdentification::externalBlob), tdf::field<"EXID">(&UserIdentification::externalId),
            tdf::field<"ID">(&UserIdentification::id), tdf::field<"NAME">(&UserIdentification::name));
    }

    [[nodiscard]] static UserIdentification of(base::PlayerId id, const QString &name);
};

struct ExtendedDataUpdate
{
    ExtendedData data;
    base::PlayerId user {};

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"DATA">(&ExtendedDataUpdate::data),
                           tdf::field<"USID">(&ExtendedDataUpdate::user));
    }
};

struct UserAdded
{
    ExtendedData data;
    UserIdentification user;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"DATA">(&UserAdded::data), tdf::field<"USER">(&UserAdded::user));
    }
};

struct UserRemoved
{
    base::PlayerId user {};

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"BUID">(&UserRemoved::user)); }
};

struct UserUpdated
{
    quint8 flags = 3; // 1 subscribed, 2 online
    base::PlayerId user {};

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"FLGS">(&UserUpdated::flags), tdf::field<"ID">(&UserUpdated::user));
    }
};

inline constexpr blaze::Notification<ExtendedDataUpdate> extendedDataUpdate {
    .component = blaze::Component::UserSessions, .id = 0x1, .name = "usersessions.extendedDataUpdate"};
inline constexpr blaze::Notification<UserAdded> userAdded {
    .component = blaze::Component::UserSessions, .id = 0x2, .name = "usersessions.userAdded"};
inline constexpr blaze::Notification<UserRemoved> userRemoved {
    .component = blaze::Component::UserSessions, .id = 0x3, .name = "usersessions.userRemoved"};
inline constexpr blaze::Notification<UserUpdated> userUpdated {
    .component = blaze::Component::UserSessions, .id = 0x5, .name = "usersessions.userUpdated"};

} // namespace session
