#pragma once
// The last line of defence against secrets in logs: makes a line safe to keep and to show, whatever the code that wrote
// it did wrong. The first line is that secrets are a type which cannot be printed. Pure, any thread.

#include <QString>

namespace telemetry {

// Replaces what looks like a session or association token, an e-mail address, or the value after a name such as
// PASS, password, token, authorization. At most kLogLineMax characters stay; control characters, with which a peer's
// text could forge lines or drive a terminal, become visible escapes.
[[nodiscard]] QString scrubbed(const QString &text);

} // namespace telemetry
