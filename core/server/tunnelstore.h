#pragma once
// The datagram tunnels on disk, so that they outlive a restart of the server: a published client that has lost its
// tunnel waits for ever without a word. Small and written often, by a thread of its own; a crash loses seconds.
//
//     { "port": 9032, "saved": 1742000000, "tunnels": [ { "id": 7, "association": "<32 hex digits>",
//                                                         "address": "203.0.113.9", "port": 50000 } ] }
//
// Association ids are no secrets: a token is one only with its signature. Made and used on one thread.

#include <core/tunnel/udptunnels.h>

#include <QString>
#include <QThreadPool>

#include <optional>
#include <vector>

namespace server {

struct SavedTunnels
{
    quint16 port = 0;         // the server's
    std::int64_t savedAt = 0; // Unix seconds
    std::vector<tunnel::SavedTunnel> tunnels {};
};

class TunnelStore
{
public:
    explicit TunnelStore(QString file);
    ~TunnelStore(); // waits until what was given to save() is written

    // nullopt: there is no such file, or none of ours. At most kTunnelsSavedMax entries are written and read. Touches
    // the disk.
    [[nodiscard]] std::optional<SavedTunnels> load() const;
    // Returns at once. While a write is under way only the newest of further ones is kept.
    void save(const SavedTunnels &tunnels);

    [[nodiscard]] static QByteArray toJson(const SavedTunnels &tunnels);
    [[nodiscard]] static std::optional<SavedTunnels> fromJson(const QByteArray &json);

private:
    QString m_file;
    QThreadPool m_writer;
};

} // namespace server
