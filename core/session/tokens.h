#pragma once
// Signed texts by which a client is known again. Nothing is stored; whoever has the key can check them.
//
// Session token: 12 bytes (player id 32-bit, expiry in Unix seconds 64-bit, both big-endian), '.', HMAC-SHA-256 of
// these bytes, each part as base64url without padding: 60 characters. Valid for 30 days. Association token: the same
// over a random 16-byte UUID of version 4: 66 characters, no expiry. Any thread that owns the object; the clock is
// asked at each call.

#include <core/base/bytes.h>
#include <core/base/clock.h>
#include <core/base/ids.h>
#include <core/base/random.h>
#include <core/base/result.h>
#include <core/base/secret.h>
#include <core/session/associationid.h>

#include <memory>
#include <optional>

namespace session {

enum class TokenError {
    Invalid, // not a token, or not signed with this key
    Expired, // signed with this key, but its time is over; equal to the expiry is still valid
};

class Tokens
{
public:
    static constexpr auto kLifetime = std::chrono::hours(24) * 30;

    // `key`: 64 random bytes. Clock and random outlive the object.
    Tokens(const base::Secret &key, const base::Clock &clock, base::Random &random);
    Tokens(const Tokens &) = delete;
    Tokens &operator=(const Tokens &) = delete;
    ~Tokens();

    // Two of one player in the same second are the same text.
    [[nodiscard]] QByteArray issueSession(base::PlayerId player) const;
    // The token of an earlier moment again, as if issued then.
    [[nodiscard]] QByteArray issueSession(base::PlayerId player, base::WallTime issuedAt) const;
    // Strict: padding, white space, the other Base64 alphabet and unused bits that are not zero are refused.
    [[nodiscard]] base::Result<base::PlayerId, TokenError> verifySession(QByteArrayView token) const;

    [[nodiscard]] QByteArray issueAssociation();
    [[nodiscard]] std::optional<AssociationId> verifyAssociation(QByteArrayView token) const;

private:
    class Signer;
    [[nodiscard]] QByteArray sign(base::ByteView message) const;
    // True when the text is `message.size()` signed bytes, which are then in `message`.
    [[nodiscard]] bool verify(QByteArrayView token, std::span<std::byte> message) const;

    const base::Clock &m_clock;
    base::Random &m_random;
    std::unique_ptr<Signer> m_signer;
};

} // namespace session
