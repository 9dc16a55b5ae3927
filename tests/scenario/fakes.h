#pragma once
// What stands below the sessions in scenario tests: accounts, player data and files in memory. Answers come at once,
// or, while held, when the test lets them: that is how slow storage looks from above.

#include <core/base/clock.h>
#include <core/content/contentfiles.h>
#include <core/session/ports.h>
#include <core/session/presenceobserver.h>

#include <deque>
#include <functional>
#include <map>
#include <vector>

namespace scenario {

// Collects answers while held and hands them out in order.
class Worker
{
public:
    void run(std::function<void()> job)
    {
        if (m_held)
            m_jobs.push_back(std::move(job));
        else
            job();
    }
    void hold() { m_held = true; }
    void release()
    {
        m_held = false;
        while (!m_jobs.empty()) {
            const auto job = std::move(m_jobs.front());
            m_jobs.pop_front();
            job();
        }
    }
    [[nodiscard]] std::size_t waiting() const { return m_jobs.size(); }

private:
    bool m_held = false;
    std::deque<std::function<void()>> m_jobs;
};

class FakeAccounts final : public session::Accounts
{
public:
    struct Stored
    {
        session::Account account;
        QByteArray password;
        int logins = 0;
    };

    FakeAccounts(Worker &worker)
        : m_worker(worker)
    {}

    session::Account add(const QString &email, const QString &name, const QByteArray &password);
    void remove(session::PlayerId id) { m_players.erase(id); }
    [[nodiscard]] const Stored *stored(session::PlayerId id) const;
    [[nodiscard]] const Stored *byEmail(const QString &email) const;
    // The player made last; nullptr when there is none.
    [[nodiscard]] const Stored *newest() const;
    void setSuperEmail(const QString &email) { m_superEmail = email; }
    // The next call answers this instead of looking.
    void failNext(session::AccountError error) { m_failure = error; }

    void verify(const QString &email, session::Secret password, base::Ipv4 from,
                Callback<session::Account> done) override;
    void find(session::PlayerId id, Callback<session::Account> done) override;
    void create(const QString &email, session::Secret password, Callback<session::Account> done) override;
    void noteLogin(session::PlayerId id) override;

private:
    using Answer = session::Result<session::Account, session::AccountError>;
    [[nodiscard]] Answer check(const QString &email, const QByteArray &password) const;
    void answer(Answer answer, Callback<session::Account> done);

    Worker &m_worker;
    std::map<session::PlayerId, Stored> m_players;
    std::uint32_t m_lastId = 0;
    QString m_superEmail;
    std::optional<session::AccountError> m_failure;
};

class FakePlayerData final : public session::PlayerDataStore
{
public:
    explicit FakePlayerData(Worker &worker)
        : m_worker(worker)
    {}
    void put(session::PlayerId id, const QByteArray &key, const QByteArray &value) { m_rows[id][key] = value; }
    [[nodiscard]] QByteArray get(session::PlayerId id, const QByteArray &key) { return m_rows[id][key]; }
    void failNext(session::StoreError error) { m_failure = error; }

    void save(session::PlayerId id, QByteArray key, QByteArray value,
              session::MoveOnlyFunction<void(session::Result<void, session::StoreError>)> done) override;
    void loadAll(session::PlayerId id,
                 session::MoveOnlyFunction<void(session::Result<Rows, session::StoreError>)> done) override;

private:
    Worker &m_worker;
    std::map<session::PlayerId, std::map<QByteArray, QByteArray>> m_rows;
    std::optional<session::StoreError> m_failure;
};

class MemoryFiles final : public content::ContentFiles
{
public:
    void put(const QString &name, const QByteArray &bytes) { m_files[name] = bytes; }
    std::optional<QByteArray> read(const QString &name, qsizetype bytesMax) override;

private:
    std::map<QString, QByteArray> m_files;
};

// Remembers what the dashboard would have been told, one word a line: "online 1", "connections 2".
class Watcher final : public session::PresenceObserver
{
public:
    QStringList told;
    void playerOnline(const session::OnlinePlayer &player) override { note("online", player); }
    void playerChanged(const session::OnlinePlayer &player) override { note("changed", player); }
    void playerOffline(base::PlayerId player) override
    {
        told << QStringLiteral("offline %1").arg(base::number(player));
    }
    void connectionsChanged(int connections) override { told << QStringLiteral("connections %1").arg(connections); }

private:
    void note(const char *what, const session::OnlinePlayer &player);
};

// Remembers who left what, and passes it on.
class FakeGames final : public session::GameDirectory
{
public:
    struct Gone
    {
        session::PlayerId player {};
        std::optional<base::GameId> game;
        bool operator==(const Gone &) const = default;
    };
    std::vector<Gone> gone;
    std::function<void(session::PlayerId)> onGone; // calls back into the sessions, as real games do
    session::GameDirectory *games = nullptr;       // told afterwards
    void playerGone(session::PlayerId player, std::optional<base::GameId> game, session::Departure departure) override;
};

} // namespace scenario
