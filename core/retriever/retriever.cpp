#include <core/retriever/retriever.h>

#include <core/base/limits.h>

#include <QLoggingCategory>

namespace retriever {

using base::failure;

namespace {
Q_LOGGING_CATEGORY(logRetriever, "app.retriever", QtInfoMsg)
} // namespace

struct Retriever::Login
{
    Login(base::Scheduler &scheduler, base::Secret loginToken, quint32 loginType, Done loginDone)
        : request {std::move(loginToken), loginType}
        , done(std::move(loginDone))
        , deadline(scheduler)
    {}
    OriginLoginRequest request;
    Done done;
    std::unique_ptr<OfficialLink> link;
    base::ScopedTimer deadline;
};

Retriever::Retriever(net::Network &network, const base::Clock &clock, base::Random &random, RetrieverOptions options)
    : m_network(network)
    , m_clock(clock)
    , m_random(random)
    , m_options(std::move(options))
{}

Retriever::~Retriever() = default;

bool Retriever::loadCrypto()
{
    if (m_crypto)
        return true;
    auto crypto = ssl3::Crypto::load();
    if (!crypto) {
        qCWarning(logRetriever).noquote() << "official logins are not possible:" << ssl3::describe(crypto.error());
        return false;
    }
    m_crypto = std::move(*crypto);
    m_finder = std::make_unique<ServerFinder>(m_network, m_clock, m_random, *m_crypto, m_options.redirector);
    return true;
}

void Retriever::logIn(base::Secret token, quint32 type, Done done)
{
    if (token.isEmpty() || token.size() > base::kOriginTokenMax)
        return done(failure(RetrieveError::Refused));
    if (m_logins.size() >= static_cast<std::size_t>(base::kRetrieverLoginsMax))
        return done(failure(RetrieveError::Busy));
    if (!loadCrypto())
        return done(failure(RetrieveError::NoCrypto));
    auto login = std::make_shared<Login>(m_network, std::move(token), type, std::move(done));
    m_logins.push_back(login);
    const std::weak_ptr<Login> weak = login;
    login->deadline.start(base::kRetrieverDeadline, [this, weak] {
        if (const auto late = weak.lock())
            finish(late, failure(RetrieveError::TooSlow));
    });
    m_finder->find([this, weak](const auto &target) {
        const auto waiting = weak.lock();
        if (!waiting)
            return;
        if (target)
            connect(waiting, *target);
        else
            finish(waiting, failure(target.error()));
    });
}

void Retriever::connect(const std::shared_ptr<Login> &login, const LinkTarget &target)
{
    login->link = std::make_unique<OfficialLink>(m_network, m_random, *m_crypto, target, RetrieveError::NoServer);
    login->link->ask(originLogin, login->request, [this, weak = std::weak_ptr<Login>(login)](auto answer) {
        if (const auto waiting = weak.lock())
            loggedIn(waiting, std::move(answer));
    });
}

void Retriever::loggedIn(const std::shared_ptr<Login> &login, base::Result<OriginLoginResponse, RetrieveError> answer)
{
    if (answer)
        return finish(login, std::make_unique<OfficialSession>(std::move(login->link), std::move(answer->session)));
    if (answer.error() == RetrieveError::NoServer)
        m_finder->forget(); // it may have moved
    finish(login, failure(answer.error()));
}

void Retriever::finish(const std::shared_ptr<Login> &login,
                       base::Result<std::unique_ptr<OfficialSession>, RetrieveError> result)
{
    // What calls us lives in it.
    const std::shared_ptr<Login> kept = login; // NOLINT(performance-unnecessary-copy-initialization)
    m_logins.remove(kept);
    kept->deadline.stop();
    auto done = std::move(kept->done);
    done(std::move(result));
}

} // namespace retriever
