#pragma once
// Between configuration text and Config. Pure. Nothing is replaced by a default behind the operator's back: text that
// is not JSON, a wrong type, a value out of range, an unknown word or a member given twice refuses the whole.

#include <core/base/result.h>
#include <core/server/config.h>

#include <QStringList>

namespace server {

struct ParsedConfig
{
    Config config;
    QStringList warnings; // unknown members, members without effect: one sentence each, with file, line and column
};

// At most kConfigFileMax bytes of UTF-8. `fileName` is only used to name the place of an error.
[[nodiscard]] base::Result<ParsedConfig, ConfigError> parseConfig(const QByteArray &text, const QString &fileName);

enum class Secrets {
    LeaveOut, // dashboard.super_password and api.access_tokens are not written
    Include,
};

// Every member, indented, ending in a line feed; parseConfig() reads it back to the same values.
[[nodiscard]] QByteArray toJson(const Config &config, Secrets secrets);

} // namespace server
