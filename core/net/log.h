#pragma once
#include <QLoggingCategory>

namespace net {

Q_DECLARE_LOGGING_CATEGORY(logNet)

} // namespace net
