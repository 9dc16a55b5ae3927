#pragma once
// The errors that several route groups of the web API share. Clients show these texts to their users as they are.

#include <core/http/response.h>
#include <core/session/ports.h>
#include <core/storage/storeerror.h>

namespace server {

[[nodiscard]] http::Response playerNotFound();
[[nodiscard]] http::Response invalidPermission();
[[nodiscard]] http::Response internalError();
[[nodiscard]] http::Response busy();
// 429 with Retry-After.
[[nodiscard]] http::Response tooManyTries();

// NotFound is the player the request is about.
[[nodiscard]] http::Response answerFor(storage::StoreError error);
// A password that may not be set: empty, or longer than kPasswordBytesMax; nullopt when it may.
[[nodiscard]] std::optional<http::Response> passwordProblem(const QString &password);

} // namespace server
