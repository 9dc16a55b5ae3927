#pragma once
// Which association token ties what together. The server matches a tunnel and a game session by the token both
// present, and every look-up brings a new one. Game connections already open keep the token they were opened with,
// so tunnels keep using the oldest such token and move to the newest only when no game connection is left.
// Pure; network thread.

#include <QString>

#include <map>

namespace connector {

class Associations
{
public:
    void renewed(const QString &token) { m_newest = token; }
    // `token` is the one it was asked for with: a look-up may have been answered since.
    void opened(quint64 link, const QString &token) { m_byLink.insert_or_assign(link, token); }
    void ended(quint64 link) { m_byLink.erase(link); }
    void clear()
    {
        m_newest = QString();
        m_byLink.clear();
    }

    // Link numbers only grow, so the first is the oldest. Null when the server gave none.
    [[nodiscard]] QString forTunnel() const { return m_byLink.empty() ? m_newest : m_byLink.begin()->second; }
    [[nodiscard]] const QString &forUpgrade() const noexcept { return m_newest; }

private:
    QString m_newest;
    std::map<quint64, QString> m_byLink;
};

} // namespace connector
