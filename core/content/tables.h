#pragma once
// The tables of facts the program carries: which packs and rights the game is told about. Functional identifiers of
// the protocol only; no text or picture of the game.

#include <QByteArray>
#include <QList>

namespace content {

// One numbered entry of ME3_ENT. Empty text: the key is left out.
struct Entitlement
{
    int index = 0;
    QByteArray tag;
    QByteArray group;
    QByteArray id;
    QByteArray parameters; // name=value joined by '&'; a name may repeat
};

// What a player owns, as ListUserEntitlements2 shows it. The same for everyone.
struct UserEntitlement
{
    QByteArray group;
    qint64 id = 0;
    QByteArray project;
    qint64 productCatalogue = 0;
    QByteArray product;
    QByteArray tag;
    qint64 type = 0;
};

// A pack in the shop.
struct Consumable
{
    QByteArray uniqueId;
    QByteArray name;
    QByteArray offerId;
    QByteArray itemId;
    QByteArray entitlementTag;
    QByteArray purchaseable;
    QByteArray advertise;
    QByteArray useVirtualCurrency;
    QByteArray gameIndex;
    QByteArray groupNameIndex;
    QByteArray dimeVersion;
};

struct Tables
{
    QList<Entitlement> entitlements;         // by index
    QList<UserEntitlement> userEntitlements; // wire order; one row is there twice on purpose
    QList<Consumable> consumables;           // newest packs first
};

// Any thread. Takes a few milliseconds; the caller keeps the result.
[[nodiscard]] Tables loadTables();

} // namespace content
