#pragma once
// The configuration ME3_ENT: which packs and rights exist, the same for all players. Pure.
// Its order is a case-insensitive one, so ENT_10_… comes after ENT_109_… (digits sort before '_').

#include <core/content/pairs.h>
#include <core/content/tables.h>

namespace content {

// `encoded` becomes ENT_ENC, an opaque list of numbers that the program does not carry: empty leaves the key out.
[[nodiscard]] Pairs entitlementMap(const QList<Entitlement> &entitlements, const QByteArray &encoded);

// Ascending by key, without regard to case.
void sortEntitlements(Pairs &pairs);

} // namespace content
