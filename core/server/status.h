#pragma once
// What the server is doing, as values: made on the network thread, read by the window and the headless program.

#include <core/base/ids.h>

#include <QDateTime>
#include <QHostAddress>
#include <QList>
#include <QMetaType>
#include <QString>

namespace server {

enum class Phase {
    Stopped,
    Starting,
    Running,
    Stopping,
    Failed,
};

// The steps of a start, in order; the window shows them as a list.
enum class StartStep {
    Database,
    Ports,
    Addresses,
};

enum class StartErrorKind {
    None,
    PortTaken,
    PortPermission,
    AddressNotAvailable, // `host` names an address this computer does not have
    DatabaseUnreadable,  // damaged or not a database of ours
    DatabaseTooNew,      // made by a newer version
    DiskFull,
    FolderNotWritable,
    SecretUnreadable, // secret.bin is damaged: never replaced silently
    TlsFiles,         // certificate or key of http.tls cannot be used
    Other,
};

struct StartError
{
    StartErrorKind kind = StartErrorKind::None;
    StartStep step = StartStep::Database;
    QString detail {};     // path, port, holder or system text, for the details
    QString portHolder {}; // "nginx (process 812)" when the system tells
    quint16 port = 0;
    quint16 portProposed = 0; // a free one to try instead
};

enum class AddressKind {
    ThisNetwork,
    Vpn,
    ThisPc,
};

// An address people can type or paste, best first.
struct ReachableAddress
{
    AddressKind kind = AddressKind::ThisNetwork;
    QString adapter {}; // name of the network card as people know it
    QString address {}; // "192.168.1.24:8080", the port left out when it is 80
};

struct Status
{
    Phase phase = Phase::Stopped;
    StartStep step = StartStep::Database; // while Starting
    StartError error {};                  // when Failed
    quint16 httpPort = 0;
    quint16 portWanted = 0; // differs from httpPort when another was taken instead
    bool tls = false;
    QDateTime startedAt {}; // UTC
    QList<ReachableAddress> addresses {};
    int connections = 0; // game connections, logged in or not
};

enum class Activity {
    SigningIn, // logged in, PostAuth not yet asked
    InMenu,
    InGame,
};

struct PlayerRow
{
    base::PlayerId id {};
    QString name {};
    Activity activity = Activity::SigningIn;
    QDateTime since {}; // UTC, of this login
    bool thisPc = false;
};

// A difference between two pictures of who is online; ids are stable keys.
struct PlayersDelta
{
    QList<PlayerRow> upserted {}; // new or changed
    QList<base::PlayerId> removed {};
    bool reset = false; // upserted is the whole picture (first one, or after a restart)
};

} // namespace server

Q_DECLARE_METATYPE(server::Status)
Q_DECLARE_METATYPE(server::PlayersDelta)
