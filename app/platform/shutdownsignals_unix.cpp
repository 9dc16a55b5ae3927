#include <app/platform/shutdownsignals.h>

#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace app {

namespace {

constexpr std::array kSignals {SIGTERM, SIGINT, SIGHUP};

// A signal handler may do next to nothing: it writes a byte into a pipe that the event loop watches.
std::atomic<int> pipeEnd {-1};

extern "C" void onSignal(int /*number*/)
{
    const int savedErrno = errno;
    const char wish = '!';
    // A full pipe means that the wish is known already.
    [[maybe_unused]] const ssize_t written = write(pipeEnd.load(std::memory_order_relaxed), &wish, 1);
    errno = savedErrno;
}

} // namespace

struct ShutdownSignals::System
{
    int readEnd = -1;
    int writeEnd = -1;
    std::array<struct sigaction, kSignals.size()> before {};
    struct sigaction pipeBefore
    {};
    std::unique_ptr<QSocketNotifier> notifier;
};

ShutdownSignals::ShutdownSignals(QObject *parent)
    : QObject(parent)
    , m_system(std::make_unique<System>())
{
    std::array<int, 2> ends {-1, -1};
    if (pipe(ends.data()) != 0)
        qFatal("no pipe for signals");
    for (const int end : ends) {
        fcntl(end, F_SETFD, FD_CLOEXEC);
        fcntl(end, F_SETFL, O_NONBLOCK);
    }
    m_system->readEnd = ends[0];
    m_system->writeEnd = ends[1];
    if (pipeEnd.exchange(ends[1]) != -1)
        qFatal("two ShutdownSignals at a time");

    m_system->notifier = std::make_unique<QSocketNotifier>(ends[0], QSocketNotifier::Read);
    connect(m_system->notifier.get(), &QSocketNotifier::activated, this, [this] {
        std::array<char, 64> bytes {};
        while (read(m_system->readEnd, bytes.data(), bytes.size()) > 0) {
        }
        Q_EMIT requested();
    });

    struct sigaction action
    {};
    action.sa_handler = onSignal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        sigaction(kSignals.at(i), nullptr, &m_system->before.at(i));
        // nohup: whoever started us does not want the end of its terminal to be heard. Scripts start what runs beside
        // them with SIGINT ignored as well, and yet mean it when they send one.
        if (kSignals.at(i) != SIGHUP || m_system->before.at(i).sa_handler != SIG_IGN)
            sigaction(kSignals.at(i), &action, nullptr);
    }
    // A reader of our output that goes away is an error of one write, not the end of the program.
    struct sigaction ignore
    {};
    ignore.sa_handler = SIG_IGN;
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGPIPE, &ignore, &m_system->pipeBefore);
}

ShutdownSignals::~ShutdownSignals()
{
    for (std::size_t i = 0; i < kSignals.size(); ++i)
        sigaction(kSignals.at(i), &m_system->before.at(i), nullptr);
    sigaction(SIGPIPE, &m_system->pipeBefore, nullptr);
    pipeEnd.store(-1);
    m_system->notifier.reset();
    close(m_system->readEnd);
    close(m_system->writeEnd);
}

} // namespace app
