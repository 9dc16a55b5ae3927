#include <core/server/tunnelstore.h>

#include <core/base/limits.h>
#include <core/base/savefile.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

namespace server {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logTunnelStore, "app.server.tunnels", QtInfoMsg)

void write(const QString &path, const QByteArray &json)
{
    QSaveFile file(path);
    file.setDirectWriteFallback(false);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) ||
        file.write(json) != json.size() || !base::commitWritten(file))
        qCWarning(logTunnelStore).noquote() << "tunnels could not be saved:" << file.errorString();
}

std::optional<tunnel::SavedTunnel> readTunnel(const QJsonObject &object)
{
    const qint64 id = object[u"id"_s].toInteger(-1);
    const QByteArray association = QByteArray::fromHex(object[u"association"_s].toString().toLatin1());
    const QHostAddress address(object[u"address"_s].toString());
    const qint64 port = object[u"port"_s].toInteger();
    tunnel::SavedTunnel saved;
    if (id < 0 || id > 0xFFFFFFFE || association.size() != static_cast<qsizetype>(saved.association.bytes.size()) ||
        address.isNull() || port < 1 || port > 0xFFFF)
        return std::nullopt;
    saved.id = tunnel::TunnelId {static_cast<quint32>(id)};
    const base::ByteView bytes = base::asBytes(QByteArrayView(association));
    std::copy(bytes.begin(), bytes.end(), saved.association.bytes.begin());
    saved.address = net::SocketAddress::of(address, static_cast<quint16>(port));
    return saved;
}

} // namespace

TunnelStore::TunnelStore(QString file)
    : m_file(std::move(file))
{
    m_writer.setMaxThreadCount(1);
}

TunnelStore::~TunnelStore() = default; // the pool waits for its work

std::optional<SavedTunnels> TunnelStore::load() const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto saved = fromJson(file.read(base::kTunnelFileMax));
    if (!saved)
        qCWarning(logTunnelStore) << "the file of saved tunnels is damaged; clients open new ones";
    return saved;
}

void TunnelStore::save(const SavedTunnels &tunnels)
{
    m_writer.clear(); // what has not begun is older
    m_writer.start([path = m_file, tunnels] { write(path, toJson(tunnels)); });
}

QByteArray TunnelStore::toJson(const SavedTunnels &tunnels)
{
    QJsonArray list;
    for (const tunnel::SavedTunnel &saved : tunnels.tunnels) {
        if (static_cast<std::size_t>(list.size()) >= base::kTunnelsSavedMax)
            break;
        const net::Endpoint address = saved.address.endpoint();
        list.append(QJsonObject {
            {u"id"_s, static_cast<qint64>(saved.id)},
            {u"association"_s, QString::fromLatin1(base::toByteArray(saved.association.bytes).toHex())},
            {u"address"_s, address.address.toString()},
            {u"port"_s, address.port},
        });
    }
    return QJsonDocument(QJsonObject {{u"port"_s, tunnels.port},
                                      {u"saved"_s, static_cast<qint64>(tunnels.savedAt)},
                                      {u"tunnels"_s, list}})
        .toJson(QJsonDocument::Compact);
}

std::optional<SavedTunnels> TunnelStore::fromJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const qint64 port = document[u"port"_s].toInteger();
    if (!document.isObject() || port < 1 || port > 0xFFFF || !document[u"tunnels"_s].isArray())
        return std::nullopt;
    SavedTunnels saved {.port = static_cast<quint16>(port), .savedAt = document[u"saved"_s].toInteger()};
    for (const auto &value : document[u"tunnels"_s].toArray()) {
        if (saved.tunnels.size() >= base::kTunnelsSavedMax)
            break;
        if (const auto one = readTunnel(value.toObject()))
            saved.tunnels.push_back(*one);
    }
    return saved;
}

} // namespace server
