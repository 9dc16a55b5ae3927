#include <core/session/commands/authentication/listuserentitlements2.h>

namespace session::authentication {

ListUserEntitlements2Handler::ListUserEntitlements2Handler(ContentSource &content)
{
    QList<EntitlementGroup> groups;
    for (const OwnedEntitlement &owned : content.ownedEntitlements()) {
        EntitlementGroup group;
        group.group = owned.group;
        group.id = owned.id;
        group.project = owned.project;
        group.productCatalogue = owned.productCatalogue;
        group.product = owned.product;
        group.tag = owned.tag;
        group.type = owned.type;
        groups.append(group);
    }
    m_all.entitlements = std::move(groups);
}

void ListUserEntitlements2Handler::operator()(const ListUserEntitlements2Request &request, blaze::Context & /*context*/,
                                              blaze::Reply<ListUserEntitlements2Response> reply)
{
    if (request.tag.isEmpty())
        return reply.ok(m_all);
    reply.ok({});
}

} // namespace session::authentication
