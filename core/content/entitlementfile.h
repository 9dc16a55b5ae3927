#pragma once
// The entitlement map and the shop's catalogue as files of their own. Pure.
//
// A map is a JSON object of texts, or lines "key=value", split at the first "="; its keys are ENT_…, CERBERUS_OFFER_ID
// and STORE_CATALOG_ID. A catalogue is an XML document whose root is <dime>, or a JSON object with it as "Config".

#include <core/content/contenterror.h>
#include <core/content/pairs.h>

#include <QJsonObject>

namespace content {

// In the order the game is sent: ascending by key, without regard to case.
[[nodiscard]] ContentResult<Pairs> entitlementsFromJson(const QJsonObject &root);
[[nodiscard]] ContentResult<Pairs> entitlementsFromLines(const QByteArray &text);
[[nodiscard]] QJsonObject entitlementsToJson(const Pairs &pairs);
[[nodiscard]] bool isEntitlementKey(QByteArrayView key);

// Well-formed, its root is <dime>, without a document type (which could define entities).
[[nodiscard]] ContentResult<void> checkShopDocument(const QByteArray &document);

} // namespace content
