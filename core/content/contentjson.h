#pragma once
// Coalesced documents and talk tables as JSON, both ways: what people edit, and what published servers keep as
// coalesced.json. Pure. Members nobody knows are ignored, as published servers do; a wrong type is refused.
//
//   { "version": 1, "files": [ { "path": "…", "sections": [ { "name": "…", "properties": [
//     { "name": "…", "values": [ { "ty": "AddUnique", "text": "…" }, { "ty": "RemoveProperty", "text": null } ] } ] } ]
//     } ] }
//   { "version": 3, "min_version": 2, "male": [ { "id": 1, "text": "…" } ], "female": [ … ] }
//
// Of talk tables another form is read too: "male_values" and "female_values", with lists of UTF-16 code units as texts.

#include <core/content/coalesced.h>
#include <core/content/contenterror.h>
#include <core/content/talktable.h>

#include <QJsonObject>

namespace content {

[[nodiscard]] ContentResult<Coalesced> coalescedFromJson(const QJsonObject &root);
[[nodiscard]] ContentResult<TalkTable> talkFromJson(const QJsonObject &root);

// At most base::kCoalescedJsonMax bytes of UTF-8 with an object in it.
[[nodiscard]] ContentResult<QJsonObject> parseContentJson(const QByteArray &text);

[[nodiscard]] QJsonObject toJsonObject(const Coalesced &document);
[[nodiscard]] QJsonObject toJsonObject(const TalkTable &table);
// Indented, ending in a line feed.
[[nodiscard]] QByteArray toJsonText(const QJsonObject &object);

} // namespace content
