#include <core/server/originaccounts.h>

#include <core/base/displayname.h>
#include <core/base/email.h>
#include <core/base/limits.h>

#include <QLoggingCategory>

namespace server {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logOrigin, "app.server.origin", QtInfoMsg)

// Texts as we store them everywhere.
QByteArray asUtf8(const QByteArray &text)
{
    return text.isValidUtf8() ? text : QString::fromUtf8(text).toUtf8();
}

} // namespace

struct OriginAccounts::Visit
{
    session::Secret token;
    quint32 type = 0;
    Done done;
    std::unique_ptr<retriever::OfficialSession> official {};
    bool isSecondTry = false; // at fetching the data
    session::Account account {};
    qsizetype saving = 0; // rows without an answer
    int skipped = 0;
};

OriginAccounts::OriginAccounts(const Parts &parts)
    : m_parts(parts)
    , m_retriever(parts.network, parts.clock, parts.random,
                  {.redirector = {parts.config.retriever.redirectorHost, parts.config.retriever.redirectorPort}})
{}

OriginAccounts::~OriginAccounts() = default;

void OriginAccounts::logIn(session::Secret token, quint32 type, Done done)
{
    auto visit = std::make_shared<Visit>(Visit {std::move(token), type, std::move(done)});
    m_visits.push_back(visit);
    m_retriever.logIn(visit->token.clone(), type, [this, visit](auto official) {
        if (!official) {
            note(retriever::describe(official.error()));
            return finish(visit, std::nullopt);
        }
        visit->official = std::move(*official);
        find(visit);
    });
}

void OriginAccounts::find(const VisitPtr &visit)
{
    const QString &email = visit->official->email();
    if (!base::isEmailAddress(email)) {
        note(u"the publisher's server named no e-mail address"_s);
        return finish(visit, std::nullopt);
    }
    m_parts.accounts.findByEmail(email, [this, visit](auto account) {
        if (account)
            return finish(visit, std::move(*account));
        if (account.error() == session::AccountError::NotFound)
            return create(visit);
        finish(visit, std::nullopt);
    });
}

void OriginAccounts::create(const VisitPtr &visit)
{
    const QString &email = visit->official->email();
    // Without a usable name of its own the player gets a made-up one.
    const QString name = base::cleanDisplayName(visit->official->name()).value_or(QString());
    const DashboardConfig &dashboard = m_parts.config.dashboard;
    base::Secret password;
    if (email == dashboard.superEmail)
        password = dashboard.superPassword.secret().clone();
    m_parts.accounts.createUnlinked(email, name, std::move(password), [this, visit](auto account) {
        if (!account && account.error() == session::AccountError::EmailTaken)
            return find(visit); // by another login of the same person, a moment ago
        if (!account) {
            note(u"the account could not be made"_s);
            return finish(visit, std::nullopt);
        }
        qCInfo(logOrigin) << "a player came with an official account and has one here now";
        visit->account = std::move(*account);
        if (!m_parts.config.retriever.originFetchData)
            return finish(visit, visit->account);
        fetchData(visit);
    });
}

void OriginAccounts::fetchData(const VisitPtr &visit)
{
    visit->official->loadAll([this, weak = std::weak_ptr<Visit>(visit)](auto answer) {
        const VisitPtr waiting = weak.lock();
        if (!waiting)
            return;
        if (answer)
            return saveAll(waiting, answer->rows);
        // A game that lost its connection and came again has ended this session there by its own login.
        if (answer.error() == retriever::RetrieveError::BadAnswer && !std::exchange(waiting->isSecondTry, true))
            return comeAgain(waiting);
        withoutData(waiting, answer.error());
    });
}

void OriginAccounts::comeAgain(const VisitPtr &visit)
{
    m_retriever.logIn(visit->token.clone(), visit->type, [this, visit](auto official) {
        if (!official)
            return withoutData(visit, official.error());
        visit->official = std::move(*official);
        fetchData(visit);
    });
}

void OriginAccounts::withoutData(const VisitPtr &visit, retriever::RetrieveError why)
{
    note(u"official data could not be fetched: "_s + retriever::describe(why));
    finish(visit, visit->account);
}

void OriginAccounts::saveAll(const VisitPtr &visit, const retriever::Rows &rows)
{
    visit->saving = rows.size() + 1; // one for ourselves: answers may come before the last row is on its way
    const auto settled = [this, visit](bool saved) {
        if (!saved)
            ++visit->skipped;
        if (--visit->saving > 0)
            return;
        if (visit->skipped > 0)
            note(u"%1 rows of official data could not be stored"_s.arg(visit->skipped));
        finish(visit, visit->account);
    };
    for (const auto &[key, value] : rows) {
        m_parts.playerData.save(visit->account.id, asUtf8(key), asUtf8(value),
                                [settled](auto saved) { settled(saved.hasValue()); });
    }
    settled(true);
}

void OriginAccounts::finish(const VisitPtr &visit, std::optional<session::Account> account)
{
    // Its connection may be what calls us.
    const VisitPtr kept = visit; // NOLINT(performance-unnecessary-copy-initialization)
    m_visits.remove(kept);
    auto done = std::move(kept->done);
    done(std::move(account));
}

void OriginAccounts::note(const QString &why)
{
    if (m_logLimiter.admit(why, m_parts.clock.now()))
        qCWarning(logOrigin).noquote() << "official login:" << why;
}

} // namespace server
