#pragma once
// The operator's own certificate for HTTPS, read from PEM files. Blocking; small files, at start only.

#include <core/base/result.h>
#include <core/server/config.h>
#include <core/server/status.h>

#include <QSslConfiguration>

#include <optional>

namespace server {

// nullopt when the configuration names none. The file of the certificate may hold the chain behind it.
[[nodiscard]] base::Result<std::optional<QSslConfiguration>, StartError> loadTls(const Config &config);

} // namespace server
