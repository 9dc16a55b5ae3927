#pragma once
// Waits for the answer of something that answers through the event loop, at most a generous deadline; a missing
// answer ends the program, since nothing after it would mean anything.
//
//     const auto found = test::answerOf<Result<int, Error>>([&](auto done) { thing.ask(std::move(done)); });

#include <core/base/moveonlyfunction.h>

#include <QEventLoop>
#include <QTimer>

#include <chrono>
#include <optional>

namespace test {

// Only a hanging test ever waits so long; busy build machines and sanitizers are slow.
inline constexpr std::chrono::seconds kAnswerDeadline {300};

template <class T, class Ask>
T answerOf(Ask ask)
{
    std::optional<T> answer;
    QEventLoop loop;
    ask(base::MoveOnlyFunction<void(T)>([&](T given) {
        answer.emplace(std::move(given));
        loop.quit();
    }));
    if (!answer) {
        QTimer::singleShot(kAnswerDeadline, &loop, [] { qFatal("no answer came in time"); });
        loop.exec();
    }
    return std::move(*answer);
}

// Runs the event loop until `isDone`, which is asked after each event.
template <class Predicate>
void waitUntil(Predicate isDone)
{
    QEventLoop loop;
    QTimer deadline;
    deadline.setSingleShot(true);
    QObject::connect(&deadline, &QTimer::timeout, &loop, [] { qFatal("it did not become true in time"); });
    deadline.start(kAnswerDeadline);
    while (!isDone())
        loop.processEvents(QEventLoop::WaitForMoreEvents);
}

} // namespace test
