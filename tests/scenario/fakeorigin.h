#pragma once
// The publisher's service in memory: knows one person, or nobody.

#include <core/session/originservice.h>
#include <tests/scenario/fakes.h>

namespace scenario {

class FakeOrigin final : public session::OriginService
{
public:
    explicit FakeOrigin(FakeAccounts &accounts)
        : m_accounts(accounts)
    {}
    // Every token belongs to this person from now on.
    void knows(const QString &email, const QString &name)
    {
        m_email = email;
        m_name = name;
    }

    void logIn(session::Secret /*token*/, quint32 /*type*/,
               session::MoveOnlyFunction<void(std::optional<session::Account>)> done) override
    {
        if (m_email.isEmpty())
            return done(std::nullopt);
        if (const auto *stored = m_accounts.byEmail(m_email))
            return done(stored->account);
        done(m_accounts.add(m_email, m_name, QByteArray()));
    }

private:
    FakeAccounts &m_accounts;
    QString m_email;
    QString m_name;
};

} // namespace scenario
