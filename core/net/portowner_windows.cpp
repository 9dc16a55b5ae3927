// Windows: the IP helper library tells the process of each listening socket.

#include <core/net/portowner.h>

#include <QFileInfo>

#include <vector>

#include <winsock2.h>
// After winsock2.h, which they need.
#include <iphlpapi.h>
#include <windows.h>

namespace net {

using namespace Qt::StringLiterals;

namespace {

// Calls `get` with a growing buffer until the table fits.
template <class Get>
std::vector<char> tableOf(Get get)
{
    std::vector<char> buffer(16 * 1024);
    for (int attempt = 0; attempt < 8; ++attempt) {
        auto size = static_cast<DWORD>(buffer.size());
        const DWORD result = get(buffer.data(), &size);
        if (result == NO_ERROR)
            return buffer;
        if (result != ERROR_INSUFFICIENT_BUFFER)
            break;
        buffer.resize(size + 4096);
    }
    return {};
}

quint16 portOf(DWORD networkOrder)
{
    return ntohs(static_cast<u_short>(networkOrder & 0xFFFFU));
}

DWORD tcpHolder(quint16 port)
{
    const auto buffer = tableOf([](void *into, DWORD *size) {
        return ::GetExtendedTcpTable(into, size, FALSE, AF_INET, TCP_TABLE_OWNER_PID_LISTENER, 0);
    });
    if (buffer.empty())
        return 0;
    const auto *table = reinterpret_cast<const MIB_TCPTABLE_OWNER_PID *>(buffer.data());
    for (DWORD row = 0; row < table->dwNumEntries; ++row) {
        if (portOf(table->table[row].dwLocalPort) == port)
            return table->table[row].dwOwningPid;
    }
    return 0;
}

DWORD udpHolder(quint16 port)
{
    const auto buffer = tableOf([](void *into, DWORD *size) {
        return ::GetExtendedUdpTable(into, size, FALSE, AF_INET, UDP_TABLE_OWNER_PID, 0);
    });
    if (buffer.empty())
        return 0;
    const auto *table = reinterpret_cast<const MIB_UDPTABLE_OWNER_PID *>(buffer.data());
    for (DWORD row = 0; row < table->dwNumEntries; ++row) {
        if (portOf(table->table[row].dwLocalPort) == port)
            return table->table[row].dwOwningPid;
    }
    return 0;
}

QString nameOf(DWORD process)
{
    HANDLE handle = ::OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, process);
    if (!handle)
        return {};
    wchar_t path[MAX_PATH];
    DWORD size = MAX_PATH;
    const bool known = ::QueryFullProcessImageNameW(handle, 0, path, &size) != 0;
    ::CloseHandle(handle);
    return known ? QFileInfo(QString::fromWCharArray(path, static_cast<qsizetype>(size))).completeBaseName()
                 : QString();
}

} // namespace

std::optional<QString> programHolding(quint16 port, PortProtocol protocol)
{
    const DWORD process = protocol == PortProtocol::Tcp ? tcpHolder(port) : udpHolder(port);
    if (process == 0)
        return std::nullopt;
    if (process == 4) // the kernel: HTTP.sys, used by IIS and others
        return u"Windows itself (process 4)"_s;
    const QString name = nameOf(process);
    return name.isEmpty() ? u"process %1"_s.arg(process) : u"%1 (process %2)"_s.arg(name).arg(process);
}

} // namespace net
