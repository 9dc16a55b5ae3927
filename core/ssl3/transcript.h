#pragma once
// Both running hashes over all handshake messages, headers included, and the Finished values made from them.
// One owner, one thread.

#include <core/ssl3/digest.h>
#include <core/ssl3/keys.h>

namespace ssl3 {

using FinishedHashes = std::array<std::byte, kFinishedSize>;

class Transcript
{
public:
    explicit Transcript(const Crypto &crypto);
    void add(base::ByteView message);
    // What `sender` puts into its Finished after the messages so far.
    [[nodiscard]] FinishedHashes finished(Role sender, const Master &master) const;

private:
    Digest m_md5;
    Digest m_sha1;
};

} // namespace ssl3
