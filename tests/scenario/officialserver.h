#pragma once
// A second instance of ours in the publisher's place: a redirector over SSL 3.0 and a game server behind it, over SSL
// 3.0 as well, with the real sessions, router and commands. Its accounts and data are in memory; a store token is known
// by what the test says.

#include <core/connector/redirector.h>
#include <core/connector/redirectoridentity.h>
#include <core/connector/ssl3stream.h>
#include <core/content/library.h>
#include <core/server/contentport.h>
#include <core/server/gamelinks.h>
#include <core/session/routes.h>
#include <core/ssl3/serverengine.h>
#include <tests/scenario/fakes.h>

#include <map>
#include <memory>

namespace scenario {

class OfficialServer final : private session::OriginService
{
public:
    OfficialServer(net::Network &network, base::Clock &clock, base::Random &random)
        : m_network(network)
        , m_random(random)
        , m_identity(*connector::RedirectorIdentity::open({}, random))
        , m_accounts(m_worker)
        , m_playerData(m_worker)
        , m_library({}, m_files, m_overrides)
        , m_content(m_library)
        , m_tokens(base::Secret(QByteArray(64, 'k')), clock, random)
        , m_presence(m_games, clock)
        , m_router(clock)
        , m_sessions(m_router, m_presence, clock, network)
        , m_links(m_sessions, clock)
        , m_redirector(network, clock, random, m_identity->crypto(), m_identity->identity())
    {
        session::addRoutes(m_router, m_settings,
                           {.sessions = m_sessions,
                            .presence = m_presence,
                            .accounts = m_accounts,
                            .playerData = m_playerData,
                            .content = m_content,
                            .tokens = m_tokens,
                            .clock = clock,
                            .origin = this});
        net::ListenOptions options;
        options.address = QHostAddress(QHostAddress::LocalHost);
        auto listener = network.listen(options, [this](net::StreamPtr stream) { accept(std::move(stream)); });
        Q_ASSERT(listener);
        m_listener = std::move(*listener);
        const auto started = m_redirector.start(
            {.port = 0, .target = {.host = QStringLiteral("127.0.0.1"), .port = m_listener->port(), .secure = true}});
        Q_ASSERT(started);
    }
    ~OfficialServer() override { m_sessions.endAll(session::EndReason::ServerStopping); }

    session::Account add(const QByteArray &storeToken, const QString &email, const QString &name)
    {
        const session::Account account = m_accounts.add(email, name, {});
        m_byToken[storeToken] = account;
        return account;
    }
    void put(const session::Account &account, const QByteArray &key, const QByteArray &value)
    {
        m_playerData.put(account.id, key, value);
    }
    [[nodiscard]] quint16 redirectorPort() const { return m_redirector.port(); }
    [[nodiscard]] quint64 lookups() const { return m_redirector.counters().gamesSeen; }
    [[nodiscard]] int logins() const { return m_logins; }

private:
    void accept(net::StreamPtr stream)
    {
        auto secure = std::make_unique<connector::Ssl3Stream>(
            std::move(stream),
            std::make_unique<ssl3::ServerEngine>(m_identity->crypto(), m_identity->identity(), m_random), m_network,
            connector::Ssl3StreamOptions {});
        m_links.add({.source = base::Ipv4 {0x7F000001}, .association = std::nullopt}, std::move(secure), {});
    }
    void logIn(session::Secret token, quint32 /*type*/, Done done) override
    {
        ++m_logins;
        const auto known = m_byToken.find(base::toByteArray(token.bytes()));
        done(known == m_byToken.end() ? std::nullopt : std::optional(known->second));
    }

    net::Network &m_network;
    base::Random &m_random;
    std::shared_ptr<const connector::RedirectorIdentity> m_identity;
    Worker m_worker;
    FakeAccounts m_accounts;
    FakePlayerData m_playerData;
    MemoryFiles m_files;
    content::NoOverrides m_overrides;
    content::Library m_library;
    server::ContentPort m_content;
    session::Tokens m_tokens;
    session::NoGames m_games;
    session::Settings m_settings;
    session::Presence m_presence;
    blaze::Router m_router;
    session::Sessions m_sessions;
    server::GameLinks m_links;
    connector::Redirector m_redirector;
    std::unique_ptr<net::Listener> m_listener;
    std::map<QByteArray, session::Account> m_byToken;
    int m_logins = 0;
};

} // namespace scenario
