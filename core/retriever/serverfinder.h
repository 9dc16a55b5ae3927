#pragma once
// Where the publisher's game server is at present: asked of its redirector, as a game does it, and believed for
// kRetrieverAddressLife. Questions that come together share one look-up. After a failure it is asked again on demand,
// though not within kRetrieverRetryPause. Network thread.

#include <core/base/clock.h>
#include <core/retriever/namelookup.h>
#include <core/retriever/officiallink.h>

#include <vector>

namespace retriever {

class ServerFinder
{
public:
    using Done = base::MoveOnlyFunction<void(base::Result<LinkTarget, RetrieveError>)>;

    // All references outlive it.
    ServerFinder(net::Network &network, const base::Clock &clock, base::Random &random, const ssl3::Crypto &crypto,
                 LinkTarget redirector);

    // May answer before the call returns. Whoever asked may be gone by then: `done` has to see to that.
    void find(Done done);
    // The server that was named does not answer: the next question asks the redirector again.
    void forget() { m_found.reset(); }

private:
    void askRedirector(const std::optional<QString> &address);
    void finish(const base::Result<LinkTarget, RetrieveError> &result);

    net::Network &m_network;
    const base::Clock &m_clock;
    base::Random &m_random;
    const ssl3::Crypto &m_crypto;
    LinkTarget m_redirector;
    std::optional<LinkTarget> m_found;
    base::MonotonicTime m_foundAt;
    std::optional<RetrieveError> m_failed;
    base::MonotonicTime m_failedAt;
    std::vector<Done> m_waiting;
    std::unique_ptr<NameLookup> m_lookup;
    std::unique_ptr<OfficialLink> m_link;
};

} // namespace retriever
