#include <core/server/configsource.h>

#include <core/base/jsonreader.h>
#include <core/base/savefile.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace server {

using namespace Qt::StringLiterals;

namespace {

const QString kEnvironmentName = u"PR_CONFIG_JSON"_s;

// nullopt: there is no such file.
base::Result<std::optional<QByteArray>, ConfigError> readFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return std::optional<QByteArray>();
    // Container engines make a folder of the name they were told to mount when there is no file yet.
    if (info.isDir())
        return base::failure(ConfigError {path, 0, 0, {}, u"is a folder, not a file"_s});
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(ConfigError {path, 0, 0, {}, u"cannot be read: %1"_s.arg(file.errorString())});
    QByteArray text = file.read(base::kConfigFileMax + 1); // one more tells that it is too long
    if (file.error() != QFileDevice::NoError)
        return base::failure(ConfigError {path, 0, 0, {}, u"cannot be read: %1"_s.arg(file.errorString())});
    return std::optional<QByteArray>(std::move(text));
}

base::Result<LoadedConfig, ConfigError> parseSource(const QByteArray &text, const QString &source)
{
    auto parsed = parseConfig(text, source);
    if (!parsed)
        return base::failure(parsed.error());
    return LoadedConfig {std::move(parsed->config), std::move(parsed->warnings), source, {}};
}

// `path` is "member" or "object.member"; objects on the way are made when missing.
QJsonObject withMember(QJsonObject object, const QStringList &path, const QJsonValue &value)
{
    const QString &name = path.first();
    object.insert(name, path.size() == 1 ? value : withMember(object.value(name).toObject(), path.mid(1), value));
    return object;
}

} // namespace

ConfigPlaces ConfigPlaces::ofProcess(const QString &fileGiven, const QString &dataFolder)
{
    ConfigPlaces places {std::nullopt, fileGiven, dataFolder};
    if (qEnvironmentVariableIsSet("PR_CONFIG_JSON"))
        places.environment = qEnvironmentVariable("PR_CONFIG_JSON").toUtf8();
    return places;
}

base::Result<LoadedConfig, ConfigError> loadConfig(const ConfigPlaces &places)
{
    if (places.environment) {
        auto loaded = parseSource(*places.environment, kEnvironmentName);
        if (loaded && !places.fileGiven.isEmpty())
            loaded->warnings.append(u"%1 is set, so %2 is not read"_s.arg(kEnvironmentName, places.fileGiven));
        return loaded;
    }
    const QString path =
        places.fileGiven.isEmpty() ? QDir(places.dataFolder).filePath(u"config.json"_s) : places.fileGiven;
    auto text = readFile(path);
    if (!text)
        return base::failure(text.error());
    if (!text->has_value()) {
        if (!places.fileGiven.isEmpty())
            return base::failure(ConfigError {path, 0, 0, {}, u"does not exist"_s});
        return LoadedConfig {{}, {}, {}, path};
    }
    auto loaded = parseSource(text->value(), path);
    if (loaded) {
        loaded->writable = path;
        loaded->config.sourceFolder = QFileInfo(path).absolutePath();
    }
    return loaded;
}

base::Result<void, ConfigError> storeMember(const QString &file, const QString &path, const QJsonValue &value)
{
    auto text = readFile(file);
    if (!text)
        return base::failure(text.error());
    const QByteArray before = text->value_or("{}");
    if (const auto parsed = parseConfig(before, file); !parsed)
        return base::failure(parsed.error());

    const QJsonObject changed = withMember(QJsonDocument::fromJson(before).object(), path.split(u'.'), value);
    const QByteArray after = QJsonDocument(changed).toJson(QJsonDocument::Indented);
    if (const auto parsed = parseConfig(after, file); !parsed)
        return base::failure(ConfigError {file, 0, 0, parsed.error().path, parsed.error().reason});

    QSaveFile target(file);
    const bool isNew = !text->has_value();
    const bool written = target.open(QIODevice::WriteOnly) && target.write(after) == after.size() &&
                         // It may hold a password one day.
                         (!isNew || target.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)) &&
                         base::commitWritten(target);
    if (!written)
        return base::failure(ConfigError {file, 0, 0, {}, u"cannot be written: %1"_s.arg(target.errorString())});
    return base::success();
}

} // namespace server
