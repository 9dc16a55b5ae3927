#include <core/content/entitlementfile.h>

#include <core/base/limits.h>
#include <core/content/entitlementmap.h>

#include <QXmlStreamReader>

namespace content {

using namespace Qt::StringLiterals;
using base::failure;

namespace {

base::Result<void, ContentError> add(Pairs &pairs, const QByteArray &key, const QByteArray &value)
{
    if (!isEntitlementKey(key))
        return damaged(u"\"%1\" is no key of an entitlement map"_s.arg(QString::fromUtf8(key.left(32))));
    if (value.contains('\0') || key.contains('\0'))
        return damaged(u"it has a NUL inside"_s);
    if (pairs.size() >= base::kEntitlementPairsMax)
        return tooLarge(u"it has more than %1 entries"_s.arg(base::kEntitlementPairsMax));
    pairs.emplaceBack(key, value);
    return base::success();
}

ContentResult<Pairs> finished(Pairs pairs)
{
    if (pairs.isEmpty())
        return damaged(u"it has no entries"_s);
    sortEntitlements(pairs);
    for (qsizetype i = 1; i < pairs.size(); ++i) {
        if (pairs.at(i).first == pairs.at(i - 1).first)
            return damaged(u"the key \"%1\" is there twice"_s.arg(QString::fromUtf8(pairs.at(i).first)));
    }
    return pairs;
}

} // namespace

bool isEntitlementKey(QByteArrayView key)
{
    return key.startsWith("ENT_") || key == "CERBERUS_OFFER_ID" || key == "STORE_CATALOG_ID";
}

ContentResult<Pairs> entitlementsFromJson(const QJsonObject &root)
{
    Pairs pairs;
    for (auto it = root.begin(); it != root.end(); ++it) {
        if (!it.value().isString())
            return damaged(u"the value of \"%1\" is no text"_s.arg(it.key().left(32)));
        if (auto added = add(pairs, it.key().toUtf8(), it.value().toString().toUtf8()); !added)
            return failure(added.error());
    }
    return finished(std::move(pairs));
}

ContentResult<Pairs> entitlementsFromLines(const QByteArray &text)
{
    if (!text.isValidUtf8())
        return damaged(u"it is no UTF-8 text"_s);
    Pairs pairs;
    for (const QByteArray &raw : text.split('\n')) {
        const QByteArray line = raw.trimmed();
        if (line.isEmpty())
            continue;
        const qsizetype sign = line.indexOf('=');
        if (sign < 0)
            return damaged(u"a line has no \"=\""_s);
        if (auto added = add(pairs, line.first(sign).trimmed(), line.sliced(sign + 1).trimmed()); !added)
            return failure(added.error());
    }
    return finished(std::move(pairs));
}

QJsonObject entitlementsToJson(const Pairs &pairs)
{
    QJsonObject object;
    for (const auto &[key, value] : pairs)
        object.insert(QString::fromUtf8(key), QString::fromUtf8(value));
    return object;
}

ContentResult<void> checkShopDocument(const QByteArray &document)
{
    if (document.size() > base::kShopDocumentMax)
        return tooLarge(u"the catalogue is longer than %1 bytes"_s.arg(base::kShopDocumentMax));
    QXmlStreamReader xml(document);
    bool rootSeen = false;
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::DTD)
            return damaged(u"a document type does not belong into a catalogue"_s);
        if (token != QXmlStreamReader::StartElement || rootSeen)
            continue;
        rootSeen = true;
        if (xml.name() != "dime"_L1)
            return damaged(u"its outermost element is <%1> and should be <dime>"_s.arg(xml.name().left(32)));
    }
    if (xml.hasError())
        return damaged(u"it is no XML: line %1, %2"_s.arg(xml.lineNumber()).arg(xml.errorString()));
    return base::success();
}

} // namespace content
