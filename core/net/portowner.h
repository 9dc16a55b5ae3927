#pragma once
// Who holds a port that we could not have. Asks the system at the moment of the call; any thread; may take some
// milliseconds (it looks through the processes), so it is for errors, not for every start.

#include <QHostAddress>
#include <QString>

#include <optional>

namespace net {

enum class PortProtocol {
    Tcp,
    Udp,
};

// "nginx (process 812)"; "process 812" when the name is hidden from us. nullopt when nobody holds the port, or the
// system does not tell us who (another user's process on Linux without rights).
[[nodiscard]] std::optional<QString> programHolding(quint16 port, PortProtocol protocol);

// A port that could be had at this moment, best the lowest above `wanted`, else any; 0 when there is none.
// For `wanted` below 1024 the search starts at 8080, where no special rights are needed.
[[nodiscard]] quint16 freePortNear(quint16 wanted, PortProtocol protocol,
                                   const QHostAddress &address = QHostAddress(QHostAddress::AnyIPv4));

} // namespace net
