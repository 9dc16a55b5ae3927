#pragma once
// One running program per data folder: two would write the same database. The first holds a lock file in the folder
// and listens on a local socket; another one asks it to show its window and ends. The lock of a program that was
// killed is recognised and taken over. GUI or main thread; never blocks.

#include <QLockFile>
#include <QObject>
#include <QString>

#include <memory>

class QLocalServer;
class QLocalSocket;

namespace app {

class SingleInstance : public QObject
{
    Q_OBJECT
public:
    enum class Outcome {
        First, // the folder is ours until this object dies
        AlreadyRunning,
        FolderNotWritable, // no lock file can be made there
    };
    enum class Answer {
        Shown,    // the running program brought its window to the front
        NoWindow, // it runs without a window
        Silent,   // it did not answer in time
    };
    enum class Window {
        None,
        Open,
    };

    // `dataFolder` exists.
    explicit SingleInstance(const QString &dataFolder, QObject *parent = nullptr);
    ~SingleInstance() override;

    [[nodiscard]] Outcome acquire();
    // After AlreadyRunning: who holds it, for a message; 0 when unknown.
    [[nodiscard]] qint64 holderProcess() const;

    // What a later start is told. None until set.
    void setWindow(Window window) noexcept { m_window = window; }

    // After AlreadyRunning: asks the running program to come to the front; askFinished() follows once.
    void askToShow();

Q_SIGNALS:
    void showRequested(); // another start wants to see this one's window; only with Window::Open
    void askFinished(app::SingleInstance::Answer answer);

private:
    void onConnection();
    void finishAsking(Answer answer);

    QString m_folder;
    QLockFile m_lock;
    std::unique_ptr<QLocalServer> m_server;
    std::unique_ptr<QLocalSocket> m_asking;
    Window m_window = Window::None;
};

} // namespace app
