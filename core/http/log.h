#pragma once
#include <QLoggingCategory>

namespace http {

Q_DECLARE_LOGGING_CATEGORY(logHttp)

} // namespace http
