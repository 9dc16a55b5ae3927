// Tunnels in stream form on streams in memory: cut anywhere, slow, silent, ended, mixed with the tunnel in the process.

#include <core/net/memorynetwork.h>
#include <core/tunnel/framewriter.h>
#include <core/tunnel/httptunnel.h>
#include <core/tunnel/localtunnel.h>

#include "relayrig.h"

#include <tests/support/quiet.h>

using namespace std::chrono_literals;
using test::associationOf;
using test::kGame;

namespace {

base::ByteView view(const QByteArray &bytes)
{
    return base::asBytes(QByteArrayView(bytes));
}

// The client's end of a stream.
class Client final : public net::StreamHandler
{
public:
    explicit Client(net::StreamPtr from)
        : stream(std::move(from))
    {
        stream->setHandler(this);
    }
    void send(int index, const QByteArray &payload)
    {
        base::ByteBuffer out;
        tunnel::FrameWriter(out).append(static_cast<quint8>(index), view(payload));
        stream->write(out.view());
    }
    void onBytes(net::ByteView bytes) override
    {
        reader.feed(bytes);
        while (const auto frame = reader.next()) {
            if (frame->isKeepAlive())
                ++keepAlives;
            else
                got.append({frame->index, base::toByteArray(frame->payload)});
        }
    }
    void onEnd() override
    {
        ended = true;
        stream->close();
    }
    void onClosed(net::CloseReason reason) override { closed = reason; }

    net::StreamPtr stream;
    tunnel::FrameReader reader;
    QList<test::RecordingOutlet::Got> got;
    int keepAlives = 0;
    bool ended = false;
    std::optional<net::CloseReason> closed;
};

struct Rig : test::RelayRig
{
    explicit Rig(net::MemoryNetworkOptions options = {}, tunnel::RelayLimits limits = {})
        : RelayRig(limits)
        , network(time, time, options)
    {}
    std::unique_ptr<Client> connect(int client, const QByteArray &leftover = {})
    {
        auto [theirs, ours] = network.makePipe({}, {});
        auto made = std::make_unique<tunnel::HttpTunnel>(relay, time, std::move(ours), [this](auto &dead) {
            std::erase_if(tunnels, [&](const auto &one) { return one.get() == &dead; });
        });
        tunnel::HttpTunnel &added = *made;
        tunnels.push_back(std::move(made));
        added.begin(associationOf(client), view(leftover));
        return std::make_unique<Client>(std::move(theirs));
    }

    net::MemoryNetwork network;
    std::vector<std::unique_ptr<tunnel::HttpTunnel>> tunnels;
};

class RecordingLinkHandler final : public tunnel::LinkHandler
{
public:
    void onFrame(quint8 from, tunnel::ByteView payload) override
    {
        got.append({from, base::toByteArray(payload)});
        if (whenFrame)
            whenFrame();
    }
    void onLinkLost() override { ++lost; }
    QList<test::RecordingOutlet::Got> got;
    int lost = 0;
    std::function<void()> whenFrame;
};

const tunnel::BudgetLimits kUnlimited {.packetsPerSecond = 0, .bitsPerSecond = 0};

} // namespace

