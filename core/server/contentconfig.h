#pragma once
// The members of the configuration that are about content: `content` (its version, and what a slot gives that nobody
// has filled) and `messages` (the news of the main menu). Values, any thread.

#include <core/base/jsonreader.h>
#include <core/content/messages.h>
#include <core/content/slotname.h>

#include <QJsonObject>
#include <QList>

#include <optional>

namespace server {

struct ContentConfig // ours: member `content`
{
    int configurationVersion = 40128; // the number that published servers give; each import adds one to it
    content::EmptySlots empty;        // `empty.configuration` and so on
};

// Members of the outermost object; those missing leave their setting alone.
void readContent(base::JsonReader &reader, ContentConfig &content);
void readMessages(base::JsonReader &reader, std::optional<QList<content::Message>> &messages);
void writeContent(QJsonObject &object, const ContentConfig &content);
void writeMessages(QJsonObject &object, const std::optional<QList<content::Message>> &messages);

} // namespace server
