#pragma once
// The operator's door to the content slots: takes a file or a folder into our data folder. What the import promises is
// said in core/content/contentimport.h. Blocking; for a command-line program or a worker thread, also while a server
// runs on the same folder.

#include <core/content/contentimport.h>
#include <core/server/datafolder.h>

namespace server {

// `slot` is a name such as "configuration", "talk-de", "images", "shop" or "entitlements"; empty: whatever is found.
[[nodiscard]] content::ContentResult<content::ContentImportReport>
importContent(const QString &source, const QString &slot, const DataFolder &folder, base::WallTime now);

} // namespace server
