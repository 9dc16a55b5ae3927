#pragma once
// Where the configuration comes from: the text in the environment variable PR_CONFIG_JSON when that is set, else the
// file named on the command line, else config.json in the data folder, else the defaults. The file is never created by
// reading. Blocking file access; used before the threads start.

#include <core/base/result.h>
#include <core/server/configjson.h>

#include <QJsonValue>

#include <optional>

namespace server {

struct ConfigPlaces
{
    std::optional<QByteArray> environment; // PR_CONFIG_JSON, nullopt when not set
    QString fileGiven;                     // --config; it must exist then
    QString dataFolder;

    // As this process was started.
    [[nodiscard]] static ConfigPlaces ofProcess(const QString &fileGiven, const QString &dataFolder);
};

struct LoadedConfig
{
    Config config;
    QStringList warnings;
    QString source;   // the file's path, or "PR_CONFIG_JSON"; empty: defaults, there is no file
    QString writable; // the file storeMember() may change; empty when the environment rules
};

[[nodiscard]] base::Result<LoadedConfig, ConfigError> loadConfig(const ConfigPlaces &places);

// Sets one member ("connector.address") in the file and leaves every other one as it is, unknown ones included. Makes
// the file, readable by its owner only, when there is none. The whole is checked first and replaced in one step: a
// value or a file that parseConfig() refuses, or a full disk, changes nothing.
[[nodiscard]] base::Result<void, ConfigError> storeMember(const QString &file, const QString &path,
                                                          const QJsonValue &value);

} // namespace server
