#pragma once
// Argon2 password hashes in PHC text form: $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>, base64 without padding.
// Slow on purpose (20 ms and more): from the network thread use PasswordHasher. Any thread.

#include <core/base/random.h>
#include <core/base/secret.h>

#include <QByteArray>

#include <optional>

namespace storage {

enum class Argon2Kind {
    D,
    I,
    Id,
};

struct PasswordHash
{
    Argon2Kind kind = Argon2Kind::Id;
    quint32 version = 0x13; // 0x10 or 0x13
    quint32 memoryKib = 19456;
    quint32 passes = 2;
    quint32 lanes = 1;
    QByteArray salt; // 8 to 64 bytes
    QByteArray hash; // 4 to 128 bytes

    // Any argon2i, argon2d or argon2id text of version 16 (also unnamed) or 19. nullopt for anything else and for
    // parameters above kHashMemoryKibMax, kHashPassesMax, kHashLanesMax or kHashWorkKibMax: a row from elsewhere
    // must not be able to eat the machine.
    [[nodiscard]] static std::optional<PasswordHash> parse(QByteArrayView phc);
    // With the default parameters above and 16 salt bytes of `random`.
    [[nodiscard]] static std::optional<PasswordHash> make(const base::Secret &password, base::Random &random);

    [[nodiscard]] QByteArray toPhc() const;
    // False too when there is not enough memory.
    [[nodiscard]] bool matches(const base::Secret &password) const;
};

} // namespace storage
