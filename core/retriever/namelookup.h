#pragma once
// The address of a name that this very computer may have bent to itself: who hosts and plays here has the redirector's
// name in the hosts file. When the system says a loopback address, a public service is asked over HTTPS instead
// (dns-query with JSON answers); nothing but the name goes there. An address or "localhost" is taken as it is.
// Network thread.

#include <core/http/fetch.h>
#include <core/net/network.h>

namespace retriever {

class NameLookup
{
public:
    using Done = base::MoveOnlyFunction<void(std::optional<QString>)>; // nullopt: nobody knows

    // `done` runs later, once, unless the look-up is destroyed before; it may destroy the look-up.
    NameLookup(net::Network &network, const QString &name, Done done);
    NameLookup(const NameLookup &) = delete;
    NameLookup &operator=(const NameLookup &) = delete;

private:
    void resolved(const base::Result<QHostAddress, net::NetError> &address);
    void askPublicService();
    void give(std::optional<QString> address);

    net::Network &m_network;
    QString m_name;
    Done m_done;
    std::unique_ptr<net::ConnectAttempt> m_system;
    std::unique_ptr<http::Fetch> m_fetch;
    base::ScopedTimer m_soon;
};

// The IPv4 address of the last answer in the service's JSON; nullopt: there is none.
[[nodiscard]] std::optional<QString> addressInAnswer(const QByteArray &json);

} // namespace retriever
