#pragma once
// Accounts kept between two runs of the program, with everything needed to tell whether a server still has them:
// e-mail, password, token and the player data that was acknowledged. One JSON file, readable by its owner only.

#include <core/base/result.h>

#include <tests/gameclient/account.h>

#include <vector>

namespace gameclient {

// The error is one English sentence.
[[nodiscard]] base::Result<std::vector<Account>, QString> readAccounts(const QString &path);
[[nodiscard]] base::Result<void, QString> writeAccounts(const QString &path, const std::vector<Account> &accounts);

} // namespace gameclient
