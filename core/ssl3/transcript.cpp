#include <core/ssl3/transcript.h>

#include <string_view>

namespace ssl3 {

namespace {

// H(master ‖ pad2 ‖ H(transcript ‖ sender ‖ master ‖ pad1)); `state` holds the transcript.
void finishOne(Digest state, std::size_t padSize, std::string_view sender, const Master &master,
               std::span<std::byte> out)
{
    SecretArray<kMacSizeMax> inner;
    const std::span<std::byte> innerHash = inner.span().first(out.size());
    state.update(base::asBytes(sender)).update(master.view()).fill(std::byte {0x36}, padSize).finish(innerHash);
    state.update(master.view()).fill(std::byte {0x5C}, padSize).update(innerHash).finish(out);
}

} // namespace

Transcript::Transcript(const Crypto &crypto)
    : m_md5(crypto, HashKind::Md5)
    , m_sha1(crypto, HashKind::Sha1)
{}

void Transcript::add(base::ByteView message)
{
    m_md5.update(message);
    m_sha1.update(message);
}

FinishedHashes Transcript::finished(Role sender, const Master &master) const
{
    const std::string_view name = sender == Role::Client ? "CLNT" : "SRVR";
    FinishedHashes hashes {};
    const std::span<std::byte> out(hashes);
    finishOne(m_md5.clone(), 48, name, master, out.first(16));
    finishOne(m_sha1.clone(), 40, name, master, out.subspan(16));
    return hashes;
}

} // namespace ssl3
