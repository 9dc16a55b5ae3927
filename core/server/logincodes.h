#pragma once
// Short codes that a player reads in the game and types into the web dashboard: five characters of A to Z and 0 to 9,
// valid for half an hour and for one try. In memory only: a restart forgets them. A player may have several, of which
// the oldest goes first; the number of all is bounded. One thread.

#include <core/base/clock.h>
#include <core/base/ids.h>
#include <core/base/random.h>

#include <QHash>
#include <QString>

#include <deque>
#include <optional>

namespace server {

class LoginCodes
{
public:
    // Both outlive the object. `random` must be one nobody can guess.
    LoginCodes(const base::Clock &clock, base::Random &random);

    // A new code; nullopt: none free was found.
    [[nodiscard]] std::optional<QString> issue(base::PlayerId player);
    // Whose code it is. The code is gone afterwards, also when its time turns out to be over. Case-sensitive.
    [[nodiscard]] std::optional<base::PlayerId> redeem(const QString &code);

    [[nodiscard]] qsizetype size() const noexcept { return m_codes.size(); }

private:
    struct Entry
    {
        base::PlayerId player {};
        base::MonotonicTime expires;
        quint64 number = 0; // tells a code from an earlier one of the same text
    };
    struct Issued
    {
        QString code;
        quint64 number = 0;
    };
    [[nodiscard]] QString randomCode();
    [[nodiscard]] bool isCurrent(const Issued &issued) const;
    void dropExpired();
    void dropOldestOf(base::PlayerId player);
    void erase(QHash<QString, Entry>::const_iterator code);

    const base::Clock &m_clock;
    base::Random &m_random;
    QHash<QString, Entry> m_codes;
    QHash<quint32, qsizetype> m_counts; // living codes of each player
    std::deque<Issued> m_order;         // oldest first; may name codes that are gone
    quint64 m_lastNumber = 0;
};

} // namespace server
