#pragma once
// What the player owns: multiplayer access and packs, the same for everyone, login or not. A request for one tag gets
// an empty body; paging is ignored.

#include <core/blaze/command.h>
#include <core/blaze/connection.h>
#include <core/session/ports.h>
#include <core/tdf/codec.h>

#include <optional>

namespace session::authentication {

struct ListUserEntitlements2Request
{
    QByteArray tag;

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"ETAG">(&ListUserEntitlements2Request::tag)); }
};

struct EntitlementGroup
{
    QByteArray device;
    QByteArray grantDate = QByteArrayLiteral("2012-12-15T16:15Z");
    QByteArray group;
    quint64 id = 0;
    quint8 isConsumable = 0;
    quint32 persona = 0;
    QByteArray project;
    quint32 productCatalogue = 0;
    QByteArray product;
    quint32 status = 1; // active
    quint32 statusReason = 0;
    QByteArray tag;
    QByteArray terminationDate;
    quint32 type = 0;
    quint32 useCount = 0;
    quint32 version = 0;

    static constexpr auto tdfFields()
    {
        return tdf::fields(
            tdf::field<"DEVI">(&EntitlementGroup::device), tdf::field<"GDAY">(&EntitlementGroup::grantDate),
            tdf::field<"GNAM">(&EntitlementGroup::group), tdf::field<"ID">(&EntitlementGroup::id),
            tdf::field<"ISCO">(&EntitlementGroup::isConsumable), tdf::field<"PID">(&EntitlementGroup::persona),
            tdf::field<"PJID">(&EntitlementGroup::project), tdf::field<"PRCA">(&EntitlementGroup::productCatalogue),
            tdf::field<"PRID">(&EntitlementGroup::product), tdf::field<"STAT">(&EntitlementGroup::status),
            tdf::field<"STRC">(&EntitlementGroup::statusReason), tdf::field<"TAG">(&EntitlementGroup::tag),
            tdf::field<"TDAY">(&EntitlementGroup::terminationDate), tdf::field<"TYPE">(&EntitlementGroup::type),
            tdf::field<"UCNT">(&EntitlementGroup::useCount), tdf::field<"VER">(&EntitlementGroup::version));
    }
};

struct ListUserEntitlements2Response
{
    std::optional<QList<EntitlementGroup>> entitlements; // absent for a request with a tag

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"NLST">(&ListUserEntitlements2Response::entitlements));
    }
};

inline constexpr blaze::Command<ListUserEntitlements2Request, ListUserEntitlements2Response> listUserEntitlements2 {
    .component = blaze::Component::Authentication,
    .id = 0x1D,
    .name = "authentication.listUserEntitlements2",
};

class ListUserEntitlements2Handler
{
public:
    explicit ListUserEntitlements2Handler(ContentSource &content);
    void operator()(const ListUserEntitlements2Request &request, blaze::Context &context,
                    blaze::Reply<ListUserEntitlements2Response> reply);

private:
    ListUserEntitlements2Response m_all;
};

} // namespace session::authentication
