#pragma once
// Whether a text has the form of an e-mail address. Pure.

#include <QStringView>

namespace base {

// local@domain, at most kEmailMax bytes of UTF-8, nothing around it (no "Name <a@b>").
// Local part: up to 64 bytes, words joined by dots, or a quoted string. Domain: labels of up to 63 bytes joined by dots
// (one is enough: a@localhost), or an IP address in brackets. Letters need not be ASCII. No white space outside
// quotes, no empty word or label, no label that begins or ends with '-'.
[[nodiscard]] bool isEmailAddress(QStringView text);

} // namespace base
