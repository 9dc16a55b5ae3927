#include <core/server/accountservice.h>

#include <core/base/limits.h>
#include <core/server/displaynames.h>

#include <QLoggingCategory>

namespace server {

using base::failure;
using session::Account;
using session::AccountError;
using session::Secret;
using storage::HashError;
using storage::PlayerRecord;
using storage::PlayerRole;

namespace {

Q_LOGGING_CATEGORY(logAccounts, "app.server.accounts", QtInfoMsg)

AccountError errorFrom(storage::StoreError error)
{
    switch (error) {
    case storage::StoreError::Busy:
    case storage::StoreError::Locked:
        return AccountError::Busy;
    case storage::StoreError::NotFound:
        return AccountError::NotFound;
    case storage::StoreError::Taken:
        return AccountError::EmailTaken;
    default:
        return AccountError::Storage;
    }
}

AccountError errorFrom(HashError error)
{
    return error == HashError::Busy ? AccountError::Busy : AccountError::Storage;
}

session::Role roleFrom(PlayerRole role)
{
    switch (role) {
    case PlayerRole::Admin:
        return session::Role::Admin;
    case PlayerRole::SuperAdmin:
        return session::Role::SuperAdmin;
    case PlayerRole::Default:
        break;
    }
    return session::Role::Default;
}

Account accountFrom(const PlayerRecord &player)
{
    return {.id = player.id,
            .email = player.email,
            .displayName = player.displayName,
            .role = roleFrom(player.role),
            .hasPassword = player.passwordHash.has_value()};
}

} // namespace

AccountService::AccountService(storage::Players &players, storage::PasswordHasher &hasher, const base::Clock &clock,
                               base::Random &random, const BudgetSizes &budget)
    : m_players(players)
    , m_hasher(hasher)
    , m_clock(clock)
    , m_random(random)
    , m_budget(budget)
    , m_alive(std::make_shared<bool>(true))
{}

AccountService::~AccountService() = default;

// Drops the callback when the service is gone by then.
template <class F>
auto AccountService::guarded(F callback)
{
    return [alive = std::weak_ptr<bool>(m_alive), callback = std::move(callback)](auto &&...arguments) mutable {
        if (!alive.expired())
            callback(std::forward<decltype(arguments)>(arguments)...);
    };
}

void AccountService::verify(const QString &email, Secret password, base::Ipv4 from, Callback<Account> done)
{
    LoginBudget::Ticket ticket {.account = email.left(base::kEmailMax), .from = from};
    if (!m_budget.take(ticket, m_clock.now())) {
        done(failure(AccountError::TooManyTries));
        return;
    }
    m_players.byEmail(
        email, guarded([this, ticket, password = std::move(password), done = std::move(done)](auto found) mutable {
            if (found) {
                check(std::move(*found), std::move(password), std::move(ticket), std::move(done));
                return;
            }
            m_budget.giveBack(ticket, m_clock.now());
            done(failure(errorFrom(found.error())));
        }));
}

void AccountService::confirm(session::PlayerId id, Secret password, base::Ipv4 from, Callback<Account> done)
{
    m_players.byId(id,
                   guarded([this, from, password = std::move(password), done = std::move(done)](auto found) mutable {
                       if (!found) {
                           done(failure(errorFrom(found.error())));
                           return;
                       }
                       if (!*found) {
                           done(failure(AccountError::NotFound));
                           return;
                       }
                       LoginBudget::Ticket ticket {.account = (*found)->email, .from = from};
                       if (!m_budget.take(ticket, m_clock.now())) {
                           done(failure(AccountError::TooManyTries));
                           return;
                       }
                       check(std::move(*found), std::move(password), std::move(ticket), std::move(done));
                   }));
}

void AccountService::check(std::optional<PlayerRecord> player, Secret password, LoginBudget::Ticket ticket,
                           Callback<Account> done)
{
    if (!player) {
        pretend(AccountError::NotFound, std::move(password), std::move(ticket), std::move(done));
        return;
    }
    if (!player->passwordHash) {
        pretend(AccountError::NoPassword, std::move(password), std::move(ticket), std::move(done));
        return;
    }
    if (password.size() > base::kPasswordBytesMax) {
        pretend(AccountError::WrongPassword, {}, std::move(ticket), std::move(done));
        return;
    }
    const QByteArray hash = *player->passwordHash;
    m_hasher.verify(hash, std::move(password),
                    guarded([this, account = accountFrom(*player), ticket = std::move(ticket),
                             done = std::move(done)](auto matches) mutable {
                        const bool right = matches && *matches;
                        if (right || !matches) // a try that was not made does not count
                            m_budget.giveBack(ticket, m_clock.now());
                        if (right)
                            done(std::move(account));
                        else
                            done(failure(matches ? AccountError::WrongPassword : errorFrom(matches.error())));
                    }));
}

// An account that does not exist, or has no password, takes the time of one that does.
void AccountService::pretend(AccountError error, Secret password, LoginBudget::Ticket ticket, Callback<Account> done)
{
    if (password.size() > base::kPasswordBytesMax)
        password = {};
    m_hasher.pretend(std::move(password),
                     guarded([this, error, ticket = std::move(ticket), done = std::move(done)](auto outcome) mutable {
                         if (!outcome)
                             m_budget.giveBack(ticket, m_clock.now());
                         done(failure(outcome ? error : errorFrom(outcome.error())));
                     }));
}

void AccountService::find(session::PlayerId id, Callback<Account> done)
{
    m_players.byId(id, guarded([done = std::move(done)](auto found) mutable {
                       if (!found)
                           done(failure(errorFrom(found.error())));
                       else if (!*found)
                           done(failure(AccountError::NotFound));
                       else
                           done(accountFrom(**found));
                   }));
}

void AccountService::create(const QString &email, Secret password, Callback<Account> done)
{
    storage::NewPlayer player {.email = email,
                               .displayName = {},
                               .namesToTry = generateDisplayNames(m_random, base::kNamesToTry),
                               .passwordHash = std::nullopt};
    createWith(std::move(player), std::move(password), std::move(done));
}

void AccountService::createNamed(const QString &email, const QString &displayName, Secret password,
                                 Callback<Account> done)
{
    storage::NewPlayer player {
        .email = email, .displayName = displayName, .namesToTry = {}, .passwordHash = std::nullopt};
    createWith(std::move(player), std::move(password), std::move(done));
}

// Looks whether the e-mail is free before it hashes, and once more, in one step with the insert, by the insert itself.
void AccountService::createWith(storage::NewPlayer player, Secret password, Callback<Account> done)
{
    player.role = roleOf(player.email);
    const QString email = player.email;
    m_players.byEmail(email, guarded([this, player = std::move(player), password = std::move(password),
                                      done = std::move(done)](auto found) mutable {
                          if (!found || *found) {
                              done(failure(found ? AccountError::EmailTaken : errorFrom(found.error())));
                              return;
                          }
                          m_hasher.hash(std::move(password), guarded([this, player = std::move(player),
                                                                      done = std::move(done)](auto hash) mutable {
                                            if (!hash) {
                                                done(failure(errorFrom(hash.error())));
                                                return;
                                            }
                                            player.passwordHash = *hash;
                                            insert(std::move(player), std::move(done));
                                        }));
                      }));
}

PlayerRole AccountService::roleOf(const QString &email) const
{
    return !m_superEmail.isEmpty() && email == m_superEmail ? PlayerRole::SuperAdmin : PlayerRole::Default;
}

void AccountService::findByEmail(const QString &email, Callback<Account> done)
{
    m_players.byEmail(email, guarded([done = std::move(done)](auto found) mutable {
                          if (!found)
                              done(failure(errorFrom(found.error())));
                          else if (!*found)
                              done(failure(AccountError::NotFound));
                          else
                              done(accountFrom(**found));
                      }));
}

void AccountService::createUnlinked(const QString &email, const QString &displayName, Secret password,
                                    Callback<Account> done)
{
    storage::NewPlayer player {.email = email, .displayName = displayName, .namesToTry = {}, .passwordHash = {}};
    if (displayName.isEmpty())
        player.namesToTry = generateDisplayNames(m_random, base::kNamesToTry);
    if (!password.isEmpty())
        return createWith(std::move(player), std::move(password), std::move(done));
    player.role = roleOf(email);
    insert(std::move(player), std::move(done));
}

void AccountService::insert(storage::NewPlayer player, Callback<Account> done)
{
    m_players.create(std::move(player), guarded([done = std::move(done)](auto created) mutable {
                         if (created)
                             done(accountFrom(*created));
                         else
                             done(failure(errorFrom(created.error())));
                     }));
}

void AccountService::setPassword(session::PlayerId id, Secret password, Callback<bool> done)
{
    m_hasher.hash(std::move(password), guarded([this, id, done = std::move(done)](auto hash) mutable {
                      if (!hash) {
                          done(failure(errorFrom(hash.error())));
                          return;
                      }
                      m_players.setPassword(id, *hash, guarded([done = std::move(done)](auto written) mutable {
                                                if (written)
                                                    done(true);
                                                else
                                                    done(failure(errorFrom(written.error())));
                                            }));
                  }));
}

void AccountService::setSuperAdmin(const QString &email, Secret password, Callback<bool> done)
{
    m_superEmail = email;
    if (email.isEmpty()) {
        done(false);
        return;
    }
    m_players.byEmail(email,
                      guarded([this, password = std::move(password), done = std::move(done)](auto found) mutable {
                          if (!found)
                              done(failure(errorFrom(found.error())));
                          else if (!*found)
                              done(false);
                          else
                              makeSuperAdmin(**found, std::move(password), std::move(done));
                      }));
}

void AccountService::makeSuperAdmin(const PlayerRecord &player, Secret password, Callback<bool> done)
{
    const auto setRole = [this, id = player.id](Callback<bool> then) {
        m_players.setRole(id, PlayerRole::SuperAdmin, guarded([then = std::move(then)](auto written) mutable {
                              if (written)
                                  then(true);
                              else
                                  then(failure(errorFrom(written.error())));
                          }));
    };
    if (password.isEmpty()) {
        if (player.passwordHash)
            dropEmptyPassword(player.id, *player.passwordHash, [setRole, done = std::move(done)](auto dropped) mutable {
                if (dropped)
                    setRole(std::move(done));
                else
                    done(failure(dropped.error()));
            });
        else
            setRole(std::move(done));
        return;
    }
    // Set again only when it is another one: a new salt at every start would write for nothing.
    Secret same = password.clone();
    m_hasher.verify(player.passwordHash.value_or(QByteArray()), std::move(same),
                    guarded([this, setRole, id = player.id, password = std::move(password),
                             done = std::move(done)](auto matches) mutable {
                        if (!matches) {
                            done(failure(errorFrom(matches.error())));
                            return;
                        }
                        if (*matches) {
                            setRole(std::move(done));
                            return;
                        }
                        setPassword(id, std::move(password), [setRole, done = std::move(done)](auto written) mutable {
                            if (written)
                                setRole(std::move(done));
                            else
                                done(failure(written.error()));
                        });
                    }));
}

// Published servers that found an empty password in their configuration gave it to this account: everybody could take
// the server over. An account without a password opens to nobody until it gets one.
void AccountService::dropEmptyPassword(session::PlayerId id, const QByteArray &hash, Callback<bool> done)
{
    m_hasher.verify(hash, {}, guarded([this, id, done = std::move(done)](auto matches) mutable {
                        if (!matches) {
                            done(failure(errorFrom(matches.error())));
                            return;
                        }
                        if (!*matches) {
                            done(false);
                            return;
                        }
                        qCWarning(logAccounts) << "the super administrator's password was empty and is taken away: set "
                                                  "dashboard.super_password, or ask for a login code in the game";
                        m_players.setPassword(id, std::nullopt, guarded([done = std::move(done)](auto written) mutable {
                                                  if (written)
                                                      done(true);
                                                  else
                                                      done(failure(errorFrom(written.error())));
                                              }));
                    }));
}

// One write at a time; logins that come meanwhile wait for the next, all of them in one.
void AccountService::noteLogin(session::PlayerId id)
{
    m_loginsToNote[id] = storage::timestampFromWall(m_clock.wall());
    if (!m_notingLogins)
        flushLogins();
}

void AccountService::flushLogins()
{
    QList<std::pair<session::PlayerId, storage::Timestamp>> logins(m_loginsToNote.begin(), m_loginsToNote.end());
    m_loginsToNote.clear();
    m_notingLogins = true;
    m_players.noteLogins(std::move(logins), guarded([this](auto written) {
                             m_notingLogins = false;
                             if (!written)
                                 warnOfLogins();
                             if (!m_loginsToNote.empty())
                                 flushLogins();
                         }));
}

// A full disk refuses every one of them, and players log in as often as they like.
void AccountService::warnOfLogins()
{
    if (const auto swallowed = m_logLimiter.admit(QStringLiteral("logins"), m_clock.now())) {
        qCWarning(logAccounts).nospace() << "times of last logins could not be written (" << *swallowed
                                         << " more left out)";
    }
}

} // namespace server
