#include <core/retriever/serverfinder.h>

#include <core/base/limits.h>
#include <core/connector/redirectormessages.h>

namespace retriever {

using namespace Qt::StringLiterals;

namespace {

// As the game itself asks.
connector::ServerInstanceRequest question()
{
    connector::ServerInstanceRequest request;
    request.blazeSdkVersion = u"3.15.6.0"_s;
    request.blazeSdkBuildDate = u"Dec 21 2012 12:47:10"_s;
    request.clientName = u"MassEffect3-pc"_s;
    request.clientSku = u"134845"_s;
    request.clientVersion = u"05427.124"_s;
    request.dirtySdkVersion = u"8.14.7.1"_s;
    request.environment = u"prod"_s;
    request.firstPartyId.emplace();
    request.locale = 0x656E4E5A; // enNZ
    request.name = u"masseffect-3-pc"_s;
    request.platform = u"Windows"_s;
    request.profile = u"standardSecure_v3"_s;
    return request;
}

std::optional<LinkTarget> targetOf(const connector::ServerInstanceResponse &answer)
{
    const connector::ServerInstanceAddress *address = answer.address.get<0>();
    if (address == nullptr || address->port == 0)
        return std::nullopt;
    if (address->host && !address->host->isEmpty() && address->host->size() <= base::kServerAddressMax)
        return LinkTarget {.host = *address->host, .port = address->port};
    if (address->ip && !address->ip->isUnset())
        return LinkTarget {.host = QHostAddress(address->ip->value).toString(), .port = address->port};
    return std::nullopt;
}

} // namespace

ServerFinder::ServerFinder(net::Network &network, const base::Clock &clock, base::Random &random,
                           const ssl3::Crypto &crypto, LinkTarget redirector)
    : m_network(network)
    , m_clock(clock)
    , m_random(random)
    , m_crypto(crypto)
    , m_redirector(std::move(redirector))
{}

void ServerFinder::find(Done done)
{
    const base::MonotonicTime now = m_clock.now();
    if (m_found && now - m_foundAt < base::kRetrieverAddressLife)
        return done(*m_found);
    if (m_failed && now - m_failedAt < base::kRetrieverRetryPause)
        return done(base::failure(*m_failed));
    m_waiting.push_back(std::move(done));
    if (m_waiting.size() > 1)
        return;
    m_found.reset();
    m_lookup = std::make_unique<NameLookup>(m_network, m_redirector.host,
                                            [this](const auto &address) { askRedirector(address); });
}

void ServerFinder::askRedirector(const std::optional<QString> &address)
{
    if (!address)
        return finish(base::failure(RetrieveError::NoRedirector));
    m_link = std::make_unique<OfficialLink>(m_network, m_random, m_crypto, LinkTarget {*address, m_redirector.port},
                                            RetrieveError::NoRedirector);
    m_link->ask(connector::getServerInstance, question(), [this](const auto &answer) {
        if (!answer)
            return finish(base::failure(answer.error()));
        const auto target = targetOf(*answer);
        if (!target)
            return finish(base::failure(RetrieveError::BadAnswer));
        finish(*target);
    });
}

void ServerFinder::finish(const base::Result<LinkTarget, RetrieveError> &result)
{
    m_failed.reset();
    if (result) {
        m_found = *result;
        m_foundAt = m_clock.now();
    } else {
        m_failed = result.error();
        m_failedAt = m_clock.now();
    }
    const auto lookup = std::move(m_lookup); // one of these calls us
    const auto link = std::move(m_link);
    for (Done &done : std::exchange(m_waiting, {}))
        done(result);
}

} // namespace retriever
