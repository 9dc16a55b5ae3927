#pragma once
// The logging category of this module.

#include <QLoggingCategory>

namespace storage {

Q_DECLARE_LOGGING_CATEGORY(logStorage)

} // namespace storage
