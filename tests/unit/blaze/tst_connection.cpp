// The connection: one request after another, notifications behind the answer they belong to, back pressure, half close,
// and what happens to answers when nobody is there any more.

#include "rig.h"

#include <tests/support/quiet.h>

using blaze::CloseCause;
using test::Number;
using test::Rig;

Q_DECLARE_METATYPE(blaze::CloseCause)

class TstConnection : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void requestsAreHandledOneAfterAnother()
    {
        Rig rig;
        rig.send(test::kSlow, 1);
        rig.send(test::kEcho, 2, {22});
        rig.send(test::kSlow, 3);
        rig.send(test::kEcho, 4, {44});
        QCOMPARE(rig.waiting.size(), std::size_t(1)); // the second slow one has not begun
        QCOMPARE(rig.connection->requestsPending(), 4);
        QCOMPARE(rig.sent(), QByteArray());
        rig.answerSlow(11);
        QCOMPARE(rig.sent(), QByteArray("r1:11 r2:22"));
        rig.answerSlow(33);
        QCOMPARE(rig.sent(), QByteArray("r3:33 r4:44"));
        QCOMPARE(rig.connection->requestsPending(), 0);
        QCOMPARE(rig.connection->bytesBuffered(), 0);
    }
    void notificationsWaitForTheAnswer()
    {
        Rig rig;
        rig.connection->notify(test::kNews, {1});
        QCOMPARE(rig.sent(), QByteArray("n:1")); // nothing in progress: at once
        rig.send(test::kSlow, 1);
        rig.connection->notify(test::kNews, {2}); // raised by anyone
        rig.connection->notifyEncoded(blaze::EncodedNotification::of(test::kNews, {3}));
        rig.connection->notify(test::kNews, {4});
        QCOMPARE(rig.sent(), QByteArray());
        rig.send(test::kEcho, 2, {9});
        rig.answerSlow(5);
        QCOMPARE(rig.sent(), QByteArray("r1:5 n:2 n:3 n:4 r2:9"));
        rig.connection->notify(test::kNews, {6});
        QCOMPARE(rig.sent(), QByteArray("n:6"));
    }
    void notificationsAfterTheAnswerInOneStep()
    {
        Rig rig;
        constexpr blaze::Command<Number, Number> kCommand {
            .component = blaze::Component::Util, .id = 0x20, .name = "util.step"};
        rig.router.add(kCommand, [](const Number &request, blaze::Context &context, blaze::Reply<Number> reply) {
            context.connection().notify(test::kNews, {request.value + 1});
            reply.ok(request);
            context.connection().notify(test::kNews, {request.value + 2});
        });
        blaze::ByteBuffer both;
        blaze::appendRequest(both, kCommand, 1, {10});
        blaze::appendRequest(both, kCommand, 2, {20});
        rig.connection->feed(both.view());
        QCOMPARE(rig.sent(), QByteArray("r1:10 n:11 n:12 r2:20 n:21 n:22"));
    }
    void guardedCallbackIsOneStep()
    {
        Rig rig;
        constexpr blaze::Command<Number, Number> kCommand {
            .component = blaze::Component::Util, .id = 0x20, .name = "util.worker"};
        base::MoveOnlyFunction<void(int)> done;
        rig.router.add(kCommand, [&done](const Number &, blaze::Context &context, blaze::Reply<Number> reply) {
            done = context.guard([&context, reply = std::move(reply)](int result) mutable {
                reply.ok({static_cast<quint32>(result)});
                context.connection().notify(test::kNews, {99});
            });
        });
        rig.send(kCommand, 1);
        rig.send(test::kEcho, 2, {5});
        done(7);
        // The next request begins only when the callback is through.
        QCOMPARE(rig.sent(), QByteArray("r1:7 n:99 r2:5"));
    }
    void guardedCallbackIsDroppedWithTheConnection()
    {
        Rig rig;
        constexpr blaze::Command<Number, Number> kCommand {
            .component = blaze::Component::Util, .id = 0x20, .name = "util.worker"};
        base::MoveOnlyFunction<void()> done;
        int ran = 0;
        rig.router.add(kCommand, [&](const Number &, blaze::Context &context, blaze::Reply<Number> reply) {
            done = context.guard([&ran, reply = std::move(reply)]() mutable {
                ++ran;
                reply.ok({1});
            });
        });
        rig.send(kCommand, 1);
        rig.connection->transportClosed();
        done(); // closed, but somebody still holds it
        QCOMPARE(ran, 0);
        rig.connection.reset();
        done(); // gone
        QCOMPARE(ran, 0);
        done = {};
        QCOMPARE(rig.sink.written.size(), 0);
    }
    void answersAfterTheEndAreSilent()
    {
        Rig rig;
        rig.send(test::kSlow, 1);
        rig.connection->transportClosed();
        rig.answerSlow(1);
        rig.connection->notify(test::kNews, {1});
        rig.connection->endOfInput();
        QCOMPARE(rig.sink.written.size(), 0);
        QCOMPARE(rig.sink.finished, 0);

        Rig other;
        other.send(test::kSlow, 1);
        other.connection.reset();
        other.waiting.clear(); // dropped unanswered, but nobody waits: no warning
        QCOMPARE(other.sink.written.size(), 0);
    }
    void pendingLimit()
    {
        Rig rig;
        const auto sendEcho = [&rig](std::uint32_t sequence) { rig.send(test::kEcho, sequence, {sequence}); };
        rig.send(test::kSlow, 0);
        for (std::uint32_t i = 1; i < base::kRequestsPendingMax - 1; ++i)
            sendEcho(i);
        QVERIFY(rig.sink.reading);
        QCOMPARE(rig.sink.readingChanges, 0);
        sendEcho(base::kRequestsPendingMax - 1);
        QCOMPARE(rig.connection->requestsPending(), base::kRequestsPendingMax);
        QVERIFY(!rig.sink.reading);
        rig.answerSlow(0);
        QVERIFY(rig.sink.reading);
        QCOMPARE(rig.sink.readingChanges, 2);
        QCOMPARE(rig.sink.take().size(), base::kRequestsPendingMax);
    }
    void oneReadMayHoldMoreThanTheLimit()
    {
        Rig rig;
        blaze::ByteBuffer all;
        constexpr std::uint32_t kCount = 1000;
        for (std::uint32_t i = 0; i < kCount; ++i)
            blaze::appendRequest(all, i % 100 == 0 ? test::kSlow : test::kEcho, i, {i});
        rig.connection->feed(all.view().first(all.size() - 3));
        rig.connection->feed(all.view().last(3)); // although reading was stopped
        QVERIFY(!rig.sink.reading);
        QCOMPARE(rig.connection->requestsPending(), base::kRequestsPendingMax);
        QVERIFY(rig.connection->bytesBuffered() <= static_cast<qsizetype>(all.size()));
        QList<test::RecordingSink::Sent> answers;
        for (std::uint32_t i = 0; i < kCount; i += 100) {
            rig.answerSlow(i);
            answers += rig.sink.take();
        }
        QCOMPARE(answers.size(), kCount);
        for (std::uint32_t i = 0; i < kCount; ++i)
            QCOMPARE(answers[i].header.sequence, i);
        QVERIFY(rig.sink.reading);
        QCOMPARE(rig.connection->bytesBuffered(), 0);
    }
    void pendingBytesLimit()
    {
        Rig rig;
        rig.connection->setFrameBodyMax(base::kFrameBodyMax);
        const QByteArray half(base::kRequestsPendingBytesMax / 4, 'x');
        rig.send(test::kSlow, 0);
        for (std::uint32_t i = 1; i <= 3; ++i)
            rig.sendRaw({.component = 9, .command = 4, .sequence = i}, half);
        QVERIFY(rig.sink.reading);
        rig.sendRaw({.component = 9, .command = 4, .sequence = 4}, half);
        QVERIFY(!rig.sink.reading);
        rig.answerSlow(0);
        QVERIFY(rig.sink.reading);
        QCOMPARE(rig.sent(), QByteArray("r0:0 r1:- r2:- r3:- r4:-"));
    }
    void floodDespiteStoppedReading()
    {
        Rig rig;
        rig.send(test::kSlow, 0);
        for (std::uint32_t i = 1; i < base::kRequestsPendingMax; ++i)
            rig.send(test::kEcho, i, {1});
        QVERIFY(!rig.sink.reading);
        const QByteArray more(base::kBacklogBytesMax, '\0');
        rig.connection->feed(base::asBytes(QByteArrayView(more)));
        QVERIFY(rig.sink.closed.isEmpty());
        rig.connection->feed(base::asBytes(QByteArrayView(more.first(1))));
        QCOMPARE(rig.sink.closed, QList<CloseCause> {CloseCause::Flooded});
        QVERIFY(!rig.connection->isOpen());
        QCOMPARE(rig.connection->bytesBuffered(), 0);
        rig.answerSlow(1);
        QCOMPARE(rig.sent(), QByteArray());
    }
    void slowReaderIsClosed()
    {
        Rig rig;
        rig.sink.queued = base::kOutboxBytesMax;
        rig.connection->notify(test::kNews, {1}); // at the limit
        QVERIFY(rig.sink.closed.isEmpty());
        rig.sink.queued = base::kOutboxBytesMax + 1;
        rig.connection->notify(test::kNews, {2});
        QCOMPARE(rig.sink.closed, QList<CloseCause> {CloseCause::SlowReader});
        rig.connection->notify(test::kNews, {3});
        rig.send(test::kEcho, 1);
        QCOMPARE(rig.sent(), QByteArray("n:1 n:2"));
        QCOMPARE(rig.sink.closed.size(), 1);
    }
    void waitingNotificationsCountToo()
    {
        Rig rig;
        rig.send(test::kSlow, 1);
        const auto news = blaze::EncodedNotification::of(test::kNews, {5});
        const auto each = static_cast<qsizetype>(news.bytes().size());
        rig.sink.queued = base::kOutboxBytesMax - 10 * each;
        for (int i = 0; i < 10; ++i)
            rig.connection->notifyEncoded(news);
        QVERIFY(rig.sink.closed.isEmpty());
        rig.connection->notifyEncoded(news);
        QCOMPARE(rig.sink.closed, QList<CloseCause> {CloseCause::SlowReader});
        QCOMPARE(rig.connection->bytesBuffered(), 0);
    }
    void frameTooLong()
    {
        Rig rig;
        rig.sendRaw({.component = 9, .command = 4, .sequence = 1}, QByteArray(base::kFrameBodyAnonymousMax, 'x'));
        QCOMPARE(rig.sent(), QByteArray("r1:-"));
        rig.connection->setFrameBodyMax(base::kFrameBodyMax); // logged in
        rig.sendRaw({.component = 9, .command = 4, .sequence = 2}, QByteArray(base::kFrameBodyMax, 'x'));
        QCOMPARE(rig.sent(), QByteArray("r2:-"));
        rig.sendRaw({.component = 9, .command = 4, .sequence = 3}, QByteArray(base::kFrameBodyMax + 1, 'x'));
        QCOMPARE(rig.sink.closed, QList<CloseCause> {CloseCause::FrameTooLong});
        QCOMPARE(rig.sent(), QByteArray());
    }
    void halfCloseAnswersFirst()
    {
        Rig rig;
        rig.send(test::kSlow, 1);
        rig.send(test::kEcho, 2, {2});
        rig.connection->endOfInput();
        QCOMPARE(rig.sink.finished, 0);
        rig.send(test::kEcho, 3, {3}); // nothing comes after the end
        rig.answerSlow(1);
        QCOMPARE(rig.sent(), QByteArray("r1:1 r2:2"));
        QCOMPARE(rig.sink.finished, 1);
        QVERIFY(!rig.connection->isOpen());
        rig.connection->notify(test::kNews, {1});
        QCOMPARE(rig.sent(), QByteArray());
    }
    void halfCloseOfAnIdleConnection()
    {
        Rig rig;
        rig.connection->feed(base::asBytes(QByteArrayView("\0\0\0", 3))); // part of a frame is forgotten
        rig.connection->endOfInput();
        QCOMPARE(rig.sink.finished, 1);
        QVERIFY(rig.sink.closed.isEmpty());
    }
    void closingInsideAHandler()
    {
        Rig rig;
        constexpr blaze::Command<Number, Number> kCommand {
            .component = blaze::Component::Util, .id = 0x20, .name = "util.close"};
        rig.router.add(kCommand, [&rig](const Number &, blaze::Context &, blaze::Reply<Number> reply) {
            rig.connection->transportClosed();
            rig.connection.reset(); // the owner lets go while the connection is on the stack
            reply.ok({1});
        });
        const auto connection = rig.connection.get();
        blaze::ByteBuffer both;
        blaze::appendRequest(both, kCommand, 1);
        blaze::appendRequest(both, test::kEcho, 2);
        connection->feed(both.view());
        QCOMPARE(rig.sent(), QByteArray());
    }
    void feedingInsideAHandler()
    {
        Rig rig;
        constexpr blaze::Command<Number, Number> kCommand {
            .component = blaze::Component::Util, .id = 0x20, .name = "util.feed"};
        rig.router.add(kCommand, [&rig](const Number &, blaze::Context &, blaze::Reply<Number> reply) {
            rig.send(test::kEcho, 3, {3});
            reply.ok({1});
        });
        blaze::ByteBuffer both;
        blaze::appendRequest(both, kCommand, 1);
        blaze::appendRequest(both, test::kEcho, 2, {2});
        rig.connection->feed(both.view());
        QCOMPARE(rig.sent(), QByteArray("r1:1 r2:2 r3:3"));
    }
    void progressOfAFrameIsVisible()
    {
        Rig rig;
        QVERIFY(!rig.connection->frameInProgress());
        blaze::ByteBuffer out;
        blaze::appendRequest(out, test::kEcho, 1, {5});
        rig.connection->feed(out.view().first(14));
        QVERIFY(rig.connection->frameInProgress());
        QCOMPARE(rig.connection->bytesReceived(), 14U);
        QCOMPARE(rig.connection->bytesBuffered(), 14);
        rig.connection->feed(out.view().subspan(14));
        QVERIFY(!rig.connection->frameInProgress());
        QCOMPARE(rig.sent(), QByteArray("r1:5"));
        QCOMPARE(rig.connection->bytesBuffered(), 0);
    }
    void stateLivesWithTheConnection()
    {
        struct State final : blaze::ConnectionState
        {
            explicit State(int &ends)
                : count(ends)
            {}
            State(const State &) = delete;
            State &operator=(const State &) = delete;
            ~State() override { ++count; }
            int &count;
        };
        int ends = 0;
        Rig rig;
        rig.connection->setState(std::make_unique<State>(ends));
        QVERIFY(rig.connection->state() != nullptr);
        QCOMPARE(ends, 0);
        rig.connection.reset();
        QCOMPARE(ends, 1);
    }
    void idleConnectionIsSmall()
    {
        QVERIFY2(sizeof(blaze::Connection) <= 512, qPrintable(QString::number(sizeof(blaze::Connection))));
        Rig rig;
        blaze::ByteBuffer out;
        blaze::appendRequest(out, test::kEcho, 1, {5});
        for (const std::byte byte : out.view())
            rig.connection->feed({&byte, 1});
        QCOMPARE(rig.connection->bytesBuffered(), 0);
    }
};

QTEST_GUILESS_MAIN(TstConnection)
#include "tst_connection.moc"
