#include <core/connector/redirectoridentity.h>

namespace connector {

RedirectorIdentity::RedirectorIdentity(std::unique_ptr<const ssl3::Crypto> crypto, ssl3::ServerIdentity identity)
    : m_crypto(std::move(crypto))
    , m_identity(std::move(identity))
{}

base::Result<std::shared_ptr<const RedirectorIdentity>, QString> RedirectorIdentity::open(const QString &folder,
                                                                                          base::Random &random)
{
    auto crypto = ssl3::Crypto::load();
    if (!crypto)
        return base::failure(ssl3::describe(crypto.error()));
    auto identity = folder.isEmpty() ? ssl3::ServerIdentity::generate(**crypto, random)
                                     : ssl3::ServerIdentity::loadOrGenerate(**crypto, random, folder);
    if (!identity)
        return base::failure(ssl3::describe(identity.error()));
    return std::shared_ptr<const RedirectorIdentity>(
        std::make_shared<RedirectorIdentity>(std::move(*crypto), std::move(*identity)));
}

} // namespace connector
