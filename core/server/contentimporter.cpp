#include <core/server/contentimporter.h>

namespace server {

using namespace Qt::StringLiterals;

content::ContentResult<content::ContentImportReport> importContent(const QString &source, const QString &slot,
                                                                   const DataFolder &folder, base::WallTime now)
{
    std::optional<content::SlotName> name;
    if (!slot.isEmpty()) {
        name = content::SlotName::parse(slot);
        if (!name)
            return content::refused(content::ContentFault::WrongSlot, u"there is no slot \"%1\""_s.arg(slot));
    }
    return content::ContentImport(folder.path(), now).run(source, name);
}

} // namespace server
