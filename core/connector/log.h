#pragma once

#include <QLoggingCategory>

namespace connector {

Q_DECLARE_LOGGING_CATEGORY(logConnector)

} // namespace connector
