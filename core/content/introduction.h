#pragma once
// The one message that a server shows as long as its operator has not written any.

#include <core/content/messages.h>

namespace content {

[[nodiscard]] Message introduction(const QString &version);

} // namespace content
