#include <core/content/shop.h>

#include <QXmlStreamWriter>

namespace content {

using namespace Qt::StringLiterals;

namespace {

void writeGames(QXmlStreamWriter &xml)
{
    xml.writeStartElement(u"games"_s);
    xml.writeStartElement(u"game"_s);
    xml.writeTextElement(u"index"_s, u"0"_s);
    xml.writeTextElement(u"name"_s, u"Mass Effect 3"_s);
    xml.writeStartElement(u"pc"_s);
    xml.writeTextElement(u"storeId"_s, u"10285"_s);
    xml.writeTextElement(u"catalogIdRealCurrency"_s, u"10398"_s);
    xml.writeTextElement(u"catalogIdVirtualCurrency"_s, u"10397"_s);
    xml.writeTextElement(u"categoryId"_s, u"13339"_s);
    xml.writeTextElement(u"groupName"_s, u"ME3PCContent"_s);
    xml.writeTextElement(u"lockboxURL"_s, u"https://origin.checkout.ea.com/lockbox-ui/checkout"_s);
    xml.writeTextElement(u"successURL"_s, u"http://bioware.com"_s);
    xml.writeTextElement(u"failURL"_s, u"http://bioware.com"_s);
    xml.writeTextElement(u"virtualCurrency"_s, u"_BW"_s);
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeTextElement(u"primaryGameIndex"_s, u"0"_s);
}

void writeConsumable(QXmlStreamWriter &xml, const Consumable &item)
{
    const auto text = [&xml](const QString &name, const QByteArray &value) {
        xml.writeTextElement(name, QString::fromUtf8(value));
    };
    xml.writeStartElement(u"consumable"_s);
    text(u"uniqueId"_s, item.uniqueId);
    text(u"name"_s, item.name);
    text(u"gameIndex"_s, item.gameIndex);
    xml.writeEmptyElement(u"metaData"_s);
    xml.writeStartElement(u"pc"_s);
    text(u"offerId"_s, item.offerId);
    text(u"purchaseable"_s, item.purchaseable);
    text(u"advertise"_s, item.advertise);
    text(u"itemId"_s, item.itemId);
    text(u"entitlementTag"_s, item.entitlementTag);
    text(u"useVirtualCurrency"_s, item.useVirtualCurrency);
    text(u"groupNameIndex"_s, item.groupNameIndex);
    xml.writeEndElement();
    text(u"dimeVersion"_s, item.dimeVersion);
    xml.writeEndElement();
}

} // namespace

QByteArray shopDocument(const QList<Consumable> &consumables)
{
    QByteArray document;
    QXmlStreamWriter xml(&document);
    xml.writeStartDocument();
    xml.writeStartElement(u"dime"_s);
    xml.writeNamespace(u"http://www.w3.org/2001/XMLSchema-instance"_s, u"xsi"_s);
    xml.writeAttribute(u"http://www.w3.org/2001/XMLSchema-instance"_s, u"noNamespaceSchemaLocation"_s,
                       u"dimecfg.xsd"_s);
    xml.writeTextElement(u"configFormatVersion"_s, u"1"_s);
    xml.writeTextElement(u"fileVersion"_s, u"1"_s);
    writeGames(xml);
    xml.writeStartElement(u"content"_s);
    xml.writeStartElement(u"consumables"_s);
    for (const Consumable &item : consumables)
        writeConsumable(xml, item);
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndDocument();
    return document;
}

} // namespace content
