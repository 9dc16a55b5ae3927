#pragma once
// Owners of OpenSSL objects, so that no public header of this module needs OpenSSL's own.

#include <memory>

struct ossl_lib_ctx_st;
struct ossl_provider_st;
struct evp_md_st;
struct evp_md_ctx_st;
struct evp_cipher_st;
struct evp_cipher_ctx_st;
struct evp_pkey_st;
struct evp_pkey_ctx_st;

namespace ssl3 {

struct HandleDeleter
{
    void operator()(ossl_lib_ctx_st *handle) const noexcept;
    void operator()(ossl_provider_st *handle) const noexcept;
    void operator()(evp_md_st *handle) const noexcept;
    void operator()(evp_md_ctx_st *handle) const noexcept;
    void operator()(evp_cipher_st *handle) const noexcept;
    void operator()(evp_cipher_ctx_st *handle) const noexcept;
    void operator()(evp_pkey_st *handle) const noexcept;
    void operator()(evp_pkey_ctx_st *handle) const noexcept;
};

template <class T>
using Handle = std::unique_ptr<T, HandleDeleter>;

} // namespace ssl3
