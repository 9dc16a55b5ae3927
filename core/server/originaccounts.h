#pragma once
// Logins with a token of the publisher's store: asks the publisher who it is, then finds or makes that player here by
// e-mail. A player who exists is only logged in. A new one gets the publisher's e-mail and name, no password, and, when
// the operator wants it, the data saved there; what does not fit our bounds is left out. Network thread.
//
// The publisher's server cannot prove who it is (SSL 3.0). An operator who switches this on trusts the way to it with
// every account whose e-mail it may name.

#include <core/base/clock.h>
#include <core/base/log.h>
#include <core/retriever/retriever.h>
#include <core/server/accountservice.h>
#include <core/server/config.h>
#include <core/server/playerdataservice.h>
#include <core/session/originservice.h>

namespace server {

class OriginAccounts final : public session::OriginService
{
public:
    struct Parts // all outlive the object
    {
        AccountService &accounts;
        PlayerDataService &playerData;
        const Config &config;
        net::Network &network;
        const base::Clock &clock;
        base::Random &random;
    };
    explicit OriginAccounts(const Parts &parts);
    ~OriginAccounts() override; // drops logins under way

    void logIn(session::Secret token, quint32 type, Done done) override;

private:
    struct Visit; // somebody the publisher has let in, until they are a player here
    using VisitPtr = std::shared_ptr<Visit>;
    void find(const VisitPtr &visit);
    void create(const VisitPtr &visit);
    void fetchData(const VisitPtr &visit);
    void comeAgain(const VisitPtr &visit);
    void withoutData(const VisitPtr &visit, retriever::RetrieveError why);
    void saveAll(const VisitPtr &visit, const retriever::Rows &rows);
    void finish(const VisitPtr &visit, std::optional<session::Account> account);
    void note(const QString &why);

    Parts m_parts;
    base::LogLimiter m_logLimiter;
    std::list<VisitPtr> m_visits; // hold their connections
    retriever::Retriever m_retriever;
};

} // namespace server
