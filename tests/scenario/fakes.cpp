#include <tests/scenario/fakes.h>

#include <memory>

namespace scenario {

using session::AccountError;
using session::PlayerId;
using session::StoreError;

session::Account FakeAccounts::add(const QString &email, const QString &name, const QByteArray &password)
{
    const PlayerId id {++m_lastId};
    const session::Role role =
        !m_superEmail.isEmpty() && email == m_superEmail ? session::Role::SuperAdmin : session::Role::Default;
    const session::Account account {
        .id = id, .email = email, .displayName = name, .role = role, .hasPassword = !password.isNull()};
    m_players.emplace(id, Stored {account, password, 0});
    return account;
}

const FakeAccounts::Stored *FakeAccounts::stored(PlayerId id) const
{
    const auto at = m_players.find(id);
    return at == m_players.end() ? nullptr : &at->second;
}

const FakeAccounts::Stored *FakeAccounts::byEmail(const QString &email) const
{
    for (const auto &[id, player] : m_players) {
        if (player.account.email == email)
            return &player;
    }
    return nullptr;
}

const FakeAccounts::Stored *FakeAccounts::newest() const
{
    return m_players.empty() ? nullptr : &m_players.rbegin()->second;
}

FakeAccounts::Answer FakeAccounts::check(const QString &email, const QByteArray &password) const
{
    const Stored *player = byEmail(email);
    if (player == nullptr)
        return base::failure(AccountError::NotFound);
    if (!player->account.hasPassword)
        return base::failure(AccountError::NoPassword);
    if (player->password != password)
        return base::failure(AccountError::WrongPassword);
    return player->account;
}

void FakeAccounts::answer(Answer answer, Callback<session::Account> done)
{
    if (m_failure)
        answer = base::failure(*std::exchange(m_failure, std::nullopt));
    auto call = std::make_shared<Callback<session::Account>>(std::move(done));
    m_worker.run([call, answer] { (*call)(answer); });
}

void FakeAccounts::verify(const QString &email, session::Secret password, base::Ipv4 /*from*/,
                          Callback<session::Account> done)
{
    answer(check(email, base::toByteArray(password.bytes())), std::move(done));
}

void FakeAccounts::find(PlayerId id, Callback<session::Account> done)
{
    const Stored *player = stored(id);
    answer(player != nullptr ? Answer(player->account) : Answer(base::failure(AccountError::NotFound)),
           std::move(done));
}

void FakeAccounts::create(const QString &email, session::Secret password, Callback<session::Account> done)
{
    if (byEmail(email) != nullptr)
        return answer(base::failure(AccountError::EmailTaken), std::move(done));
    const QString name = QStringLiteral("quiet-otter-%1").arg(m_lastId + 1, 4, 10, QLatin1Char('0'));
    answer(add(email, name, base::toByteArray(password.bytes())), std::move(done));
}

void FakeAccounts::noteLogin(PlayerId id)
{
    if (const auto at = m_players.find(id); at != m_players.end())
        ++at->second.logins;
}

void FakePlayerData::save(PlayerId id, QByteArray key, QByteArray value,
                          session::MoveOnlyFunction<void(session::Result<void, StoreError>)> done)
{
    session::Result<void, StoreError> result = base::success();
    if (m_failure)
        result = base::failure(*std::exchange(m_failure, std::nullopt));
    else
        put(id, key, value);
    auto call = std::make_shared<decltype(done)>(std::move(done));
    m_worker.run([call, result] { (*call)(result); });
}

void FakePlayerData::loadAll(PlayerId id, session::MoveOnlyFunction<void(session::Result<Rows, StoreError>)> done)
{
    Rows rows;
    for (const auto &[key, value] : m_rows[id])
        rows.emplaceBack(key, value);
    session::Result<Rows, StoreError> result = rows;
    if (m_failure)
        result = base::failure(*std::exchange(m_failure, std::nullopt));
    auto call = std::make_shared<decltype(done)>(std::move(done));
    m_worker.run([call, result] { (*call)(result); });
}

std::optional<QByteArray> MemoryFiles::read(const QString &name, qsizetype bytesMax)
{
    const auto at = m_files.find(name);
    if (at == m_files.end() || at->second.size() > bytesMax)
        return std::nullopt;
    return at->second;
}

void Watcher::note(const char *what, const session::OnlinePlayer &player)
{
    QString line = QStringLiteral("%1 %2").arg(QLatin1String(what)).arg(base::number(player.id));
    if (player.inMenu)
        line += QStringLiteral(" menu");
    if (player.game)
        line += QStringLiteral(" game %1").arg(base::number(*player.game));
    told << line;
}

void FakeGames::playerGone(PlayerId player, std::optional<base::GameId> game, session::Departure departure)
{
    gone.push_back({player, game});
    if (onGone)
        onGone(player);
    if (games != nullptr)
        games->playerGone(player, game, departure);
}

} // namespace scenario
