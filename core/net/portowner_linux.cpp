// Linux: /proc/net tells the inode of the socket that holds the port, /proc/<pid>/fd who has that inode open.
// Without rights only our own user's processes can be looked into.

#include <core/net/portowner.h>

#include <QDir>
#include <QFile>
#include <QSet>

namespace net {

using namespace Qt::StringLiterals;

namespace {

// Inodes of the sockets bound to `port` that accept (TCP) or receive (UDP).
void collectInodes(const QString &table, quint16 port, bool onlyListening, QSet<QByteArray> &inodes)
{
    QFile file(table);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QByteArray wanted = QByteArray::number(port, 16).toUpper().rightJustified(4, '0');
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode
        const QList<QByteArray> columns = line.simplified().split(' ');
        if (columns.size() < 10 || !columns.at(1).endsWith(':' + wanted))
            continue;
        if (onlyListening && columns.at(3) != "0A")
            continue;
        inodes.insert("socket:[" + columns.at(9) + ']');
    }
}

bool hasOpen(const QString &processDir, const QSet<QByteArray> &sockets)
{
    const QDir descriptors(processDir + u"/fd"_s);
    const QStringList names = descriptors.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        // The target is no path, so it must be read raw.
        if (sockets.contains(QFile::encodeName(QFile(descriptors.filePath(name)).symLinkTarget()).split('/').last()))
            return true;
    }
    return false;
}

QString nameOf(const QString &processDir)
{
    const QString program = QFile::symLinkTarget(processDir + u"/exe"_s);
    if (!program.isEmpty())
        return program.section(u'/', -1);
    QFile file(processDir + u"/comm"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

} // namespace

std::optional<QString> programHolding(quint16 port, PortProtocol protocol)
{
    const bool tcp = protocol == PortProtocol::Tcp;
    QSet<QByteArray> sockets;
    collectInodes(tcp ? u"/proc/net/tcp"_s : u"/proc/net/udp"_s, port, tcp, sockets);
    collectInodes(tcp ? u"/proc/net/tcp6"_s : u"/proc/net/udp6"_s, port, tcp, sockets);
    if (sockets.isEmpty())
        return std::nullopt;
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        bool isNumber = false;
        entry.toInt(&isNumber);
        const QString processDir = u"/proc/"_s + entry;
        if (!isNumber || !hasOpen(processDir, sockets))
            continue;
        const QString name = nameOf(processDir);
        return name.isEmpty() ? u"process %1"_s.arg(entry) : u"%1 (process %2)"_s.arg(name, entry);
    }
    return std::nullopt;
}

} // namespace net
