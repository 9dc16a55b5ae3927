#pragma once
// The friend list of the game: one, empty, the same for everyone. Login is not needed.

#include <core/blaze/command.h>
#include <core/blaze/connection.h>
#include <core/tdf/codec.h>

namespace session::associationlists {

struct ListName
{
    QByteArray name = QByteArrayLiteral("friendList");
    quint32 type = 1;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"LNM">(&ListName::name), tdf::field<"TYPE">(&ListName::type));
    }
};

struct ListInfo
{
    tdf::ObjectId owner {.type = {.component = static_cast<quint16>(blaze::Component::AssociationLists),
                                  .entity = blaze::kEntityDefault},
                         .id = 0x74B09C4};
    quint32 flags = 4;
    ListName name;
    quint32 sizeMax = 200;
    quint32 pairId = 0;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"BOID">(&ListInfo::owner), tdf::field<"FLGS">(&ListInfo::flags),
                           tdf::field<"LID">(&ListInfo::name), tdf::field<"LMS">(&ListInfo::sizeMax),
                           tdf::field<"PRID">(&ListInfo::pairId));
    }
};

struct AssociationList
{
    ListInfo info;
    quint32 offset = 0;
    quint32 total = 0;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"INFO">(&AssociationList::info), tdf::field<"OFRC">(&AssociationList::offset),
                           tdf::field<"TOCT">(&AssociationList::total));
    }
};

struct GetListsResponse
{
    QList<AssociationList> lists {AssociationList {}};

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"LMAP">(&GetListsResponse::lists)); }
};

inline constexpr blaze::Command<blaze::Empty, GetListsResponse> getLists {
    .component = blaze::Component::AssociationLists,
    .id = 0x6,
    .name = "associationlists.getLists",
};

class GetListsHandler
{
public:
    void operator()(const blaze::Empty &request, blaze::Context &context, blaze::Reply<GetListsResponse> reply);
};

} // namespace session::associationlists
