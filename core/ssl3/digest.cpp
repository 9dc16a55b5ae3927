#include <core/ssl3/digest.h>

#include <openssl/evp.h>

namespace ssl3 {

// Hashing fails only when memory runs out: nothing sensible could follow.
Digest::Digest(const Crypto &crypto, HashKind kind)
    : m_crypto(&crypto)
    , m_kind(kind)
    , m_state(EVP_MD_CTX_new())
{
    if (!m_state || EVP_DigestInit_ex2(m_state.get(), crypto.hash(kind), nullptr) != 1)
        qFatal("A hash could not be begun.");
}

Digest Digest::clone() const
{
    Digest copy(*m_crypto, m_kind);
    if (EVP_MD_CTX_copy_ex(copy.m_state.get(), m_state.get()) != 1)
        qFatal("A hash could not be copied.");
    return copy;
}

Digest &Digest::update(base::ByteView bytes)
{
    if (EVP_DigestUpdate(m_state.get(), bytes.data(), bytes.size()) != 1)
        qFatal("A hash could not be continued.");
    return *this;
}

Digest &Digest::fill(std::byte value, std::size_t count)
{
    std::array<std::byte, 48> pad {}; // the longest pad of the protocol
    Q_ASSERT(count <= pad.size());
    pad.fill(value);
    return update(base::ByteView(pad).first(count));
}

void Digest::finish(std::span<std::byte> out)
{
    Q_ASSERT(out.size() == size());
    if (EVP_DigestFinal_ex(m_state.get(), reinterpret_cast<unsigned char *>(out.data()), nullptr) != 1 ||
        EVP_DigestInit_ex2(m_state.get(), m_crypto->hash(m_kind), nullptr) != 1)
        qFatal("A hash could not be finished.");
}

} // namespace ssl3
