#pragma once
// Accounts for the game and the web routes: budgets before hashing, the same time for unknown users, e-mails used
// once, generated names, the super administrator. Joins the players table and the hash pool to what sessions ask for.
// Network thread; answers come there, refusals by budget or full queues before the call returns.

#include <core/base/clock.h>
#include <core/base/log.h>
#include <core/base/random.h>
#include <core/server/loginbudget.h>
#include <core/session/ports.h>
#include <core/storage/passwordhasher.h>
#include <core/storage/players.h>

#include <map>
#include <memory>

namespace server {

class AccountService final : public session::Accounts
{
public:
    // All of them outlive the service. Callbacks of requests still under way are dropped with it.
    AccountService(storage::Players &players, storage::PasswordHasher &hasher, const base::Clock &clock,
                   base::Random &random, const BudgetSizes &budget = {});
    ~AccountService() override;

    // Callers have checked form and length of what they pass: an e-mail address, a password of 1 to kPasswordBytesMax
    // bytes when one is set.

    // E-mail of the super administrator: who has it, or makes an account with it, gets the role. When `password` is
    // not empty it becomes his unless it is already. An empty one changes nothing, but an account whose own password is
    // empty loses it. Nobody has the e-mail: nothing to do yet. Taking the e-mail out of the settings later does not
    // take the role away.
    // `done` tells whether such a player exists.
    void setSuperAdmin(const QString &email, session::Secret password, Callback<bool> done);

    void verify(const QString &email, session::Secret password, base::Ipv4 from,
                Callback<session::Account> done) override;
    void find(session::PlayerId id, Callback<session::Account> done) override;
    void create(const QString &email, session::Secret password, Callback<session::Account> done) override;
    void noteLogin(session::PlayerId id) override;

    // The same with a name of the player's choice, already cleaned.
    void createNamed(const QString &email, const QString &displayName, session::Secret password,
                     Callback<session::Account> done);
    // NotFound when nobody has the e-mail.
    void findByEmail(const QString &email, Callback<session::Account> done);
    // For somebody another service has vouched for: an account with a name of theirs, or a generated one when it is
    // empty, without a password unless `password` has one.
    void createUnlinked(const QString &email, const QString &displayName, session::Secret password,
                        Callback<session::Account> done);
    // Whether the password is this player's: WrongPassword, NoPassword, with budgets as verify().
    void confirm(session::PlayerId id, session::Secret password, base::Ipv4 from, Callback<session::Account> done);
    void setPassword(session::PlayerId id, session::Secret password, Callback<bool> done);

private:
    template <class F>
    auto guarded(F callback);
    void createWith(storage::NewPlayer player, session::Secret password, Callback<session::Account> done);
    [[nodiscard]] storage::PlayerRole roleOf(const QString &email) const;
    void insert(storage::NewPlayer player, Callback<session::Account> done);
    void check(std::optional<storage::PlayerRecord> player, session::Secret password, LoginBudget::Ticket ticket,
               Callback<session::Account> done);
    void pretend(session::AccountError error, session::Secret password, LoginBudget::Ticket ticket,
                 Callback<session::Account> done);
    void makeSuperAdmin(const storage::PlayerRecord &player, session::Secret password, Callback<bool> done);
    // `done` tells whether it was empty.
    void dropEmptyPassword(session::PlayerId id, const QByteArray &hash, Callback<bool> done);
    void flushLogins();
    void warnOfLogins();

    storage::Players &m_players;
    storage::PasswordHasher &m_hasher;
    const base::Clock &m_clock;
    base::Random &m_random;
    LoginBudget m_budget;
    QString m_superEmail;
    std::map<session::PlayerId, storage::Timestamp> m_loginsToNote;
    bool m_notingLogins = false;
    base::LogLimiter m_logLimiter;
    std::shared_ptr<bool> m_alive; // callbacks hold it weakly: the service may go before the pool and the storage
};

} // namespace server