class TestHttpTunnel : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void framesCutAnywhere()
    {
        Rig rig({.splitSeed = 42});
        const auto host = rig.connect(0);
        const auto guest = rig.connect(1);
        rig.place(0, 0);
        rig.place(1, 1);
        for (int i = 0; i < 100; ++i) {
            host->send(1, QByteArray(i * 10, static_cast<char>(i)));
            guest->send(0, QByteArray::number(i));
        }
        rig.time.runUntil([&] { return guest->got.size() == 100 && host->got.size() == 100; });
        for (int i = 0; i < 100; ++i) {
            QCOMPARE(guest->got[i], (test::RecordingOutlet::Got {0, QByteArray(i * 10, static_cast<char>(i))}));
            QCOMPARE(host->got[i], (test::RecordingOutlet::Got {1, QByteArray::number(i)}));
        }
    }

    void bytesBehindTheRequest()
    {
        Rig rig;
        const auto host = rig.connect(0);
        rig.place(0, 0);
        rig.place(1, 1);
        base::ByteBuffer early;
        tunnel::FrameWriter(early).append(0, view("early"));
        const auto guest = rig.connect(1, base::toByteArray(early.view()));
        rig.time.settle();
        QCOMPARE(host->got.size(), 1);
        QCOMPARE(host->got.first().payload, QByteArray("early"));
    }

    void keepAliveAndExpiry()
    {
        Rig rig;
        const auto answering = rig.connect(0);
        rig.pass(10s);
        rig.time.settle();
        QCOMPARE(answering->keepAlives, 1);
        answering->send(tunnel::kKeepAliveIndex, {});
        rig.time.settle();
        QVERIFY(rig.relay.find(associationOf(0))->hasAnsweredKeepAlive());
        answering->send(200, "an index that means nothing is a sign of life all the same");
        rig.pass(39s);
        QVERIFY(!answering->closed);
        rig.pass(1s);
        rig.time.settle();
        QVERIFY(answering->closed);
        QVERIFY(rig.tunnels.empty());
    }

    void newOneClosesTheOld()
    {
        Rig rig;
        const auto before = rig.connect(0);
        const auto after = rig.connect(0);
        rig.time.settle();
        QVERIFY(before->ended);
        QVERIFY(!after->ended);
        rig.time.advance(5s);
        QCOMPARE(rig.tunnels.size(), 1U);
        QVERIFY(rig.relay.find(associationOf(0)));
    }

    void peerEndsOrBreaks()
    {
        Rig rig;
        auto orderly = rig.connect(0);
        auto broken = rig.connect(1);
        orderly->stream->close();
        broken->stream->abort();
        rig.time.advance(5s);
        QVERIFY(rig.tunnels.empty());
        QCOMPARE(rig.relay.tunnelsOpen(), 0U);
    }

    void noRoom()
    {
        Rig rig({}, {.tunnelsMax = 1});
        const auto first = rig.connect(0);
        rig.relay.connectionOpened(associationOf(0), {1}, rig.time.now());
        const auto second = rig.connect(1);
        second->send(0, "ignored");
        rig.time.advance(5s);
        QVERIFY(second->closed);
        QVERIFY(!first->closed);
        QCOMPARE(rig.tunnels.size(), 1U);
    }

    void slowReceiverLosesTheOldestAndHoldsNobodyUp()
    {
        Rig rig({}, {.budget = kUnlimited});
        const auto sender = rig.connect(0);
        const auto slow = rig.connect(1);
        const auto quick = rig.connect(2);
        for (int i = 0; i < 3; ++i)
            rig.place(i, i);
        slow->stream->setReading(false);
        constexpr int kSent = 2000; // of 1000 bytes: far more than any buffer in between
        for (int i = 0; i < kSent; ++i) {
            sender->send(1, QByteArray::number(i).leftJustified(1000));
            sender->send(2, "quick");
            rig.time.settle();
        }
        QCOMPARE(quick->got.size(), kSent);
        rig.pass(10s); // a keep-alive waits among the frames
        const auto &counters = rig.relay.find(associationOf(1))->counters();
        QVERIFY(counters.droppedOut > 0);
        slow->stream->setReading(true);
        rig.pass(1s);
        QCOMPARE(static_cast<quint64>(slow->got.size()), kSent - counters.droppedOut);
        QVERIFY(slow->got.size() < 500);
        QCOMPARE(slow->got.back().payload.trimmed(), QByteArray::number(kSent - 1)); // the newest survive
        QCOMPARE(slow->keepAlives, 1);
        sender->send(1, "afterwards as before");
        rig.pass(1s);
        QCOMPARE(slow->got.back().payload, QByteArray("afterwards as before"));
    }

    void localTunnelExchangesWithRemote()
    {
        Rig rig;
        RecordingLinkHandler handler;
        const auto local = tunnel::LocalTunnel::open(rig.relay, associationOf(0), rig.time, rig.time, handler);
        QVERIFY(local);
        const auto guest = rig.connect(1);
        rig.place(0, 0);
        rig.place(1, 3);
        local->send(3, view("from the host"));
        guest->send(0, "from the guest");
        rig.time.settle();
        QCOMPARE(guest->got, (QList<test::RecordingOutlet::Got> {{0, "from the host"}}));
        QCOMPARE(handler.got, (QList<test::RecordingOutlet::Got> {{3, "from the guest"}}));
    }

    void localTunnelHasTheSameBounds()
    {
        Rig rig({}, {.budget = kUnlimited});
        RecordingLinkHandler handler;
        test::RecordingOutlet guest;
        const auto local = tunnel::LocalTunnel::open(rig.relay, associationOf(0), rig.time, rig.time, handler);
        rig.open(1, guest);
        rig.place(0, 0);
        rig.place(1, 1);
        for (int i = 0; i < base::kTunnelQueueFramesMax + 10; ++i) // in one turn of the event loop
            rig.send(guest, 0, QByteArray::number(i));
        rig.time.settle();
        QCOMPARE(handler.got.size(), base::kTunnelQueueFramesMax);
        QCOMPARE(handler.got.first().payload, QByteArray("10"));
        QCOMPARE(rig.relay.find(associationOf(0))->counters().droppedOut, 10U);
    }

    void localTunnelEndsWithEither()
    {
        Rig rig;
        RecordingLinkHandler handler;
        auto local = tunnel::LocalTunnel::open(rig.relay, associationOf(0), rig.time, rig.time, handler);
        local.reset();
        QCOMPARE(rig.relay.tunnelsOpen(), 0U);
        std::unique_ptr<tunnel::LocalTunnel> survivor;
        {
            tunnel::Relay relay;
            survivor = tunnel::LocalTunnel::open(relay, associationOf(0), rig.time, rig.time, handler);
        }
        rig.time.settle();
        QCOMPARE(handler.lost, 1);
        survivor->send(0, view("into the void"));
    }

    void localTunnelMayGoInsideItsCallback()
    {
        Rig rig;
        RecordingLinkHandler handler;
        test::RecordingOutlet guest;
        auto local = tunnel::LocalTunnel::open(rig.relay, associationOf(0), rig.time, rig.time, handler);
        rig.open(1, guest);
        rig.place(0, 0);
        rig.place(1, 1);
        handler.whenFrame = [&] { local.reset(); };
        rig.send(guest, 0, "one");
        rig.send(guest, 0, "two");
        rig.time.settle();
        QCOMPARE(handler.got.size(), 1);
        QCOMPARE(handler.lost, 0);
    }
};

QTEST_GUILESS_MAIN(TestHttpTunnel)
#include "tst_httptunnel.moc"
