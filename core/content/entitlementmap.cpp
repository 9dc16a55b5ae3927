#include <core/content/entitlementmap.h>

#include <algorithm>

namespace content {

Pairs entitlementMap(const QList<Entitlement> &entitlements, const QByteArray &encoded)
{
    Pairs pairs;
    pairs.emplaceBack(QByteArrayLiteral("CERBERUS_OFFER_ID"), QByteArrayLiteral("101"));
    pairs.emplaceBack(QByteArrayLiteral("STORE_CATALOG_ID"), QByteArrayLiteral("13332"));
    if (!encoded.isEmpty())
        pairs.emplaceBack(QByteArrayLiteral("ENT_ENC"), encoded);
    for (const Entitlement &entry : entitlements) {
        const QByteArray prefix = "ENT_" + QByteArray::number(entry.index);
        const auto add = [&pairs, &prefix](const char *suffix, const QByteArray &value) {
            if (!value.isEmpty())
                pairs.emplaceBack(prefix + suffix, value);
        };
        add("_entitlement", entry.tag);
        add("_group", entry.group);
        add("_ID", entry.id);
        add("_param", entry.parameters);
    }
    sortEntitlements(pairs);
    return pairs;
}

void sortEntitlements(Pairs &pairs)
{
    std::sort(pairs.begin(), pairs.end(),
              [](const auto &a, const auto &b) { return a.first.toLower() < b.first.toLower(); });
}

} // namespace content
