#pragma once
// What a redirector needs of the old cryptography: the loaded algorithms, and a key with its certificate. Made once,
// shared by every connector of the process. Immutable; any thread.

#include <core/base/random.h>
#include <core/ssl3/crypto.h>
#include <core/ssl3/serveridentity.h>

#include <memory>

namespace connector {

class RedirectorIdentity
{
public:
    // Loads the identity kept in `folder`, or makes and stores one there; takes some 50 ms when one must be made.
    // An empty folder: a fresh one that is not stored. The error is one English sentence with its remedy.
    [[nodiscard]] static base::Result<std::shared_ptr<const RedirectorIdentity>, QString> open(const QString &folder,
                                                                                               base::Random &random);

    RedirectorIdentity(std::unique_ptr<const ssl3::Crypto> crypto, ssl3::ServerIdentity identity);

    [[nodiscard]] const ssl3::Crypto &crypto() const noexcept { return *m_crypto; }
    [[nodiscard]] const ssl3::ServerIdentity &identity() const noexcept { return m_identity; }

private:
    std::unique_ptr<const ssl3::Crypto> m_crypto; // outlives the identity
    ssl3::ServerIdentity m_identity;
};

} // namespace connector
