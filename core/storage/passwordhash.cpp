#include <core/storage/passwordhash.h>

#include <core/base/limits.h>

#include <QList>

#include <argon2.h>

#include <array>

namespace storage {

namespace {

constexpr qsizetype kSaltMade = 16;
constexpr qsizetype kHashMade = 32;
constexpr qsizetype kSaltMin = 8;
constexpr qsizetype kSaltMax = 64;
constexpr qsizetype kHashMin = 4;
constexpr qsizetype kHashMax = 128;
constexpr qsizetype kPhcMax = 512;

constexpr auto kUnpadded = QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals;

std::optional<Argon2Kind> kindFrom(QByteArrayView name)
{
    if (name == "argon2id")
        return Argon2Kind::Id;
    if (name == "argon2i")
        return Argon2Kind::I;
    if (name == "argon2d")
        return Argon2Kind::D;
    return std::nullopt;
}

QByteArrayView nameOf(Argon2Kind kind)
{
    switch (kind) {
    case Argon2Kind::D:
        return "argon2d";
    case Argon2Kind::I:
        return "argon2i";
    case Argon2Kind::Id:
        break;
    }
    return "argon2id";
}

argon2_type typeOf(Argon2Kind kind)
{
    switch (kind) {
    case Argon2Kind::D:
        return Argon2_d;
    case Argon2Kind::I:
        return Argon2_i;
    case Argon2Kind::Id:
        break;
    }
    return Argon2_id;
}

// A plain decimal number of at most nine digits.
std::optional<quint32> numberAfter(QByteArrayView text, QByteArrayView prefix)
{
    if (!text.startsWith(prefix))
        return std::nullopt;
    const QByteArrayView digits = text.sliced(prefix.size());
    if (digits.isEmpty() || digits.size() > 9 || (digits.size() > 1 && digits.front() == '0'))
        return std::nullopt;
    quint32 value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10 + static_cast<quint32>(c - '0');
    }
    return value;
}

std::optional<QByteArray> decode(QByteArrayView text)
{
    if (text.isEmpty() || text.contains('='))
        return std::nullopt;
    const auto decoded =
        QByteArray::fromBase64Encoding(text.toByteArray(), kUnpadded | QByteArray::AbortOnBase64DecodingErrors);
    return decoded.decodingStatus == QByteArray::Base64DecodingStatus::Ok ? std::optional(decoded.decoded)
                                                                          : std::nullopt;
}

bool readParameters(QByteArrayView text, PasswordHash &into)
{
    const QList<QByteArray> parts = text.toByteArray().split(',');
    if (parts.size() != 3)
        return false;
    const auto memory = numberAfter(parts[0], "m=");
    const auto passes = numberAfter(parts[1], "t=");
    const auto lanes = numberAfter(parts[2], "p=");
    if (!memory || !passes || !lanes)
        return false;
    into.memoryKib = *memory;
    into.passes = *passes;
    into.lanes = *lanes;
    return true;
}

bool withinBounds(const PasswordHash &hash)
{
    return hash.lanes >= 1 && hash.lanes <= base::kHashLanesMax && hash.passes >= 1 &&
           hash.passes <= base::kHashPassesMax && hash.memoryKib >= 8 * hash.lanes &&
           hash.memoryKib <= base::kHashMemoryKibMax &&
           quint64(hash.memoryKib) * hash.passes <= quint64(base::kHashWorkKibMax) && hash.salt.size() >= kSaltMin &&
           hash.salt.size() <= kSaltMax && hash.hash.size() >= kHashMin && hash.hash.size() <= kHashMax;
}

// Fills `out` with as many bytes as it has. One thread, however many lanes: the outcome is the same.
bool compute(const PasswordHash &parameters, const base::Secret &password, QByteArray &out)
{
    // The library takes non-const pointers and changes neither; our copy of the salt keeps that out of doubt.
    QByteArray salt = parameters.salt;
    QByteArray input(reinterpret_cast<const char *>(password.bytes().data()), password.size());
    argon2_context context {};
    context.out = reinterpret_cast<std::uint8_t *>(out.data());
    context.outlen = static_cast<std::uint32_t>(out.size());
    context.pwd = reinterpret_cast<std::uint8_t *>(input.data());
    context.pwdlen = static_cast<std::uint32_t>(input.size());
    context.salt = reinterpret_cast<std::uint8_t *>(salt.data());
    context.saltlen = static_cast<std::uint32_t>(salt.size());
    context.t_cost = parameters.passes;
    context.m_cost = parameters.memoryKib;
    context.lanes = parameters.lanes;
    context.threads = 1;
    context.version = parameters.version;
    context.flags = ARGON2_FLAG_CLEAR_PASSWORD;
    const int outcome = argon2_ctx(&context, typeOf(parameters.kind));
    std::ignore = base::Secret(std::move(input)); // wipes it, also when the library stopped early
    return outcome == ARGON2_OK;
}

} // namespace

std::optional<PasswordHash> PasswordHash::parse(QByteArrayView phc)
{
    if (phc.size() > kPhcMax)
        return std::nullopt;
    QList<QByteArray> parts = phc.toByteArray().split('$');
    // "" kind [v=…] m=…,t=…,p=… salt hash
    if (parts.size() < 5 || parts.size() > 6 || !parts.first().isEmpty())
        return std::nullopt;
    PasswordHash hash;
    const auto kind = kindFrom(parts[1]);
    if (!kind)
        return std::nullopt;
    hash.kind = *kind;
    hash.version = ARGON2_VERSION_10; // what leaving it out means
    if (parts.size() == 6) {
        const auto version = numberAfter(parts[2], "v=");
        if (!version || (*version != ARGON2_VERSION_10 && *version != ARGON2_VERSION_13))
            return std::nullopt;
        hash.version = *version;
        parts.removeAt(2);
    }
    const auto salt = decode(parts[3]);
    const auto output = decode(parts[4]);
    if (!readParameters(parts[2], hash) || !salt || !output)
        return std::nullopt;
    hash.salt = *salt;
    hash.hash = *output;
    return withinBounds(hash) ? std::optional(hash) : std::nullopt;
}

std::optional<PasswordHash> PasswordHash::make(const base::Secret &password, base::Random &random)
{
    PasswordHash made;
    made.salt.resize(kSaltMade);
    random.fill(std::as_writable_bytes(std::span(made.salt.data(), static_cast<std::size_t>(kSaltMade))));
    made.hash.resize(kHashMade);
    return compute(made, password, made.hash) ? std::optional(made) : std::nullopt;
}

QByteArray PasswordHash::toPhc() const
{
    return '$' + nameOf(kind).toByteArray() + "$v=" + QByteArray::number(version) +
           "$m=" + QByteArray::number(memoryKib) + ",t=" + QByteArray::number(passes) +
           ",p=" + QByteArray::number(lanes) + '$' + salt.toBase64(kUnpadded) + '$' + hash.toBase64(kUnpadded);
}

bool PasswordHash::matches(const base::Secret &password) const
{
    QByteArray computed(hash.size(), '\0');
    return compute(*this, password, computed) &&
           base::equalInConstantTime(base::asBytes(computed), base::asBytes(hash));
}

} // namespace storage
