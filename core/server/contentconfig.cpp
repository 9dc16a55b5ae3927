#include <core/server/contentconfig.h>

#include <core/base/limits.h>

#include <QDateTime>
#include <QJsonArray>
#include <QRegularExpression>

#include <limits>

namespace server {

using namespace Qt::StringLiterals;
using base::JsonReader;
using content::EmptySlot;

namespace {

constexpr qint64 kNumberMax = std::numeric_limits<qint32>::max();
constexpr qint64 kYear2200 = 7'258'118'400;

QStringList languages()
{
    return {u"de"_s, u"es"_s, u"fr"_s, u"it"_s, u"ja"_s, u"pl"_s, u"ru"_s};
}

// A point in time: "2026-03-01T20:00:00Z", or with another distance from UTC than Z.
void readTime(JsonReader &reader, const QString &name, std::optional<base::WallTime> &out)
{
    QString text;
    reader.text(name, text, 64);
    if (text.isEmpty())
        return;
    static const QRegularExpression withZone(u"T.*(Z|[+-][0-9]{2}:[0-9]{2})$"_s);
    const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    const qint64 seconds = time.toSecsSinceEpoch();
    if (!withZone.match(text).hasMatch() || !time.isValid() || seconds < 0 || seconds > kYear2200)
        return reader.fail(name, u"must be a time such as \"2026-03-01T20:00:00Z\""_s);
    out = base::WallTime(std::chrono::seconds(seconds));
}

QString textOf(base::WallTime time)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate);
}

void readTexts(JsonReader &reader, content::Message &message)
{
    reader.text(u"title"_s, message.title, base::kConfigTextMax);
    reader.text(u"message"_s, message.text, base::kConfigTextMax);
    for (const QString &language : languages()) {
        for (auto [name, map] : {std::pair(u"title_"_s, &message.titles), std::pair(u"message_"_s, &message.texts)}) {
            QString text;
            reader.text(name + language, text, base::kConfigTextMax);
            if (!text.isEmpty())
                map->insert(language, text);
        }
    }
    if (message.text.isEmpty())
        reader.failHere(u"message"_s, u"needs a member \"message\" with a text"_s);
}

content::Message readMessage(JsonReader &reader)
{
    static const QRegularExpression endDate(u"^([0-9]{1,4}:[0-9]{1,2}:[0-9]{1,4})?$"_s);
    static const QRegularExpression fileName(u"^([A-Za-z0-9_-][A-Za-z0-9_.-]{0,127})?$"_s);
    content::Message message;
    readTexts(reader, message);
    reader.number(u"priority"_s, message.priority, 0, kNumberMax);
    reader.number(u"tracking_id"_s, message.trackingId, 0, kNumberMax);
    reader.number(u"type"_s, message.type, 0, 255);
    reader.text(u"end_date"_s, message.endDate, base::kConfigTextMax);
    reader.text(u"image"_s, message.image, base::kConfigTextMax);
    readTime(reader, u"shown_from"_s, message.shownFrom);
    readTime(reader, u"shown_until"_s, message.shownUntil);
    if (!endDate.match(message.endDate).hasMatch())
        reader.fail(u"end_date"_s, u"must be three numbers with colons, such as \"10:03:2025\""_s);
    if (!fileName.match(message.image).hasMatch())
        reader.fail(u"image"_s, u"must be a file name, such as \"Promo_n7.dds\""_s);
    if (message.shownFrom && message.shownUntil && *message.shownFrom >= *message.shownUntil)
        reader.fail(u"shown_until"_s, u"must be later than shown_from"_s);
    reader.finish();
    return message;
}

QJsonObject messageObject(const content::Message &message)
{
    QJsonObject object {{u"title"_s, message.title},       {u"message"_s, message.text},
                        {u"priority"_s, message.priority}, {u"tracking_id"_s, message.trackingId},
                        {u"type"_s, message.type},         {u"end_date"_s, message.endDate},
                        {u"image"_s, message.image}};
    for (auto it = message.titles.begin(); it != message.titles.end(); ++it)
        object.insert(u"title_"_s + it.key(), it.value());
    for (auto it = message.texts.begin(); it != message.texts.end(); ++it)
        object.insert(u"message_"_s + it.key(), it.value());
    if (message.shownFrom)
        object.insert(u"shown_from"_s, textOf(*message.shownFrom));
    if (message.shownUntil)
        object.insert(u"shown_until"_s, textOf(*message.shownUntil));
    return object;
}

} // namespace

void readContent(JsonReader &reader, ContentConfig &content)
{
    JsonReader object = reader.object(u"content"_s);
    // Imports count upwards from here, and the whole must stay a number the game can read.
    object.number(u"configuration_version"_s, content.configurationVersion, 0, kNumberMax / 2);
    JsonReader empty = object.object(u"empty"_s);
    empty.word(u"configuration"_s, content.empty.configuration,
               {{u"minimal"_s, EmptySlot::Standard}, {u"none"_s, EmptySlot::Nothing}});
    empty.word(u"talk"_s, content.empty.talk, {{u"minimal"_s, EmptySlot::Standard}, {u"none"_s, EmptySlot::Nothing}});
    empty.word(u"shop"_s, content.empty.shop, {{u"built_in"_s, EmptySlot::Standard}, {u"none"_s, EmptySlot::Nothing}});
    empty.word(u"entitlements"_s, content.empty.entitlements,
               {{u"built_in"_s, EmptySlot::Standard}, {u"none"_s, EmptySlot::Nothing}});
    empty.finish();
    object.finish();
}

void writeContent(QJsonObject &object, const ContentConfig &content)
{
    const auto word = [](EmptySlot slot, const QString &standard) {
        return slot == EmptySlot::Standard ? standard : u"none"_s;
    };
    object.insert(
        u"content"_s,
        QJsonObject {{u"configuration_version"_s, content.configurationVersion},
                     {u"empty"_s, QJsonObject {{u"configuration"_s, word(content.empty.configuration, u"minimal"_s)},
                                               {u"talk"_s, word(content.empty.talk, u"minimal"_s)},
                                               {u"shop"_s, word(content.empty.shop, u"built_in"_s)},
                                               {u"entitlements"_s, word(content.empty.entitlements, u"built_in"_s)}}}});
}

void readMessages(JsonReader &reader, std::optional<QList<content::Message>> &messages)
{
    auto entries = reader.objects(u"messages"_s, base::kConfigMessagesMax);
    if (!entries)
        return;
    messages.emplace();
    for (JsonReader &entry : *entries)
        messages->append(readMessage(entry));
}

void writeMessages(QJsonObject &object, const std::optional<QList<content::Message>> &messages)
{
    if (!messages)
        return;
    QJsonArray list;
    for (const content::Message &message : *messages)
        list.append(messageObject(message));
    object.insert(u"messages"_s, list);
}

} // namespace server
