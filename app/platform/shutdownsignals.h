#pragma once
// The system's wishes that the program ends (SIGTERM, SIGINT, a closed terminal, Ctrl+C, a closed console) as a Qt
// signal on the thread that made this object. One object at a time; the default behaviour returns with its end.
// shutdownsignals_unix.cpp and shutdownsignals_windows.cpp are the two implementations.

#include <QObject>

#include <memory>

namespace app {

class ShutdownSignals : public QObject
{
    Q_OBJECT
public:
    explicit ShutdownSignals(QObject *parent = nullptr);
    ~ShutdownSignals() override;

Q_SIGNALS:
    // Again with each further wish.
    void requested();

private:
    struct System;
    std::unique_ptr<System> m_system;
};

} // namespace app
