#pragma once
// The log category of this module.

#include <QLoggingCategory>

namespace content {
Q_DECLARE_LOGGING_CATEGORY(logContent)
} // namespace content
