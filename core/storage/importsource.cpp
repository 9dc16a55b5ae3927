#include <core/storage/importsource.h>

#include <core/storage/databasefile.h>
#include <core/storage/schema.h>

namespace storage {

using namespace Qt::StringLiterals;

base::Result<void, ImportFailure> checkImportSource(Connection &source)
{
    const auto refuse = [](ImportSourceError kind, const QString &detail) -> base::Result<void, ImportFailure> {
        return base::failure(ImportFailure {.kind = kind, .detail = detail});
    };
    if (!source.isOpen())
        return refuse(ImportSourceError::NotADatabase, source.openError().databaseText());
    const Family family = familyOf(source);
    if (family == Family::Unknown)
        return refuse(ImportSourceError::NotADatabase, source.lastErrorText());
    if (!isSound(source))
        return refuse(ImportSourceError::Damaged, source.lastErrorText());
    if (family == Family::Kotlin)
        return refuse(ImportSourceError::Kotlin, {});
    const bool known = hasTable(source, u"players"_s) || hasTable(source, u"seaql_migrations"_s);
    if (family != Family::Empty && !known)
        return refuse(ImportSourceError::NotOurs, {});
    return base::success();
}

ImportSourceError targetErrorFrom(OpenErrorKind kind)
{
    return kind == OpenErrorKind::DiskFull ? ImportSourceError::TargetFull : ImportSourceError::TargetFailed;
}

} // namespace storage
