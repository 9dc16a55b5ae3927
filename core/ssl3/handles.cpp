#include <core/ssl3/handles.h>
#include <core/ssl3/secretarray.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/provider.h>

namespace ssl3 {

void HandleDeleter::operator()(ossl_lib_ctx_st *handle) const noexcept
{
    OSSL_LIB_CTX_free(handle);
}
void HandleDeleter::operator()(ossl_provider_st *handle) const noexcept
{
    OSSL_PROVIDER_unload(handle);
}
void HandleDeleter::operator()(evp_md_st *handle) const noexcept
{
    EVP_MD_free(handle);
}
void HandleDeleter::operator()(evp_md_ctx_st *handle) const noexcept
{
    EVP_MD_CTX_free(handle);
}
void HandleDeleter::operator()(evp_cipher_st *handle) const noexcept
{
    EVP_CIPHER_free(handle);
}
void HandleDeleter::operator()(evp_cipher_ctx_st *handle) const noexcept
{
    EVP_CIPHER_CTX_free(handle);
}
void HandleDeleter::operator()(evp_pkey_st *handle) const noexcept
{
    EVP_PKEY_free(handle);
}
void HandleDeleter::operator()(evp_pkey_ctx_st *handle) const noexcept
{
    EVP_PKEY_CTX_free(handle);
}

void wipe(std::span<std::byte> bytes) noexcept
{
    if (!bytes.empty())
        OPENSSL_cleanse(bytes.data(), bytes.size());
}

} // namespace ssl3
