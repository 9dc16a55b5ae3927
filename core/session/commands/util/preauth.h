#pragma once
// First packet of a connection. Reads nothing of what the game tells about itself (it holds the hardware address of its
// network card); answers what never changes, and where the game measures its connection.

#include <core/blaze/command.h>
#include <core/blaze/connection.h>
#include <core/session/settings.h>
#include <core/tdf/codec.h>

namespace session::util {

struct QosSite
{
    QByteArray host;
    quint16 port = 0;
    QByteArray name = QByteArrayLiteral("prod-sjc");

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"PSA">(&QosSite::host), tdf::field<"PSP">(&QosSite::port),
                           tdf::field<"SNA">(&QosSite::name));
    }
};

struct QosGroup
{
    QosSite bandwidth;
    quint32 latencyProbes = 1;
    QList<std::pair<QByteArray, QosSite>> sites; // empty: no measuring
    quint32 serviceId = 0x45410805;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"BWPS">(&QosGroup::bandwidth), tdf::field<"LNP">(&QosGroup::latencyProbes),
                           tdf::field<"LTPS">(&QosGroup::sites), tdf::field<"SVID">(&QosGroup::serviceId));
    }
};

struct ClientSettings
{
    QList<std::pair<QByteArray, QByteArray>> values;

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"CONF">(&ClientSettings::values)); }
};

struct PreAuthResponse
{
    quint8 anonymousChildAccounts = 0;
    QByteArray authenticationSource = QByteArrayLiteral("303107");
    QList<quint32> components;
    QByteArray clientGroupName;
    ClientSettings settings;
    QByteArray instance = QByteArrayLiteral("masseffect-3-pc");
    quint8 underageSupport = 0;
    QByteArray personaNamespace = QByteArrayLiteral("cem_ea_id");
    QByteArray legalDocument;
    QByteArray platform = QByteArrayLiteral("pc");
    QByteArray platformTag;
    QosGroup qos;
    QByteArray registrationSource = QByteArrayLiteral("303107");
    QByteArray serverVersion;

    static constexpr auto tdfFields()
    {
        return tdf::fields(
            tdf::field<"ANON">(&PreAuthResponse::anonymousChildAccounts),
            tdf::field<"ASRC">(&PreAuthResponse::authenticationSource),
            tdf::field<"CIDS">(&PreAuthResponse::components), tdf::field<"CNGN">(&PreAuthResponse::clientGroupName),
            tdf::field<"CONF">(&PreAuthResponse::settings), tdf::field<"INST">(&PreAuthResponse::instance),
            tdf::field<"MINR">(&PreAuthResponse::underageSupport),
            tdf::field<"NASP">(&PreAuthResponse::personaNamespace), tdf::field<"PILD">(&PreAuthResponse::legalDocument),
            tdf::field<"PLAT">(&PreAuthResponse::platform), tdf::field<"PTAG">(&PreAuthResponse::platformTag),
            tdf::field<"QOSS">(&PreAuthResponse::qos), tdf::field<"RSRC">(&PreAuthResponse::registrationSource),
            tdf::field<"SVER">(&PreAuthResponse::serverVersion));
    }
};

inline constexpr blaze::Command<blaze::Empty, PreAuthResponse> preAuth {
    .component = blaze::Component::Util,
    .id = 0x7,
    .name = "util.preAuth",
};

class PreAuthHandler
{
public:
    explicit PreAuthHandler(const Settings &settings);
    void operator()(const blaze::Empty &request, blaze::Context &context, blaze::Reply<PreAuthResponse> reply);

private:
    PreAuthResponse m_response;
};

} // namespace session::util
