#include <core/ssl3/rc4.h>

#include <openssl/evp.h>

namespace ssl3 {

Rc4::Rc4(const Crypto &crypto, base::ByteView key)
    : m_state(EVP_CIPHER_CTX_new())
{
    // The length must be known before the key is handed over.
    if (!m_state || EVP_EncryptInit_ex2(m_state.get(), crypto.rc4(), nullptr, nullptr, nullptr) != 1 ||
        EVP_CIPHER_CTX_set_key_length(m_state.get(), static_cast<int>(key.size())) != 1 ||
        EVP_EncryptInit_ex2(m_state.get(), nullptr, reinterpret_cast<const unsigned char *>(key.data()), nullptr,
                            nullptr) != 1)
        qFatal("The RC4 cipher could not be set up.");
}

void Rc4::apply(std::span<std::byte> bytes)
{
    if (bytes.empty())
        return;
    auto *const data = reinterpret_cast<unsigned char *>(bytes.data());
    int written = 0;
    if (EVP_EncryptUpdate(m_state.get(), data, &written, data, static_cast<int>(bytes.size())) != 1 ||
        written != static_cast<int>(bytes.size()))
        qFatal("The RC4 cipher failed.");
}

} // namespace ssl3
