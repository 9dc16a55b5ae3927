#pragma once
// Decides about a certificate as the game's library does, check by check, its fault included: an unknown outer
// signature algorithm means that no hash is compared. Written from the description of those checks, not with the code
// under test, except for the walk through the DER.

#include <QByteArray>
#include <QString>

namespace test {

// Empty: accepted. Otherwise the check that failed.
[[nodiscard]] QString gameObjection(const QByteArray &der, const QByteArray &hostName);

} // namespace test
