#pragma once
// Asks the publisher's servers who a game is, in the game's name: with the token the game has got from its store. What
// is learnt is the e-mail and the name of the account and, when asked for, the data saved there. Nothing is ever sent
// back. Only for servers whose operator has switched this on. Network thread.
//
// Whether the publisher still answers is not known; everything here may fail, within kRetrieverDeadline.

#include <core/retriever/messages.h>
#include <core/retriever/serverfinder.h>

#include <list>
#include <memory>

namespace retriever {

// Somebody whom the publisher's server has let in. Destroying it ends that connection.
class OfficialSession
{
public:
    OfficialSession(std::unique_ptr<OfficialLink> link, OfficialSessionGroup group)
        : m_link(std::move(link))
        , m_group(std::move(group))
    {}

    [[nodiscard]] const QString &email() const noexcept { return m_group.email; }
    [[nodiscard]] const QString &name() const noexcept { return m_group.persona.name; }
    // Everything saved there, at most kPlayerDataRowsMax rows in kRetrieverFrameMax bytes. Once; `done` is dropped with
    // this object, and may destroy it.
    void loadAll(OfficialLink::Answer<LoadAllResponse> done) { m_link->ask(userSettingsLoadAll, {}, std::move(done)); }

private:
    std::unique_ptr<OfficialLink> m_link;
    OfficialSessionGroup m_group;
};

struct RetrieverOptions
{
    LinkTarget redirector {QStringLiteral("gosredirector.ea.com"), 42127};
};

class Retriever
{
public:
    using Done = base::MoveOnlyFunction<void(base::Result<std::unique_ptr<OfficialSession>, RetrieveError>)>;

    // All references outlive it. Destroying it drops all logins under way with their callbacks.
    Retriever(net::Network &network, const base::Clock &clock, base::Random &random, RetrieverOptions options = {});
    Retriever(const Retriever &) = delete;
    Retriever &operator=(const Retriever &) = delete;
    ~Retriever();

    // May answer before the call returns (Busy and the like).
    void logIn(base::Secret token, quint32 type, Done done);

private:
    struct Login;
    [[nodiscard]] bool loadCrypto();
    void connect(const std::shared_ptr<Login> &login, const LinkTarget &target);
    void loggedIn(const std::shared_ptr<Login> &login, base::Result<OriginLoginResponse, RetrieveError> answer);
    void finish(const std::shared_ptr<Login> &login,
                base::Result<std::unique_ptr<OfficialSession>, RetrieveError> result);

    net::Network &m_network;
    const base::Clock &m_clock;
    base::Random &m_random;
    RetrieverOptions m_options;
    std::unique_ptr<const ssl3::Crypto> m_crypto; // loaded when first needed
    std::unique_ptr<ServerFinder> m_finder;
    std::list<std::shared_ptr<Login>> m_logins;
};

} // namespace retriever
