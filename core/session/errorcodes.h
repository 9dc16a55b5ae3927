#pragma once
// How errors of the ports are told to the game.

#include <core/blaze/error.h>
#include <core/session/ports.h>
#include <core/session/tokens.h>

namespace session {

[[nodiscard]] constexpr blaze::Error toBlaze(AccountError error) noexcept
{
    switch (error) {
    case AccountError::NotFound:
    case AccountError::NoPassword:
        return blaze::Error::InvalidUser;
    case AccountError::WrongPassword:
        return blaze::Error::InvalidPassword;
    case AccountError::EmailTaken:
        return blaze::Error::Exists;
    case AccountError::TooManyTries:
    case AccountError::Busy:
        return blaze::Error::Timeout;
    case AccountError::Storage:
        return blaze::Error::DatabaseSystem;
    }
    return blaze::Error::System;
}

[[nodiscard]] constexpr blaze::Error toBlaze(StoreError error) noexcept
{
    return error == StoreError::Busy ? blaze::Error::DatabaseNoConnection : blaze::Error::DatabaseSystem;
}

[[nodiscard]] constexpr blaze::Error toBlaze(TokenError error) noexcept
{
    return error == TokenError::Expired ? blaze::Error::ExpiredToken : blaze::Error::InvalidToken;
}

} // namespace session
