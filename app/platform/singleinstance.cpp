#include <app/platform/singleinstance.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QLoggingCategory>
#include <QTimer>

#include <chrono>

Q_LOGGING_CATEGORY(logInstance, "app.instance", QtInfoMsg)

namespace app {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kAnswerDeadline = 3s; // the other one may be busy starting
constexpr qint64 kMessageMax = 16;
constexpr int kAskersMax = 8;
const QByteArray kShow = "show\n";
const QByteArray kShown = "shown\n";
const QByteArray kNoWindow = "no-window\n";

// Windows knows pipe names, other systems socket files, whose path may have about 100 bytes.
QString socketName(const QString &dataFolder)
{
    const QByteArray digest =
        QCryptographicHash::hash(dataFolder.toUtf8(), QCryptographicHash::Sha256).toHex().first(16);
#ifndef Q_OS_WIN
    constexpr qsizetype kSocketPathMax = 100;
    const QString inFolder = QDir(dataFolder).filePath(u"relaydeck.socket"_s);
    if (inFolder.toUtf8().size() <= kSocketPathMax)
        return inFolder;
#endif
    return u"relaydeck-"_s + QString::fromLatin1(digest);
}

} // namespace

SingleInstance::SingleInstance(const QString &dataFolder, QObject *parent)
    : QObject(parent)
    , m_folder(QFileInfo(dataFolder).canonicalFilePath())
    , m_lock(QDir(m_folder).filePath(u"relaydeck.lock"_s))
{
    // Age says nothing: a server runs for months. Whether its process lives is looked at all the same.
    m_lock.setStaleLockTime(0);
}

SingleInstance::~SingleInstance() = default;

SingleInstance::Outcome SingleInstance::acquire()
{
    if (m_folder.isEmpty())
        return Outcome::FolderNotWritable;
    if (!m_lock.tryLock(0))
        return m_lock.error() == QLockFile::LockFailedError ? Outcome::AlreadyRunning : Outcome::FolderNotWritable;

    const QString name = socketName(m_folder);
    QLocalServer::removeServer(name); // left by a program that was killed; the lock says that nobody uses it
    m_server = std::make_unique<QLocalServer>();
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    m_server->setMaxPendingConnections(kAskersMax);
    connect(m_server.get(), &QLocalServer::newConnection, this, &SingleInstance::onConnection);
    if (!m_server->listen(name))
        qCInfo(logInstance).noquote() << "a second start cannot bring this one to the front:"
                                      << m_server->errorString();
    return Outcome::First;
}

qint64 SingleInstance::holderProcess() const
{
    qint64 process = 0;
    QString host;
    QString program;
    return m_lock.getLockInfo(&process, &host, &program) ? process : 0;
}

void SingleInstance::onConnection()
{
    while (QLocalSocket *socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        const auto answer = [this, socket] {
            if (socket->bytesAvailable() < kShow.size())
                return;
            if (socket->read(kMessageMax) == kShow) {
                socket->write(m_window == Window::Open ? kShown : kNoWindow);
                if (m_window == Window::Open)
                    Q_EMIT showRequested();
            }
            socket->disconnectFromServer();
        };
        connect(socket, &QLocalSocket::readyRead, this, answer);
        QTimer::singleShot(kAnswerDeadline, socket, &QLocalSocket::abort);
        answer(); // it may have written before we looked
    }
}

void SingleInstance::askToShow()
{
    m_asking = std::make_unique<QLocalSocket>();
    QLocalSocket *socket = m_asking.get();
    connect(socket, &QLocalSocket::connected, this, [socket] { socket->write(kShow); });
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
        if (!socket->canReadLine())
            return;
        const QByteArray line = socket->readLine(kMessageMax);
        finishAsking(line == kShown ? Answer::Shown : line == kNoWindow ? Answer::NoWindow : Answer::Silent);
    });
    connect(socket, &QLocalSocket::errorOccurred, this, [this, socket] {
        if (!socket->canReadLine()) // the answer may be there already when the other side closes
            finishAsking(Answer::Silent);
    });
    QTimer::singleShot(kAnswerDeadline, socket, [this] { finishAsking(Answer::Silent); });
    socket->connectToServer(socketName(m_folder));
}

void SingleInstance::finishAsking(Answer answer)
{
    if (!m_asking)
        return;
    m_asking.release()->deleteLater(); // this may run inside one of its signals
    Q_EMIT askFinished(answer);
}

} // namespace app
