#include <app/platform/shutdownsignals.h>

#include <atomic>

#include <windows.h>

namespace app {

namespace {

constexpr DWORD kGraceMs = 15'000; // the system itself allows about 5 s for a closed console

std::atomic<ShutdownSignals *> s_signals {nullptr};
HANDLE s_ended = nullptr; // set when the object is gone, that is: when main has cleaned up

// Runs on a thread that the system makes for it. For a closing console the process dies as soon as this returns,
// so it waits for the program to have ended in order.
BOOL WINAPI onControl(DWORD kind)
{
    ShutdownSignals *receiver = s_signals.load();
    if (receiver == nullptr)
        return FALSE;
    QMetaObject::invokeMethod(receiver, &ShutdownSignals::requested, Qt::QueuedConnection);
    if (kind == CTRL_CLOSE_EVENT || kind == CTRL_LOGOFF_EVENT || kind == CTRL_SHUTDOWN_EVENT)
        WaitForSingleObject(s_ended, kGraceMs);
    return TRUE;
}

} // namespace

struct ShutdownSignals::System
{};

ShutdownSignals::ShutdownSignals(QObject *parent)
    : QObject(parent)
    , m_system(std::make_unique<System>())
{
    ShutdownSignals *expected = nullptr;
    if (!s_signals.compare_exchange_strong(expected, this))
        qFatal("two ShutdownSignals at a time");
    s_ended = CreateEventW(nullptr, TRUE, FALSE, nullptr);
    SetConsoleCtrlHandler(onControl, TRUE);
}

ShutdownSignals::~ShutdownSignals()
{
    SetConsoleCtrlHandler(onControl, FALSE);
    s_signals.store(nullptr);
    SetEvent(s_ended);
}

} // namespace app
